namespace Orchestrator.Model;

/// <summary>The order in which resources can be created: each after what it depends on, otherwise datasets, tables, views, jobs and by name.</summary>
internal static class CreationOrder
{
    public static IReadOnlyList<ResourceState> Of(IReadOnlyList<ResourceState> states)
    {
        var byId = new Dictionary<ResourceId, ResourceState>(states.Count);
        foreach (var state in states) byId.TryAdd(state.Id, state);
        var missing = new Dictionary<ResourceId, int>(byId.Count);
        var dependants = new Dictionary<ResourceId, List<ResourceId>>();
        foreach (var state in byId.Values)
        {
            var needed = 0;
            foreach (var below in state.DependsOn.Count < 2 ? state.DependsOn : state.DependsOn.Distinct())
            {
                if (!byId.ContainsKey(below)) continue;
                if (!dependants.TryGetValue(below, out var above)) dependants[below] = above = [];
                above.Add(state.Id);
                needed++;
            }
            missing[state.Id] = needed;
        }
        var ready = new PriorityQueue<ResourceState, ResourceId>(byId.Values.Where(s => missing[s.Id] == 0).Select(s => (s, s.Id)));
        var order = new List<ResourceState>(byId.Count);
        while (ready.TryDequeue(out var next, out var id))
        {
            order.Add(next);
            foreach (var dependant in dependants.GetValueOrDefault(id, []))
                if (--missing[dependant] == 0) ready.Enqueue(byId[dependant], dependant);
        }
        // A cycle is a mistake that the diagnostics name; its members still get a place of their own.
        if (order.Count < byId.Count) order.AddRange(byId.Values.Except(order).OrderBy(s => s.Id));
        return order;
    }
}
