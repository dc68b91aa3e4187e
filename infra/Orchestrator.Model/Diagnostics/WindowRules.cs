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
            foreach (var (source, lookBack) in LookBacks.Of(graph, graph.ReadsOf(job).Select(r => r.Id)).Where(l => l.Days > days))
                yield return DiagnosticFacts.WindowTooShort.On(
                    job.ResourceId.ToString(),
                    $"It replaces the last {days} days, but {source.ResourceId} loads {lookBack} days again: corrections of days {days + 1} to {lookBack} never arrive.",
                    $"Let the window reach {lookBack} days back, or rebuild the whole table.");
        }
    }

    private static int? Days(AnalyzedPipeline analyzed, QueryJob job)
    {
        if (job.Rebuilds is { } table) return table.Strategy is Materialization.Rebuilt { Method: Rebuild.Window window } ? window.Days : null;
        return analyzed.Jobs.GetValueOrDefault(job.Name)?.Analysis.Windows is { Count: > 0 } windows ? windows.Min(w => w.DatesCovered - 1) : null;
    }

    // Months and years at their longest: a window must hold in every year.
    internal static int InDays(Period period) => (period.Years * 366) + (period.Months * 31) + (period.Weeks * 7) + period.Days;
}
