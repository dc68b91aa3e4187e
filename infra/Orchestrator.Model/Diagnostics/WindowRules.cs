using NodaTime;

namespace Orchestrator.Model;

/// <summary>A window that is rebuilt reaches as far back as its sources are loaded again, or corrections are lost for good (R76).</summary>
internal static class WindowRules
{
    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed, PipelineGraph graph)
    {
        foreach (var job in analyzed.Pipeline.Jobs.OfType<QueryJob>())
        {
            if (Days(analyzed, job) is not { } days) continue;
            foreach (var (source, lookBack) in LookBacks(graph, job).Where(l => l.Days > days))
                yield return DiagnosticFacts.WindowTooShort.On(
                    job.ResourceId.ToString(),
                    $"It replaces the last {days} days, but {source} loads {lookBack} days again: corrections of days {days + 1} to {lookBack} never arrive.",
                    $"Let the window reach {lookBack} days back, or rebuild the whole table.");
        }
    }

    private static int? Days(AnalyzedPipeline analyzed, QueryJob job)
    {
        if (job.Rebuilds is { } table) return table.Strategy is Materialization.Rebuilt { Method: Rebuild.Window window } ? window.Days : null;
        return analyzed.Jobs.GetValueOrDefault(job.Name)?.Analysis.Windows is { Count: > 0 } windows ? windows.Min(w => w.DatesCovered - 1) : null;
    }

    // Corrections come through other rebuilt tables too: all HTTP jobs that write anything upstream count.
    private static IEnumerable<(string Source, int Days)> LookBacks(PipelineGraph graph, Job job)
    {
        var upstream = new HashSet<TableId>();
        var open = new Queue<TableId>(graph.ReadsOf(job).Select(r => r.Id));
        while (open.TryDequeue(out var id))
        {
            if (!upstream.Add(id)) continue;
            foreach (var read in graph.ReadsOf(id)) open.Enqueue(read.Id);
        }
        return graph.Pipeline.Jobs.OfType<HttpJob>()
            .Where(h => h.LookBack is not null && h.State is not JobState.PausedState && h.Writes.Any(w => upstream.Contains(w.Id)))
            .Select(h => (h.ResourceId.ToString(), InDays(h.LookBack!)))
            .OrderBy(l => l.Item1, StringComparer.Ordinal);
    }

    // Months and years at their longest: a window must hold in every year.
    internal static int InDays(Period period) => (period.Years * 366) + (period.Months * 31) + (period.Weeks * 7) + period.Days;
}
