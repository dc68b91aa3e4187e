namespace Orchestrator.Model;

/// <summary>Every declared statement has its file, and every file its declaration.</summary>
internal static class SqlFileRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        var claimed = SqlPaths.Of(pipeline).ToList();
        foreach (var (path, subject) in claimed.Where(c => !pipeline.SqlFiles.ContainsKey(c.Path)))
            yield return DiagnosticFacts.MissingSql.On(
                subject, $"Its SQL is not there: {Root(pipeline, path)}.", "Write the file, or remove the declaration.", new(Root(pipeline, path)));
        foreach (var path in pipeline.SqlFiles.Keys.Except(claimed.Select(c => c.Path), StringComparer.Ordinal))
            yield return DiagnosticFacts.UnclaimedSql.On(
                $"pipeline/{pipeline.Name}", $"Nothing declares {Root(pipeline, path)}, so it is never deployed.", "Declare its view, table, routine, job or check, or delete the file.", new(Root(pipeline, path)));
    }

    private static string Root(Pipeline pipeline, string path) => SqlPaths.FromRoot(pipeline, path);
}
