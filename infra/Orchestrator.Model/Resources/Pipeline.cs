using NodaTime;

namespace Orchestrator.Model;

/// <summary>Everything that one pipeline declares. Data only: built once by <see cref="PipelineBuilder"/>, read by everything else.</summary>
public sealed record Pipeline
{
    /// <summary>The name on the command line: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>The Google Cloud project that the SQL files name.</summary>
    public required string Project { get; init; }

    /// <summary>BigQuery location of the datasets, for example <c>US</c>.</summary>
    public required string Location { get; init; }

    /// <summary>Cloud Scheduler location, for example <c>us-central1</c>.</summary>
    public required string SchedulerLocation { get; init; }

    /// <summary>The business zone (IANA): dates such as yesterday are taken in it (R84).</summary>
    public required string Zone { get; init; }

    /// <summary>Folder of the SQL files from the repository's root, for example <c>infra/Pipelines/ServiceTitan/sql</c>.</summary>
    public required string SqlFolder { get; init; }

    /// <summary>The SQL files: path below <see cref="SqlFolder"/> (<c>st_stage/leads_jobs.sql</c>) to text.</summary>
    public required IReadOnlyDictionary<string, string> SqlFiles { get; init; }

    /// <summary>How long after a producer's run its consumer must start, at the latest. Default: 2 h.</summary>
    public Duration Within { get; init; } = Duration.FromHours(2);

    /// <summary>Air between a producer's end and a synthesized start. Default: 15 min.</summary>
    public Duration Margin { get; init; } = Duration.FromMinutes(15);

    /// <summary>The service account id whose token the jobs carry, created by the deploy.</summary>
    public required string ServiceAccount { get; init; }

    /// <summary>Datasets, in order of declaration.</summary>
    public required IReadOnlyList<Dataset> Datasets { get; init; }

    /// <summary>Tables, views and materialized tables, in order of declaration.</summary>
    public required IReadOnlyList<Relation> Relations { get; init; }

    /// <summary>Jobs, in order of declaration.</summary>
    public required IReadOnlyList<Job> Jobs { get; init; }

    /// <summary>Checks, in order of declaration.</summary>
    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>Functions and procedures, in order of declaration. Default: none.</summary>
    public IReadOnlyList<Routine> Routines { get; init; } = [];

    /// <summary>Where data leaves the warehouse, in order of declaration. Default: nothing declared.</summary>
    public IReadOnlyList<Flow> Flows { get; init; } = [];

    /// <summary>Where data comes from before any table here, in order of declaration. Default: nothing declared.</summary>
    public IReadOnlyList<Source> Sources { get; init; } = [];

    /// <summary>Jobs that keep one table together, in order of declaration. Default: none.</summary>
    public IReadOnlyList<SyncPair> SyncPairs { get; init; } = [];

    /// <summary>Findings that are known and accepted for a while. Default: none.</summary>
    public IReadOnlyList<Mute> Mutes { get; init; } = [];

    /// <summary>Who is told of what a monitor finds. Default: at once, escalated at the third poll in a row, reminded every sixth.</summary>
    public Alerting Alerting { get; init; } = new();

    /// <summary>Which rows of which tables are stale, in order of declaration. Default: nothing declared.</summary>
    public IReadOnlyList<StaleRows> StaleRows { get; init; } = [];

    /// <summary>Detours around broken tables, in order of declaration. Default: none.</summary>
    public IReadOnlyList<Bypass> Bypasses { get; init; } = [];

    /// <summary>The address of a service account of this pipeline's project.</summary>
    /// <param name="accountId">Account id; null means the pipeline's own.</param>
    /// <param name="project">The project that is deployed to.</param>
    public string ServiceAccountEmail(string? accountId, string project) => $"{accountId ?? ServiceAccount}@{project}.iam.gserviceaccount.com";
}
