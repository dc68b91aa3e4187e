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
        var rules = new HealingRules(analyzed.Pipeline, plan, policy, now);
        var words = new HealingWords(analyzed, project, policy);
        var wanted = plan.Changes.Select(c => rules.Unmuted(c)).ToList();
        var byId = wanted.GroupBy(c => c.Id).ToDictionary(g => g.Key, g => g.First());
        var steps = new List<HealingStep>();
        foreach (var change in wanted)
        {
            var kind = rules.KindOf(change);
            var after = HealingOrder.Before(change, byId);
            var refused = after.FirstOrDefault(id => steps.FirstOrDefault(s => s.Resource == id) is not { Allowed: true });
            var job = change.Id.Kind == ResourceKind.Job && change.Action != ChangeAction.Create ? analyzed.Pipeline.Jobs.FirstOrDefault(j => j.ResourceId == change.Id) : null;
            steps.Add(new HealingStep
            {
                Change = change,
                Kind = kind,
                Does = words.Does(change, kind),
                Why = words.Why(change, kind),
                Refusal = rules.Refusal(change) ?? (refused is null ? null : $"It needs {refused} first, which is not healed."),
                Commands = words.Commands(change, kind),
                After = after,
                Readers = HealingOrder.Readers(graph, change),
                CatchUp = kind == HealingKind.Resume && job is not null ? CatchUp.Advise(analyzed, job, observed, project, now) : null,
            });
        }
        return new(steps, HealingOrder.Choose(steps, policy.MaxFixes));
    }
}
