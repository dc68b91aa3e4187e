using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The SQL of checks. The analyzer knows no parameters, so <c>@now</c> and <c>@today</c> are analyzed as literals of their types.</summary>
internal static class CheckAnalysis
{
    private static readonly IReadOnlyDictionary<string, string> Parameters = new Dictionary<string, string>
    {
        ["now"] = "TIMESTAMP '2000-01-01 00:00:00+00'",
        ["today"] = "DATE '2000-01-01'",
    };

    /// <summary>A statement with the instants that checks are judged at as literals.</summary>
    public static LiteralSql WithTimes(string sql) => LiteralSql.Replace(sql, Parameters);

    public static async Task<Dictionary<string, AnalyzedSql>> AnalyzeAsync(Pipeline pipeline, StatementSource statements, PipelineCatalog catalog)
    {
        var analyzed = new Dictionary<string, AnalyzedSql>();
        foreach (var check in pipeline.Checks)
        {
            if (SqlPaths.Of(check) is not { } path || statements.Text(path) is not { } text) continue;
            var literal = WithTimes(text);
            analyzed.TryAdd(check.Name, statements.Place(path, text, AtOriginal(await statements.AnalyzeAsync(literal.Text, catalog), literal)));
        }
        return analyzed;
    }

    /// <summary>The predicates of checks, each in a statement that accepts nothing else.</summary>
    public static async Task<IReadOnlyList<AnalyzedPredicate>> AnalyzePredicatesAsync(Pipeline pipeline, StatementSource statements, PipelineCatalog catalog)
    {
        var analyzed = new List<AnalyzedPredicate>();
        foreach (var predicate in pipeline.Checks.SelectMany(CheckPredicate.Of))
        {
            var literal = LiteralSql.Replace(predicate.Statement(pipeline.Project), Parameters);
            var analysis = AtOriginal(await statements.AnalyzeAsync(literal.Text, catalog), literal);
            analyzed.Add(new(predicate, analysis.Error is { Line: { } line } error ? analysis with { Error = error with { Line = line - CheckPredicate.FirstLine + 1 } } : analysis));
        }
        return analyzed;
    }

    private static SqlAnalysis AtOriginal(SqlAnalysis analysis, LiteralSql literal) => analysis.Error is { Line: { } line, Column: { } column } error
        ? analysis with { Error = error with { Column = literal.OriginalColumn(line, column) } }
        : analysis;
}
