namespace Orchestrator.Model;

/// <summary>The order in which resources can be created: each after what it depends on, otherwise datasets, tables, views, jobs and by name.</summary>
internal static class CreationOrder
{
    public static IReadOnlyList<ResourceState> Of(IReadOnlyList<ResourceState> states)
    {
        var byId = states.DistinctBy(s => s.Id).ToDictionary(s => s.Id);
        var missing = byId.Values.ToDictionary(s => s.Id, s => s.DependsOn.Where(byId.ContainsKey).Distinct().Count());
        var dependants = byId.Values.SelectMany(s => s.DependsOn.Distinct().Select(d => (d, s.Id))).ToLookup(e => e.d, e => e.Id);
        var ready = new SortedSet<ResourceId>(missing.Where(m => m.Value == 0).Select(m => m.Key));
        var order = new List<ResourceState>(byId.Count);
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            order.Add(byId[next]);
            foreach (var dependant in dependants[next])
                if (--missing[dependant] == 0) ready.Add(dependant);
        }
        // A cycle is a mistake that the diagnostics name; its members still get a place of their own.
        order.AddRange(byId.Values.Except(order).OrderBy(s => s.Id));
        return order;
    }
}
