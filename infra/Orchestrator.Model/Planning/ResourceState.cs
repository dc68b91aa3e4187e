using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// A resource as a flat list of properties in the API's spelling (<c>timeZone</c>, <c>httpTarget.uri</c>, <c>schema.jobId</c>), each a canonical
/// text. Declared and live resources take this one form, so that comparing them is a pure function. <see cref="PropertyFacts"/> lists the names.
/// </summary>
public sealed record ResourceState
{
    /// <summary>Which resource.</summary>
    public required ResourceId Id { get; init; }

    /// <summary>Properties by name. A property at the service's default is left out on both sides.</summary>
    public required PropertyDictionary Properties { get; init; }

    /// <summary>What must exist before it: its dataset, the relations that a view reads, the relations that a job reads and writes.</summary>
    public IReadOnlyList<ResourceId> DependsOn { get; init; } = [];

    /// <summary>The names of a table's <c>schema.*</c> properties in declared order, for its creation; the order is no property and never drift. Empty when not known.</summary>
    public IReadOnlyList<string> ColumnOrder { get; init; } = [];

    /// <summary>The parts of a routine, for its creation; what is compared is the property <c>definition</c>. Null for everything else.</summary>
    public RoutineDefinition? Routine { get; init; }
}

/// <summary>Something that could not be read, and why. Unknown is never green: it becomes a finding and exit code 3.</summary>
/// <param name="Subject">A resource, or the list that could not be read.</param>
/// <param name="Reason">One sentence, with the service's own words.</param>
public sealed record Unobserved(string Subject, string Reason)
{
    /// <summary>The subject when the list of datasets could not be read: nothing in BigQuery is known.</summary>
    public const string AllDatasets = "datasets";

    /// <summary>The subject when the list of jobs could not be read: nothing in Cloud Scheduler is known.</summary>
    public const string AllJobs = "jobs";

    /// <summary>Whether this makes it unknown if a resource exists: it is the subject itself, lies in the subject's dataset, or belongs to the subject's list.</summary>
    public bool Covers(ResourceId id)
    {
        if (id.Kind == ResourceKind.Job) return Subject == AllJobs || Subject == id.ToString();
        if (Subject == AllDatasets || Subject == id.ToString()) return true;
        if (ResourceId.TryParse(Subject) is not { } subject || id.Kind == ResourceKind.Dataset || subject.Kind == ResourceKind.Job) return false;
        if (subject.Kind == ResourceKind.Dataset) return id.Name.StartsWith(subject.Name + ".", StringComparison.Ordinal);
        if ((subject.Kind == ResourceKind.Routine) != (id.Kind == ResourceKind.Routine)) return false;
        // Tables and views share one namespace: whatever kind the unread thing is, it may be this one.
        return id.Name == subject.Name || (subject.Name.EndsWith(".*", StringComparison.Ordinal) && id.Name.StartsWith(subject.Name[..^1], StringComparison.Ordinal));
    }

    /// <summary>The subject when the list of a dataset's routines could not be read.</summary>
    public static string RoutinesOf(string dataset) => new ResourceId(ResourceKind.Routine, $"{dataset}.*").ToString();
}

/// <summary>The live state of a pipeline's resources, as far as it could be read.</summary>
/// <param name="Resources">What was found in the pipeline's datasets or Cloud Scheduler location, declared or not.</param>
/// <param name="Unobserved">What could not be read.</param>
public sealed record Observation(IReadOnlyList<ResourceState> Resources, IReadOnlyList<Unobserved> Unobserved)
{
    /// <summary>What Cloud Scheduler says of the runs of each job in <see cref="Resources"/>. A job that is not here could not be read.</summary>
    public IReadOnlyDictionary<ResourceId, JobActivity> Activity { get; init; } = ImmutableDictionary<ResourceId, JobActivity>.Empty;
}

/// <summary>What Cloud Scheduler says of a job's runs. None of it is declared, so none of it is drift.</summary>
public sealed record JobActivity
{
    /// <summary>When the last attempt started (<c>lastAttemptTime</c>), or null when none ever did. Retries are attempts too, and so are runs started by hand.</summary>
    public Instant? LastAttempt { get; init; }

    /// <summary>The google.rpc code of the target's answer to the last attempt (<c>status.code</c>): 0 is success, null that nothing was ever answered.</summary>
    public int? StatusCode { get; init; }

    /// <summary>What the target said (<c>status.message</c>), or null.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When it is attempted next (<c>scheduleTime</c>); may be a retry. Null when it is not going to be.</summary>
    public Instant? NextAttempt { get; init; }

    /// <summary>When somebody last edited, paused or resumed it (<c>userUpdateTime</c>), or null when the service does not say.</summary>
    public Instant? UpdatedAt { get; init; }
}

/// <summary>One property that differs.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Declared">The declared value; null when the declaration has none.</param>
/// <param name="Live">The live value; null when the live resource has none.</param>
/// <param name="Certain">False when the two could not be compared (SQL that does not analyze): reported, never taken for equal.</param>
public sealed record PropertyDifference(string Property, string? Declared, string? Live, bool Certain = true);

/// <summary>What a change does to a resource.</summary>
public enum ChangeAction
{
    /// <summary>It does not exist yet.</summary>
    Create,

    /// <summary>Some of its properties change in place.</summary>
    Update,

    /// <summary>It must be deleted and created again, because the service cannot change the property in place.</summary>
    Replace,
}

/// <summary>Whether data can be lost.</summary>
public enum ChangeEffect
{
    /// <summary>Only adds.</summary>
    Additive,

    /// <summary>Changes behaviour, keeps data.</summary>
    Neutral,

    /// <summary>Loses stored rows or columns: needs permission that names the resource.</summary>
    Destructive,
}

/// <summary>One step of a plan.</summary>
public sealed record Change
{
    /// <summary>Which resource.</summary>
    public required ResourceId Id { get; init; }

    /// <summary>What is done.</summary>
    public required ChangeAction Action { get; init; }

    /// <summary>Whether data can be lost.</summary>
    public required ChangeEffect Effect { get; init; }

    /// <summary>The state to reach.</summary>
    public required ResourceState Desired { get; init; }

    /// <summary>The live state, or null for a creation.</summary>
    public ResourceState? Live { get; init; }

    /// <summary>The properties that differ; for a creation all declared ones.</summary>
    public required IReadOnlyList<PropertyDifference> Differences { get; init; }
}

/// <summary>The difference between declared and live, in the order in which it is applied.</summary>
public sealed record Plan
{
    /// <summary>Steps in dependency order: datasets, tables, views (each after what it reads), jobs.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>Live resources in the pipeline's datasets and Scheduler location that nobody declares. Never deleted.</summary>
    public required IReadOnlyList<ResourceState> Unmanaged { get; init; }

    /// <summary>What could not be observed.</summary>
    public required IReadOnlyList<Unobserved> Unobserved { get; init; }

    /// <summary>Whether declared and live are known to be equal.</summary>
    public bool IsEmpty => Changes.Count == 0 && Unobserved.Count == 0;
}
