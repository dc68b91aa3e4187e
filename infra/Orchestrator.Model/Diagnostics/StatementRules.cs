namespace Orchestrator.Model;

/// <summary>A view, a rebuild and a check are queries; a job's own statement writes a table.</summary>
internal static class StatementRules
{
    private static readonly IReadOnlyList<string> Writing = ["INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE_TABLE", "CREATE_TABLE_AS_SELECT"];

    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed)
    {
        foreach (var (subject, sql) in SqlErrorRules.Statements(analyzed))
        {
            var type = sql.Analysis.StatementType;
            // What the body of a routine may be, its kind says to the analyzer.
            if (subject.StartsWith("routine/", StringComparison.Ordinal)) continue;
            if (sql.Analysis.Error is not null || type.Length == 0) continue;
            var writes = subject.StartsWith("job/", StringComparison.Ordinal);
            if (writes && !Writing.Contains(type))
                yield return DiagnosticFacts.WrongStatement.On(subject, $"Its statement is {type}, which writes no rows.", $"Write one of {string.Join(", ", Writing)}.", new(sql.Path));
            else if (!writes && type != "SELECT")
                yield return DiagnosticFacts.WrongStatement.On(subject, $"Its statement is {type}, not a query.", "Write one SELECT.", new(sql.Path));
        }
    }
}
