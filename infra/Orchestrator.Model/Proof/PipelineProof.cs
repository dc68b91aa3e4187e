using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>Whether every job starts soon enough after what it reads has landed, and what readers miss when it does not. Data only.</summary>
public sealed record PipelineProof
{
    /// <summary>The time over which orders were proven.</summary>
    public required ProofHorizon Horizon { get; init; }

    /// <summary>Every edge between jobs that fire, by consumer and producer.</summary>
    public required IReadOnlyList<EdgeProof> Edges { get; init; }

    /// <summary>The edges that were not looked at, and why: a paused producer writes nothing that anybody could wait for.</summary>
    public required IReadOnlyList<EdgeLeftOut> LeftOut { get; init; }

    /// <summary>For each table that a job rebuilds or fills from others, who reads it and when it lacks something.</summary>
    public required IReadOnlyList<StaleTable> StaleTables { get; init; }

    /// <summary>For each job with an edge that does not hold: a schedule that would.</summary>
    public required IReadOnlyList<ScheduleProposal> Proposals { get; init; }

    /// <summary>Whether every edge is proven; what could not be proven does not hold.</summary>
    public bool Holds => Edges.All(e => e.Holds);

    /// <summary>Proves a pipeline's orders with the schedules that are declared, over ten years.</summary>
    public static PipelineProof Prove(AnalyzedPipeline analyzed, Instant from) => Prove(analyzed, JobTiming.Declared(analyzed.Pipeline), ProofHorizon.TenYearsFrom(from));

    /// <summary>Proves a pipeline's orders.</summary>
    /// <param name="analyzed">The pipeline: who reads and writes what, and how long runs last.</param>
    /// <param name="timings">The schedules, declared or live, by job name.</param>
    /// <param name="horizon">The time over which; staleness is told for its first instant.</param>
    public static PipelineProof Prove(AnalyzedPipeline analyzed, IReadOnlyDictionary<string, JobTiming> timings, ProofHorizon horizon)
    {
        var graph = PipelineGraph.Of(analyzed);
        var spans = JobSpans.Of(analyzed.Pipeline, timings);
        var edges = JobEdge.Of(graph);
        var firing = edges.Where(e => spans.SilenceOf(e) is null).ToList();
        var proofs = firing.Select(e => EdgeProof.Of(e, spans, analyzed.Pipeline.Within, horizon)).ToList();
        return new()
        {
            Horizon = horizon,
            Edges = proofs,
            LeftOut = [.. edges.Select(e => (e, spans.SilenceOf(e))).Where(e => e.Item2 is not null).Select(e => new EdgeLeftOut(e.e, e.Item2!))],
            StaleTables = StaleTable.Of(graph, firing, spans, horizon.From),
            Proposals = ScheduleProposal.Of(graph.Pipeline, proofs, spans, horizon),
        };
    }
}

/// <summary>An edge and what its proof found.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Verdict">The proof's answer; null when there is none.</param>
/// <param name="Unknown">Why there is no answer; null when there is one.</param>
public sealed record EdgeProof(JobEdge Edge, OrderVerdict? Verdict, string? Unknown)
{
    /// <summary>Whether the order is proven.</summary>
    public bool Holds => Verdict is { Holds: true };

    internal static EdgeProof Of(JobEdge edge, JobSpans spans, Duration within, ProofHorizon horizon)
    {
        if (spans.Of(edge.Producer) is not { } producer) return new(edge, null, $"The schedule of {edge.Producer.ResourceId} has no fires that can be foretold: {spans.WhyNot(edge.Producer)}");
        if (spans.Of(edge.Consumer) is not { } consumer) return new(edge, null, $"The schedule of {edge.Consumer.ResourceId} has no fires that can be foretold: {spans.WhyNot(edge.Consumer)}");
        return new(edge, OrderProof.Prove(new(producer, consumer, within), horizon), null);
    }
}

/// <summary>An edge that was not looked at.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Reason">One sentence: why.</param>
public sealed record EdgeLeftOut(JobEdge Edge, string Reason);
