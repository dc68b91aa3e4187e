using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Which step must come before which, and which steps are worth a limited number of fixes.</summary>
internal static class HealingOrder
{
    private static readonly string[] OfNoConsequence = ["description", "labels."];

    /// <summary>The resources among the changes that must be healed before this one can be.</summary>
    public static IReadOnlyList<ResourceId> Before(Change change, IReadOnlyDictionary<ResourceId, Change> changes)
    {
        var broken = change.Differences.Where(d => d.Property == Planner.BaseProperty).Select(d => ResourceId.TryParse(d.Declared ?? "")).OfType<ResourceId>();
        return
        [
            .. change.Desired.DependsOn.Concat(broken).Distinct()
                .Where(id => id != change.Id && changes.TryGetValue(id, out var other) && Blocks(other, change))
                .Order(),
        ];
    }

    /// <summary>How many tables, views, checks and flows are downstream of the change.</summary>
    public static int Readers(PipelineGraph graph, Change change)
    {
        if (change.Action == ChangeAction.Update && change.Differences.All(d => OfNoConsequence.Any(p => d.Property.StartsWith(p, StringComparison.Ordinal)))) return 0;
        var downstream = Downstream.Of(graph, change.Id);
        var reached = downstream.Tables.Concat(downstream.Views).Select(r => r.Id.ToString()).Append(change.Id.Name).ToHashSet(StringComparer.Ordinal);
        var flows = graph.Pipeline.Flows.Count(f => f.Reads.Any(r => reached.Contains(r.Id.ToString())));
        return downstream.Tables.Count + downstream.Views.Count + downstream.Checks.Count + flows;
    }

    /// <summary>At most so many allowed steps: by consequence, each together with the steps that it needs, which come before it.</summary>
    public static IReadOnlyList<HealingStep> Choose(IReadOnlyList<HealingStep> steps, int most)
    {
        var byId = steps.Where(s => s.Allowed).GroupBy(s => s.Resource).ToDictionary(g => g.Key, g => g.First());
        var places = steps.Select((s, i) => (s, i)).ToDictionary(p => (object)p.s, p => p.i, ReferenceEqualityComparer.Instance);
        var chosen = new List<HealingStep>();
        var taken = new HashSet<ResourceId>();
        foreach (var step in byId.Values.OrderByDescending(s => s.Readers).ThenBy(s => s.Kind).ThenBy(s => places[s]))
        {
            var needed = new SortedDictionary<int, HealingStep>();
            Collect(step, byId, taken, places, needed);
            if (chosen.Count + needed.Count > most) continue;
            chosen.AddRange(needed.Values);
            taken.UnionWith(needed.Values.Select(s => s.Resource));
        }
        return chosen;
    }

    // A creation or replacement waits for those below it; a change in place only for what is not there at all.
    private static bool Blocks(Change below, Change above) => below.Action == ChangeAction.Create || (below.Action == ChangeAction.Replace && above.Action != ChangeAction.Update);

    private static void Collect(HealingStep step, Dictionary<ResourceId, HealingStep> steps, HashSet<ResourceId> taken, Dictionary<object, int> places, SortedDictionary<int, HealingStep> needed)
    {
        if (taken.Contains(step.Resource) || !needed.TryAdd(places[step], step)) return;
        foreach (var id in step.After)
            if (steps.TryGetValue(id, out var below)) Collect(below, steps, taken, places, needed);
    }
}
