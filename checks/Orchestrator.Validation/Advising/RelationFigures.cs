using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What the choice of a strategy depends on, for one relation.</summary>
public sealed record RelationFigures
{
    /// <summary>Bytes that its SQL reads when it is run, by a dry run.</summary>
    public required long SourceBytes { get; init; }

    /// <summary>How many stored tables that are, through views.</summary>
    public required int SourceTables { get; init; }

    /// <summary>Bytes that its rows take when they are stored.</summary>
    public required long StoredBytes { get; init; }

    /// <summary>Whether and why not its SQL can be a materialized view.</summary>
    public required MaterializedLegality Legality { get; init; }

    /// <summary>How often its inputs change in a day, every run of every job that writes one counted; null when that cannot be foretold.</summary>
    public decimal? ChangesPerDay { get; init; }

    /// <summary>Bytes of input rows that change in a day; null when nobody knows, and then each refresh is taken to read everything, which is the upper bound.</summary>
    public decimal? ChangedBytesPerDay { get; init; }

    /// <summary>Whether inputs are rewritten by their jobs: BigQuery refreshes incrementally after added rows only.</summary>
    public bool InputsRewritten { get; init; }

    /// <summary>How old the inputs are at worst when they are read, by the staleness calculus; null when that cannot be foretold, and then <see cref="InputAgeUnknown"/> says why.</summary>
    public Duration? InputAge { get; init; }

    /// <summary>Why the age of the inputs is not known; null when it is.</summary>
    public string? InputAgeUnknown { get; init; }

    /// <summary>How long a rebuild runs at most.</summary>
    public required Duration RebuildRun { get; init; }

    /// <summary>A schedule that follows the inputs, proven; null when none was found.</summary>
    public FollowingSchedule? Following { get; init; }
}

/// <summary>A schedule of rebuilds that follows the jobs that write the inputs.</summary>
/// <param name="Words">The schedule: <c>0 5 * * * America/Phoenix</c>.</param>
/// <param name="RunsPerDay">Its runs in an average day.</param>
/// <param name="AddedAge">How much older rows are at worst than in the inputs, the rebuild's run included.</param>
public sealed record FollowingSchedule(string Words, decimal RunsPerDay, Duration AddedAge);

/// <summary>What readers ask of a relation.</summary>
/// <param name="ReadsPerDay">Queries that read it in a day.</param>
/// <param name="MaxAge">How old what they see may be at worst, counted from the run of the source that brought it; null: no more than <see cref="Behind"/> behind the inputs.</param>
/// <param name="Behind">How far behind the inputs readers may be when no age is demanded: the pipeline's Within and a rebuild's run.</param>
public sealed record ReadDemand(decimal ReadsPerDay, Duration? MaxAge, Duration Behind);
