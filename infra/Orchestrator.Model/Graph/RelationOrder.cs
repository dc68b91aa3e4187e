namespace Orchestrator.Model;

/// <summary>The order in which things can be built on each other, and the cycles that forbid one.</summary>
public sealed record RelationOrder
{
    /// <summary>Names, each after everything it reads and otherwise alphabetical; names in a cycle, or above one, are left out.</summary>
    public required IReadOnlyList<TableId> Order { get; init; }

    /// <summary>Each cycle once, as the names along it, beginning with the first in the alphabet; each name reads the next and the last reads the first.</summary>
    public required IReadOnlyList<IReadOnlyList<TableId>> Cycles { get; init; }

    /// <summary>The longest chain of reads, from what reads nothing to what nobody reads; empty when there is nothing.</summary>
    public required IReadOnlyList<TableId> LongestPath { get; init; }

    /// <summary>The order of a pipeline's relations.</summary>
    public static RelationOrder Of(PipelineGraph graph) =>
        Of(graph.Relations.Keys.ToDictionary(id => id, id => (IReadOnlyList<TableId>)[.. graph.ReadsOf(id).Select(r => r.Id)]));

    /// <summary>The order of names by what each reads; a name that is read but not a key is passed over.</summary>
    public static RelationOrder Of(IReadOnlyDictionary<TableId, IReadOnlyList<TableId>> reads)
    {
        var order = new List<TableId>();
        var missing = reads.ToDictionary(r => r.Key, r => r.Value.Where(reads.ContainsKey).Distinct().Count());
        var readers = reads.SelectMany(r => r.Value.Distinct().Select(read => (read, reader: r.Key))).ToLookup(e => e.read, e => e.reader);
        var ready = new SortedSet<TableId>(missing.Where(m => m.Value == 0).Select(m => m.Key));
        while (ready.Min is { } next)
        {
            ready.Remove(next);
            order.Add(next);
            foreach (var reader in readers[next])
                if (--missing[reader] == 0) ready.Add(reader);
        }
        return new() { Order = order, Cycles = FindCycles(reads, order), LongestPath = FindLongest(reads, order) };
    }

    private static List<IReadOnlyList<TableId>> FindCycles(IReadOnlyDictionary<TableId, IReadOnlyList<TableId>> reads, List<TableId> ordered)
    {
        var cycles = new List<IReadOnlyList<TableId>>();
        var told = new HashSet<TableId>();
        foreach (var start in reads.Keys.Except(ordered).Order())
        {
            if (told.Contains(start) || ShortestWayBack(reads, start) is not { } cycle) continue;
            told.UnionWith(cycle);
            cycles.Add(cycle);
        }
        return cycles;
    }

    private static List<TableId>? ShortestWayBack(IReadOnlyDictionary<TableId, IReadOnlyList<TableId>> reads, TableId start)
    {
        var from = new Dictionary<TableId, TableId?> { [start] = null };
        var open = new Queue<TableId>([start]);
        while (open.TryDequeue(out var at))
        {
            foreach (var next in reads[at].Where(reads.ContainsKey).Order())
            {
                if (next == start) return Way(from, at);
                if (from.TryAdd(next, at)) open.Enqueue(next);
            }
        }
        return null;
    }

    private static List<TableId> Way(Dictionary<TableId, TableId?> from, TableId end)
    {
        var way = new List<TableId>();
        for (TableId? at = end; at is not null; at = from[at]) way.Insert(0, at);
        return way;
    }

    private static List<TableId> FindLongest(IReadOnlyDictionary<TableId, IReadOnlyList<TableId>> reads, List<TableId> order)
    {
        var longest = new Dictionary<TableId, (int Length, TableId? Below)>();
        foreach (var id in order)
        {
            var below = reads[id].Where(longest.ContainsKey).OrderByDescending(r => longest[r].Length).ThenBy(r => r).FirstOrDefault();
            longest[id] = (below is null ? 1 : longest[below].Length + 1, below);
        }
        return longest.Count == 0 ? [] : Way(longest.ToDictionary(l => l.Key, l => l.Value.Below), longest.OrderByDescending(l => l.Value.Length).ThenBy(l => l.Key).First().Key);
    }
}
