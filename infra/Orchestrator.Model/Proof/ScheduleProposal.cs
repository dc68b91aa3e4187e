using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>A schedule for a job whose order does not hold: with its own cadence, in the pipeline's zone if one is safe there.</summary>
/// <param name="Consumer">The job.</param>
/// <param name="Synthesized">The earliest schedule for which every order is proven, or the producer that prevents one.</param>
/// <param name="WithoutPaused">Producers that fire although the declaration pauses them: the proposal counts on their pause being restored.</param>
public sealed record ScheduleProposal(Job Consumer, SynthesizedSchedule Synthesized, IReadOnlyList<Job> WithoutPaused)
{
    internal static IReadOnlyList<ScheduleProposal> Of(Pipeline pipeline, IReadOnlyList<EdgeProof> proofs, JobSpans spans, ProofHorizon horizon)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(pipeline.Zone);
        if (zone is null) return [];
        var proposals = new List<ScheduleProposal>();
        foreach (var group in proofs.GroupBy(p => p.Edge.Consumer.Name, StringComparer.Ordinal).Where(g => g.Any(p => p.Verdict is { Holds: false })))
        {
            var consumer = group.First().Edge.Consumer;
            var producers = group.Select(p => p.Edge.Producer).ToLookup(p => p.State is JobState.EnabledState);
            var meant = producers[true].Select(spans.Of).ToList();
            // A producer without foreseeable fires makes every proposal a guess.
            if (meant.Count == 0 || meant.Contains(null) || spans.Of(consumer) is not { } run) continue;
            var found = ScheduleSynthesis.Earliest([.. meant.OfType<RunSpan>()], run, zone, pipeline.Within, pipeline.Margin, horizon);
            proposals.Add(new(consumer, found, [.. producers[false]]));
        }
        return proposals;
    }
}
