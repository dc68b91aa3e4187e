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
                if (MaterializedLegality.IsMaterializedView(read))
                    yield return DiagnosticFacts.MaterializedOverMaterialized.On(subject, OverMaterialized(read.Id), $"Read what {read.Id} reads, or choose another strategy for one of them.", place);
                else if (!read.Stored)
                    yield return DiagnosticFacts.MaterializedOverView.On(subject, OverView(read.Id), "Read the tables below the view, or rebuild a table.", place);
            }
            // A statement that is refused is a diagnostic of its own.
            if (sql.Analysis.Error is not null) continue;
            var legality = MaterializedLegality.Of(sql.Analysis);
            foreach (var says in legality.Never)
                yield return DiagnosticFacts.NotIncremental.On(subject, says, sql.Analysis.VolatileFunctions.Count > 0 ? "Filter by date where it is read, or choose Rebuilt." : "Choose Rebuilt.", place);
            if (view.AllowNonIncremental) continue;
            foreach (var says in legality.NotIncremental)
                yield return DiagnosticFacts.NotIncremental.On(subject, says, "Set AllowNonIncremental with MaxStaleness, or choose Rebuilt.", place);
        }
    }

    internal static string Volatile(IReadOnlyList<string> functions) => $"It uses {string.Join(", ", functions)}, whose answer changes without a change of data.";

    internal static string OverMaterialized(TableId read) => $"It reads the materialized view {read}, which BigQuery does not allow.";

    internal static string OverView(TableId read) => $"It reads the logical view {read}: every change of that view forces a full refresh, and the feature is a preview.";

    internal static IEnumerable<Relation> ReadsThroughViews(PipelineGraph graph, TableId from)
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
