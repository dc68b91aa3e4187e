using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>One line of the table of all declared jobs: how it is set, what it did last, what is next, and the verdict (R38).</summary>
public sealed record JobStatus
{
    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>Its live expression, or the declared one when it is not there.</summary>
    public required string Schedule { get; init; }

    /// <summary>Its live zone, or the declared one.</summary>
    public required string Zone { get; init; }

    /// <summary>Its live state; null when it is not there, or could not be read.</summary>
    public required string? State { get; init; }

    /// <summary>When it was last attempted, or null.</summary>
    public required Instant? LastAttempt { get; init; }

    /// <summary>The google.rpc code of that attempt, or null.</summary>
    public required int? StatusCode { get; init; }

    /// <summary>When it is attempted next, as the service says, else as its schedule does; null when it does not fire.</summary>
    public required Instant? NextFire { get; init; }

    /// <summary>How many runs it missed.</summary>
    public required int MissedRuns { get; init; }

    /// <summary>The first run that it missed, or null.</summary>
    public required Instant? FirstMissed { get; init; }

    /// <summary>A few words: <c>ok</c>, or what was found.</summary>
    public required string Verdict { get; init; }

    /// <summary>All declared jobs, in order of declaration.</summary>
    /// <param name="evidence">What was declared and observed.</param>
    /// <param name="findings">What <see cref="DriftFinder"/> found.</param>
    public static IReadOnlyList<JobStatus> Of(DriftEvidence evidence, IReadOnlyList<Finding> findings)
    {
        var about = findings.ToLookup(f => f.Subject, StringComparer.Ordinal);
        return [.. ObservedJob.Of(evidence).Values.Select(job => Of(job, about[job.Declared.ResourceId.ToString()], evidence))];
    }

    private static JobStatus Of(ObservedJob job, IEnumerable<Finding> findings, DriftEvidence evidence) => new()
    {
        Job = job.Declared.Name,
        Schedule = job.Live?.Properties.GetValueOrDefault("schedule") ?? job.Declared.Schedule.Expression,
        Zone = job.Live?.Properties.GetValueOrDefault("timeZone") ?? job.Declared.Schedule.Zone,
        State = job.LiveState,
        LastAttempt = job.Activity?.LastAttempt,
        StatusCode = job.Activity?.StatusCode,
        NextFire = !job.Fires ? null : job.Activity?.NextAttempt ?? (job.LiveSchedule is { } live ? FireFit.Next(live, evidence.Now) : null),
        MissedRuns = job.Missed?.Count ?? 0,
        FirstMissed = job.Missed?.First,
        Verdict = Say(job, [.. findings], evidence),
    };

    private static string Say(ObservedJob job, IReadOnlyList<Finding> findings, DriftEvidence evidence)
    {
        if (job.Live is null && evidence.Observed.Unobserved.Any(u => u.Covers(job.Declared.ResourceId))) return "not known";
        var words = findings.Where(f => f.Muted is null && FindingFacts.Counts(f)).Select(f => Word(f, job)).Distinct(StringComparer.Ordinal).ToList();
        if (findings.Any(f => f.Muted is not null)) words.Add("muted findings");
        return words.Count > 0 ? string.Join(", ", words) : job.DeclaredPaused ? "paused, as declared" : "ok";
    }

    private static string Word(Finding finding, ObservedJob job) => finding.Code switch
    {
        FindingFacts.Missing => "missing",
        FindingFacts.Unobserved => "not known",
        FindingFacts.PauseExpired => "pause expired",
        FindingFacts.Paused => "paused, declared enabled",
        FindingFacts.RunsThoughPaused => "runs, declared paused",
        FindingFacts.MissedRun or FindingFacts.NeverRan => $"missed {job.Missed?.Count ?? 0:N0} {(job.Missed?.Count == 1 ? "run" : "runs")}",
        FindingFacts.Failing => "failing",
        FindingFacts.NotWell => job.LiveState ?? "not known",
        FindingFacts.NoToken => "no token",
        _ => "changed",
    };
}
