using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The same proof with the schedules as they are live.</summary>
internal static class LiveOrder
{
    /// <summary>
    /// Proves the declared edges with the live schedules. A job that is declared paused is no producer of anything declared: that it runs is a finding
    /// of its own, and it does not take part here.
    /// </summary>
    public static PipelineProof Prove(AnalyzedPipeline analyzed, Observation observed, ProofHorizon horizon)
    {
        var declaredPaused = analyzed.Pipeline.Jobs.Where(j => j.State is JobState.PausedState).Select(j => j.Name).ToHashSet(StringComparer.Ordinal);
        var timings = JobTiming.Live(observed.Resources).ToDictionary(t => t.Key, t => declaredPaused.Contains(t.Key) ? t.Value with { Fires = false } : t.Value, StringComparer.Ordinal);
        return PipelineProof.Prove(analyzed, timings, horizon);
    }
}
