using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Everything that drift is judged by: what is declared, what was observed, and the one instant of the run.</summary>
public sealed record DriftEvidence
{
    /// <summary>The pipeline.</summary>
    public required AnalyzedPipeline Analyzed { get; init; }

    /// <summary>The project that is looked at.</summary>
    public required string Project { get; init; }

    /// <summary>Whether the target is a local Google, where <c>up</c> is the remedy; else <c>pulumi up</c> is.</summary>
    public bool Local { get; init; }

    /// <summary>The declared states.</summary>
    public required IReadOnlyList<ResourceState> Desired { get; init; }

    /// <summary>What was found, with what Cloud Scheduler says of runs.</summary>
    public required Observation Observed { get; init; }

    /// <summary>Declared against live.</summary>
    public required Plan Plan { get; init; }

    /// <summary>The live schedules as the order proof saw them, for what readers miss; null when no job could be read.</summary>
    public PipelineProof? LiveOrder { get; init; }

    /// <summary>The instant of the run.</summary>
    public required Instant Now { get; init; }
}
