namespace Orchestrator.Model;

/// <summary>Today is a date in the business zone: without an argument BigQuery takes it in UTC, which in Phoenix is tomorrow from 17:00 on (R84).</summary>
internal static class UtcDateRules
{
    private static readonly IReadOnlyList<string> Functions = ["CURRENT_DATE", "CURRENT_DATETIME", "CURRENT_TIME"];

    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed)
    {
        if (analyzed.Pipeline.Zone.ToUpperInvariant() is "UTC" or "ETC/UTC") return [];
        var generated = analyzed.Pipeline.Jobs.OfType<QueryJob>().Where(j => j.Rebuilds is not null).Select(j => j.ResourceId.ToString()).ToHashSet();
        return SqlErrorRules.Statements(analyzed)
            .Where(s => !generated.Contains(s.Subject))
            .SelectMany(s => In(s.Sql.Text).Select(found => DiagnosticFacts.UtcDate.On(
                s.Subject,
                $"{found.Name} without a zone is taken in UTC, not in {analyzed.Pipeline.Zone}.",
                $"Write {found.Name}('{analyzed.Pipeline.Zone}').",
                new(s.Sql.Path, found.Line, found.Column))));
    }

    private static IEnumerable<(string Name, int Line, int Column)> In(string sql)
    {
        var pieces = SqlToken.Read(sql);
        var at = 0;
        for (var i = 0; i < pieces.Count; at += pieces[i++].Text.Length)
        {
            if (pieces[i].Kind != SqlTokenKind.Word || !Functions.Contains(pieces[i].Text.ToUpperInvariant())) continue;
            var following = pieces.Skip(i + 1).Where(p => p.Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment)).Take(2).Select(p => p.Text).ToList();
            // `t.current_date` is a column; a word that is followed by an argument has its zone.
            if ((i > 0 && pieces[i - 1].Text == ".") || (following is ["(", var argument] && argument != ")")) continue;
            var before = sql[..at];
            yield return (pieces[i].Text.ToUpperInvariant(), before.Count(c => c == '\n') + 1, at - (before.LastIndexOf('\n') + 1) + 1);
        }
    }
}
