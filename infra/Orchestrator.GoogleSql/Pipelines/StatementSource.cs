using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>A pipeline's statements by path, and the analyzer that reads them.</summary>
internal sealed class StatementSource(Pipeline pipeline, ISqlAnalyzer analyzer, CancellationToken cancellation)
{
    /// <summary>The text of a file, or null when it is missing, which the declaration's diagnostics say.</summary>
    public string? Text(string path) => pipeline.SqlFiles.GetValueOrDefault(path);

    public Task<SqlReferences> FindReferencesAsync(string sql) => analyzer.FindReferencesAsync(sql, pipeline.Project, cancellation);

    /// <summary>What GoogleSQL says of a statement; what it names and nothing more when it reads something whose columns are unknown.</summary>
    public async Task<SqlAnalysis> AnalyzeAsync(string sql, PipelineCatalog catalog)
    {
        var references = await FindReferencesAsync(sql);
        return references.Error is { } error ? new() { Error = error }
            : catalog.WaitsFor(references.Tables) ? new() { Reads = references.Tables }
            : await analyzer.AnalyzeAsync(sql, catalog.Tables, pipeline.Project, cancellation);
    }

    public Task<SqlAnalysis> AnalyzeKnownAsync(string sql, PipelineCatalog catalog) => analyzer.AnalyzeAsync(sql, catalog.Tables, pipeline.Project, cancellation);

    public AnalyzedSql Place(string path, string text, SqlAnalysis analysis) => new(SqlPaths.FromRoot(pipeline, path), text, analysis);
}
