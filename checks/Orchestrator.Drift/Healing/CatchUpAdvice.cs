using NodaTime;

namespace Orchestrator.Drift;

/// <summary>What brings back the data of missed runs.</summary>
public enum CatchUpVerdict
{
    /// <summary>No run was missed.</summary>
    NothingMissed,

    /// <summary>The next run of the job reaches back far enough.</summary>
    NextRunCovers,

    /// <summary>The next run of another job that writes the same tables reaches back far enough.</summary>
    OtherRunCovers,

    /// <summary>The job must be run now: its next run would not reach back far enough any more.</summary>
    RunNow,

    /// <summary>Another job that writes the same tables must be run now.</summary>
    RunOtherNow,

    /// <summary>No declared job reaches back far enough.</summary>
    GapRemains,

    /// <summary>How far back a run reaches is not declared, so it is not known whether the gap closes.</summary>
    Unknown,
}

/// <summary>How many runs of a job were missed, and what brings their data back (R27).</summary>
public sealed record CatchUpAdvice
{
    /// <summary>The job.</summary>
    public required string Job { get; init; }

    /// <summary>How many fires were missed; null when the schedule or the last good run is not known.</summary>
    public int? Missed { get; init; }

    /// <summary>The first missed fire, or null.</summary>
    public Instant? Since { get; init; }

    /// <summary>Up to when data has been loaded: the start of the last good run; null when there was none.</summary>
    public Instant? LoadedUntil { get; init; }

    /// <summary>The next fire as declared, or null.</summary>
    public Instant? NextRun { get; init; }

    /// <summary>What brings the data back.</summary>
    public required CatchUpVerdict Verdict { get; init; }

    /// <summary>The job that brings the data back, by itself or when it is run now; null when there is none.</summary>
    public string? CoveredBy { get; init; }

    /// <summary>When it does by itself, or null.</summary>
    public Instant? CoveredAt { get; init; }

    /// <summary>One or two sentences for people.</summary>
    public required string Says { get; init; }

    /// <summary>The call that closes the gap now; null when nothing is to be called.</summary>
    public string? Command { get; init; }
}
