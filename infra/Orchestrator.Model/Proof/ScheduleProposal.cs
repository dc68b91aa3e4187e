using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>A schedule in the pipeline's zone for a job whose order does not hold.</summary>
/// <param name="Consumer">The job.</param>
/// <param name="Synthesized">The earliest schedule for which every order is proven, or the producer that prevents one.</param>
public sealed record ScheduleProposal(Job Consumer, SynthesizedSchedule Synthesized)
{
    internal static IReadOnlyList<ScheduleProposal> Of(Pipeline pipeline, IReadOnlyList<EdgeProof> proofs, JobSpans spans, ProofHorizon horizon)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(pipeline.Zone);
        if (zone is null) return [];
        // A producer without foreseeable fires makes every proposal a guess.
        return
        [
            .. proofs.GroupBy(p => p.Edge.Consumer.Name, StringComparer.Ordinal)
                .Where(g => g.Any(p => p.Verdict is { Holds: false }) && g.All(p => spans.Of(p.Edge.Producer) is not null))
                .Select(g => new ScheduleProposal(
                    g.First().Edge.Consumer,
                    ScheduleSynthesis.Earliest(
                        [.. g.Select(p => spans.Of(p.Edge.Producer)!)], g.First().Edge.Consumer.LongestRun, zone, pipeline.Within, pipeline.Margin, horizon))),
        ];
    }
}
