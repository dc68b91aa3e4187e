using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The SQL of views and materialized tables, each after what it reads.</summary>
internal static class RelationAnalysis
{
    public static async Task<Dictionary<TableId, AnalyzedSql>> AnalyzeAsync(Pipeline pipeline, StatementSource statements, PipelineCatalog catalog)
    {
        var analyzed = new Dictionary<TableId, AnalyzedSql>();
        var paths = new Dictionary<TableId, string>();
        foreach (var relation in pipeline.Relations)
        {
            if (SqlPaths.Of(relation) is not { } path || statements.Text(path) is not { } text || !paths.TryAdd(relation.Id, path)) continue;
            var references = await statements.FindReferencesAsync(text);
            analyzed[relation.Id] = statements.Place(path, text, new() { Error = references.Error, Reads = references.Tables });
        }
        foreach (var id in Order(pipeline, analyzed))
        {
            var (_, text, names) = analyzed[id];
            if (names.Error is not null || catalog.WaitsFor(names.Reads)) continue;
            var analysis = await statements.AnalyzeKnownAsync(text, catalog);
            analyzed[id] = statements.Place(paths[id], text, analysis);
            if (analysis.Error is null) catalog.Add(id, analysis.Columns);
        }
        return analyzed;
    }

    // What stands in a circle, or above one, has no place in the order: it keeps the names that it reads, by which the circle is found.
    private static IReadOnlyList<TableId> Order(Pipeline pipeline, Dictionary<TableId, AnalyzedSql> analyzed) => RelationOrder.Of(analyzed.ToDictionary(
        a => a.Key,
        a => (IReadOnlyList<TableId>)[.. a.Value.Analysis.Reads.Where(r => r.Project == pipeline.Project).Select(r => r.Id)])).Order;
}
