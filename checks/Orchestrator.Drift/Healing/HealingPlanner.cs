using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>From a difference between declared and live to the steps that heal it. A pure function: the same input gives the same steps.</summary>
public static class HealingPlanner
{
    /// <summary>The steps for a plan.</summary>
    /// <param name="analyzed">The declaration; it decides what may be touched, whatever the plan says.</param>
    /// <param name="plan">Declared against live.</param>
    /// <param name="observed">What was seen, for the runs that jobs have missed.</param>
    /// <param name="policy">What is permitted.</param>
    /// <param name="project">The project that is healed.</param>
    /// <param name="now">The instant of the run.</param>
    public static HealingPlan Of(AnalyzedPipeline analyzed, Plan plan, Observation observed, HealingPolicy policy, string project, Instant now)
    {
        var graph = PipelineGraph.Of(analyzed);
        var rules = new HealingRules(analyzed, project, plan, policy, now);
        var words = new HealingWords(analyzed, project, policy);
        var wanted = plan.Changes.Select(c => rules.Unmuted(c)).ToList();
        var byId = wanted.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First());
        var steps = new List<HealingStep>();
        foreach (var change in wanted)
        {
            var kind = rules.KindOf(change);
            var after = HealingOrder.Before(change, byId);
            var refused = after.FirstOrDefault(id => steps.FirstOrDefault(s => s.Resource == id) is not { Allowed: true });
            steps.Add(new HealingStep
            {
                Change = change,
                Kind = kind,
                Does = HealingWords.Does(change, kind),
                Why = words.Why(change, kind),
                Refusal = rules.Refusal(change) ?? (refused is null ? null : $"It needs {refused} first, which is not healed."),
                Commands = words.Commands(change, kind),
                After = after,
                Readers = HealingOrder.Readers(graph, change),
            });
        }
        return new(steps, HealingOrder.Choose(steps, policy.MaxFixes)) { CatchUps = CatchUps(analyzed, observed, project, now) };
    }

    // Of a job that was not seen nothing is known, and one that is declared paused misses nothing.
    private static IReadOnlyList<CatchUpAdvice> CatchUps(AnalyzedPipeline analyzed, Observation observed, string project, Instant now) =>
    [
        .. analyzed.Pipeline.Jobs.DistinctBy(j => j.Name)
            .Where(j => j.State is JobState.EnabledState && observed.Activity.ContainsKey(j.ResourceId))
            .Select(j => CatchUp.Advise(analyzed, j, observed, project, now))
            .Where(a => a.Missed > 0)
            .OrderBy(a => a.Job, StringComparer.Ordinal),
    ];
}
