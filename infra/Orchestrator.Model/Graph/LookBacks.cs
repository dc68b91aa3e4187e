namespace Orchestrator.Model;

/// <summary>How far back the jobs load again whose rows reach a relation: a window that is rebuilt must reach as far (R76).</summary>
public static class LookBacks
{
    /// <summary>The running HTTP jobs that write anything that some relations are made of, those relations included, with the days that each loads again; by job name.</summary>
    /// <param name="graph">Who reads what.</param>
    /// <param name="relations">The relations.</param>
    public static IReadOnlyList<(HttpJob Job, int Days)> Of(PipelineGraph graph, IEnumerable<TableId> relations) =>
        [.. WritersOf(graph, relations).Where(h => h.LookBack is not null).Select(h => (h, WindowRules.InDays(h.LookBack!)))];

    /// <summary>The running HTTP jobs that write anything that some relations are made of, by name, whether they say how far back they load or not.</summary>
    /// <param name="graph">Who reads what.</param>
    /// <param name="relations">The relations.</param>
    public static IReadOnlyList<HttpJob> WritersOf(PipelineGraph graph, IEnumerable<TableId> relations)
    {
        // Corrections come through other rebuilt tables too: everything upstream counts.
        var upstream = new HashSet<TableId>();
        var open = new Queue<TableId>(relations);
        while (open.TryDequeue(out var id))
        {
            if (!upstream.Add(id)) continue;
            foreach (var read in graph.ReadsOf(id)) open.Enqueue(read.Id);
        }

        return [.. graph.Pipeline.Jobs.OfType<HttpJob>().Where(h => h.State is not JobState.PausedState && h.Writes.Any(w => upstream.Contains(w.Id))).OrderBy(h => h.Name, StringComparer.Ordinal)];
    }
}
