namespace Orchestrator.Model;

/// <summary>All mistakes that show once GoogleSQL has read the statements.</summary>
public static class AnalysisDiagnostics
{
    private static readonly IReadOnlyList<Func<AnalyzedPipeline, PipelineGraph, IEnumerable<Diagnostic>>> Rules =
    [
        (analyzed, _) => SqlErrorRules.Find(analyzed),
        (analyzed, _) => StatementRules.Find(analyzed),
        (_, graph) => GraphRules.Find(graph),
        (analyzed, _) => UtcDateRules.Find(analyzed),
        MaterializedViewRules.FindInSql,
        AppendRules.Find,
        WindowRules.Find,
        (analyzed, _) => RebuildRules.Find(analyzed),
        (analyzed, _) => CheckRules.FindInSql(analyzed),
        (analyzed, _) => ExpectedRowRules.FindInSql(analyzed),
        (analyzed, _) => TimelyColumnRules.FindInSql(analyzed),
        (analyzed, _) => RowCheckColumnRules.Find(analyzed),
        (analyzed, _) => PredicateRules.Find(analyzed),
        SyncPairRules.Find,
        (analyzed, _) => ReconciliationRules.FindInSql(analyzed),
        (analyzed, _) => ReconciliationFilterRules.Find(analyzed),
    ];

    /// <summary>The mistakes, in their final order; the pipeline's own <see cref="AnalyzedPipeline.Diagnostics"/> are not looked at.</summary>
    public static IReadOnlyList<Diagnostic> Find(AnalyzedPipeline analyzed)
    {
        var graph = PipelineGraph.Of(analyzed);
        return DiagnosticOrder.Sort(Rules.SelectMany(rule => rule(analyzed, graph)));
    }
}
