using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The filters of reconciliations, each as a statement of its own.</summary>
internal static class FilterAnalysis
{
    public static async Task<Dictionary<string, SqlAnalysis>> AnalyzeAsync(Pipeline pipeline, StatementSource statements, PipelineCatalog catalog)
    {
        var analyzed = new Dictionary<string, SqlAnalysis>(StringComparer.Ordinal);
        foreach (var check in pipeline.Checks.OfType<Reconciliation>())
            foreach (var side in new[] { check.Source, check.Target })
                foreach (var filter in side.Filters)
                    analyzed[SideFilter.Key(check, side, filter)] = await statements.AnalyzeAsync(CheckAnalysis.WithTimes(SideFilter.Statement(pipeline.Project, side, filter)).Text, catalog);
        return analyzed;
    }
}
