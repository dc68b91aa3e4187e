using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>A check with its own SQL: every row that the query returns is an offence.</summary>
internal static class SqlCheckScan
{
    public static CompiledScan Compile(SqlCheck check, Pipeline pipeline, CheckedAt at) => new(
        [check],
        new(
            SqlProject.Replace(
                pipeline.SqlFiles.TryGetValue(check.SqlPath, out var sql) ? sql : throw new ArgumentException($"{check.Subject}: {pipeline.SqlFolder}/{check.SqlPath} is missing: write the query that returns the offending rows.", nameof(check)),
                pipeline.Project,
                at.Project),
            [new("now", "TIMESTAMP", QueryText.Timestamp(at.Now)), new("today", "DATE", QueryText.Date(at.Today))]),
        (_, answer) => Judge(check, answer));

    private static Verdict Judge(SqlCheck check, AnswerRows answer)
    {
        var rows = answer.All.Select(row => row.Texts()).ToList();
        return new(rows.Count == 0 ? $"{check.Says} No row offends." : $"{rows.Count} {(rows.Count == 1 ? "row offends" : "rows offend")} against: {check.Says}", rows, rows.Count);
    }
}
