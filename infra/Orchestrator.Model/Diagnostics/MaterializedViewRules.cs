using NodaTime;

namespace Orchestrator.Model;

/// <summary>What BigQuery accepts as a materialized view.</summary>
internal static class MaterializedViewRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        foreach (var (table, view) in MaterializedViews(pipeline))
        {
            var subject = table.ResourceId.ToString();
            if (view.AllowNonIncremental && view.MaxStaleness is null)
                yield return DiagnosticFacts.StalenessMissing.On(
                    subject, "BigQuery allows SQL that is not incremental only with a greatest staleness.", "Set MaxStaleness, 30 minutes to 3 days.");
            if (view.RefreshEvery < Duration.FromMinutes(1) || view.RefreshEvery > Duration.FromDays(7))
                yield return DiagnosticFacts.RefreshOutOfRange.On(
                    subject, $"A refresh every {ApiDuration.Write(view.RefreshEvery)} is not accepted.", "Choose 1 minute to 7 days.");
            if (view.MaxStaleness is { } staleness && (staleness < Duration.FromMinutes(30) || staleness > Duration.FromDays(3)))
                yield return DiagnosticFacts.RefreshOutOfRange.On(
                    subject, $"A staleness of {ApiDuration.Write(staleness)} is not accepted.", "Choose 30 minutes to 3 days.");
        }
    }

    /// <summary>What its SQL may read and use.</summary>
    public static IEnumerable<Diagnostic> FindInSql(AnalyzedPipeline analyzed, PipelineGraph graph)
    {
        foreach (var (table, view) in MaterializedViews(analyzed.Pipeline))
        {
            if (!analyzed.Relations.TryGetValue(table.Id, out var sql)) continue;
            var subject = table.ResourceId.ToString();
            var place = new SourcePlace(sql.Path);
            foreach (var read in ReadsThroughViews(graph, table.Id))
            {
                if (read is MaterializedTable { Strategy: Materialization.AsMaterializedView })
                    yield return DiagnosticFacts.MaterializedOverMaterialized.On(
                        subject, $"It reads the materialized view {read.Id}, which BigQuery does not allow.", $"Read what {read.Id} reads, or choose another strategy for one of them.", place);
                else if (!read.Stored)
                    yield return DiagnosticFacts.MaterializedOverView.On(
                        subject, $"It reads the logical view {read.Id}: every change of that view forces a full refresh, and the feature is a preview.", "Read the tables below the view, or rebuild a table.", place);
            }
            if (sql.Analysis.VolatileFunctions.Count > 0)
                yield return DiagnosticFacts.NotIncremental.On(
                    subject, $"It uses {string.Join(", ", sql.Analysis.VolatileFunctions)}, whose answer changes without a change of data.", "Filter by date where it is read, or choose Rebuilt.", place);
            if (view.AllowNonIncremental) continue;
            if (sql.Analysis.HasAnalyticFunction)
                yield return DiagnosticFacts.NotIncremental.On(
                    subject, "It uses an analytic function, which BigQuery cannot refresh incrementally.",
                    "Set AllowNonIncremental with MaxStaleness, or choose Rebuilt.", place);
            if (sql.Analysis.HasOuterJoin)
                yield return DiagnosticFacts.NotIncremental.On(
                    subject, "It joins with RIGHT or FULL OUTER JOIN, which BigQuery cannot refresh incrementally.",
                    "Set AllowNonIncremental with MaxStaleness, or choose Rebuilt.", place);
        }
    }

    private static IEnumerable<Relation> ReadsThroughViews(PipelineGraph graph, TableId from)
    {
        var seen = new HashSet<TableId>();
        var open = new Queue<Relation>(graph.ReadsOf(from));
        while (open.TryDequeue(out var read))
        {
            if (!seen.Add(read.Id)) continue;
            yield return read;
            if (read.Stored) continue;
            foreach (var below in graph.ReadsOf(read.Id)) open.Enqueue(below);
        }
    }

    private static IEnumerable<(MaterializedTable Table, Materialization.AsMaterializedView View)> MaterializedViews(Pipeline pipeline) =>
        pipeline.Relations.OfType<MaterializedTable>()
            .Where(t => t.Strategy is Materialization.AsMaterializedView)
            .Select(t => (t, (Materialization.AsMaterializedView)t.Strategy));
}
