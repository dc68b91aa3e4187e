namespace Orchestrator.Model;

/// <summary>What GoogleSQL refuses, in its own words and at its own place.</summary>
internal static class SqlErrorRules
{
    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed) => Statements(analyzed)
        .Where(s => s.Sql.Analysis.Error is not null)
        .Select(s => Refused(s.Subject, s.Sql.Path, s.Sql.Analysis.Error!));

    /// <summary>Every statement with what it belongs to.</summary>
    public static IEnumerable<(string Subject, AnalyzedSql Sql)> Statements(AnalyzedPipeline analyzed)
    {
        var kinds = analyzed.Pipeline.Relations.DistinctBy(r => r.Id).ToDictionary(r => r.Id, r => r.ResourceId);
        return analyzed.Relations.Select(r => (kinds.TryGetValue(r.Key, out var id) ? id.ToString() : $"view/{r.Key}", r.Value))
            .Concat(analyzed.Jobs.Select(j => (ResourceId.Job(j.Key).ToString(), j.Value)))
            .Concat(analyzed.Routines.Select(r => (r.Key.ToString(), r.Value)))
            .Concat(analyzed.Checks.Select(c => ($"check/{c.Key}", c.Value)));
    }

    private static Diagnostic Refused(string subject, string path, SqlError error)
    {
        var (fact, remedy) = error.Kind switch
        {
            SqlErrorKind.Syntax => (DiagnosticFacts.SyntaxError, "Correct the statement at the place given."),
            SqlErrorKind.UnknownTable => (DiagnosticFacts.UnknownTable, "Declare the table or view in this pipeline, or correct the name."),
            SqlErrorKind.UnknownColumn => (DiagnosticFacts.UnknownColumn, "Correct the name, or add the column to the table that is read."),
            _ => (DiagnosticFacts.SqlRefused, "Correct the statement: BigQuery refuses it with the same words."),
        };
        return fact.On(subject, error.Message, remedy, new(path, error.Line, error.Column));
    }
}
