using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What a gate waits for.</summary>
internal sealed record GateRequest
{
    /// <summary>What the deploy changed.</summary>
    public required IReadOnlyList<ResourceId> Changed { get; init; }

    /// <summary>Where that is known from, in words.</summary>
    public required string KnownFrom { get; init; }

    /// <summary>Only runs after this instant are runs of what was deployed.</summary>
    public required Instant Since { get; init; }

    /// <summary>Whether the jobs are started instead of waited for.</summary>
    public bool Trigger { get; init; }

    /// <summary>How long to wait in all.</summary>
    public required Duration Wait { get; init; }
}

/// <summary>How a job that a gate waited for came out.</summary>
internal enum GateOutcome
{
    /// <summary>It ran after the deploy and succeeded.</summary>
    Ran,

    /// <summary>It ran and failed.</summary>
    Failed,

    /// <summary>It did not run in time, or nobody knows.</summary>
    Unknown,

    /// <summary>Nothing is expected of it: it is declared paused.</summary>
    Paused,
}

/// <summary>A job that a gate waited for.</summary>
/// <param name="Job">The job.</param>
/// <param name="Due">Its fire that was waited for; null when it was started, or its fires cannot be foretold.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Says">One sentence.</param>
internal sealed record GatedJob(Job Job, Instant? Due, GateOutcome Outcome, string Says)
{
    /// <summary>When it ran; null when it did not.</summary>
    public Instant? RanAt { get; init; }
}
