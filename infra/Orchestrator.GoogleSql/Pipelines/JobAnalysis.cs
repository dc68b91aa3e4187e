using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The statements of query jobs: generated for a rebuild, read from a file otherwise.</summary>
internal static class JobAnalysis
{
    public static async Task<Dictionary<string, AnalyzedSql>> AnalyzeAsync(
        Pipeline pipeline, StatementSource statements, PipelineCatalog catalog, IReadOnlyDictionary<TableId, AnalyzedSql> relations)
    {
        var analyzed = new Dictionary<string, AnalyzedSql>();
        foreach (var job in pipeline.Jobs.OfType<QueryJob>())
        {
            var sql = job.Rebuilds is { } table ? await RebuildAsync(pipeline, table, statements, catalog, relations) : await OwnAsync(job, statements, catalog);
            if (sql is not null) analyzed.TryAdd(job.Name, sql);
        }
        return analyzed;
    }

    private static async Task<AnalyzedSql?> OwnAsync(QueryJob job, StatementSource statements, PipelineCatalog catalog) =>
        SqlPaths.Of(job) is { } path && statements.Text(path) is { } text ? statements.Place(path, text, await statements.AnalyzeAsync(text, catalog)) : null;

    private static async Task<AnalyzedSql?> RebuildAsync(
        Pipeline pipeline, MaterializedTable table, StatementSource statements, PipelineCatalog catalog, IReadOnlyDictionary<TableId, AnalyzedSql> relations)
    {
        // A query with mistakes, or columns that the rebuild names and the query has not, are told where they are.
        if (table.Strategy is not Materialization.Rebuilt || !relations.TryGetValue(table.Id, out var query) || query.Analysis.Columns.Count == 0) return null;
        if (!RebuildStatement.Fits(table, query.Analysis.Columns)) return null;
        var text = RebuildStatement.For(table, query.Text, query.Analysis.Columns, pipeline);
        var analysis = await statements.AnalyzeKnownAsync(text, catalog);
        // Lines of the generated statement are lines of no file.
        return new(query.Path, text, analysis.Error is { } error ? analysis with { Error = error with { Line = null, Column = null } } : analysis);
    }
}
