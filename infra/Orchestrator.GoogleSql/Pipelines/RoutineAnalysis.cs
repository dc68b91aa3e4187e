using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>The bodies of routines, each inside the statement that would create it: there its arguments have types.</summary>
internal static class RoutineAnalysis
{
    public static async Task<Dictionary<ResourceId, AnalyzedSql>> AnalyzeAsync(Pipeline pipeline, StatementSource statements, PipelineCatalog catalog)
    {
        var analyzed = new Dictionary<ResourceId, AnalyzedSql>();
        foreach (var routine in pipeline.Routines)
        {
            var path = SqlPaths.Of(routine);
            // A signature with mistakes would only be told twice.
            if (statements.Text(path) is not { } body || analyzed.ContainsKey(routine.ResourceId) || !IsTyped(routine)) continue;
            var definition = RoutineDefinition.Of(routine, body);
            var analysis = await statements.AnalyzeAsync(definition.Statement, catalog);
            analyzed[routine.ResourceId] = statements.Place(path, body, InFile(analysis, definition, body));
        }
        return analyzed;
    }

    private static bool IsTyped(Routine routine) =>
        routine.Arguments.All(a => SqlType.TryParse(a.Type) is not null || a.Type.Equals("ANY TYPE", StringComparison.OrdinalIgnoreCase))
        && (routine.Returns is null || SqlType.TryParse(routine.Returns) is not null);

    // Lines of the statement are those of the file after what stands before the body.
    private static SqlAnalysis InFile(SqlAnalysis analysis, RoutineDefinition definition, string body)
    {
        if (analysis.Error is not { Line: { } line } error) return analysis;
        var skipped = body[..body.IndexOf(definition.Body, StringComparison.Ordinal)].Count(c => c == '\n');
        var inFile = line - definition.LinesBefore + skipped;
        return analysis with { Error = inFile > 0 ? error with { Line = inFile } : error with { Line = null, Column = null } };
    }
}
