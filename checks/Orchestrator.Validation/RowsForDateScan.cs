using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Whether each of several relations has rows for a business date: one row per relation with its own count, never one count over all of them (X34).
/// It looks back a month, so that a missing date is told together with the latest one there is, and partitions before it are not read.
/// </summary>
internal static class RowsForDateScan
{
    private const int DaysBack = 30;

    public static CompiledScan Compile(RowsForDate check, CheckedAt at)
    {
        var date = at.Today.PlusDays(-check.DaysAgo);
        return new(
            [check],
            new(
                string.Join("\nUNION ALL\n", check.Relations.Select((relation, index) => Sql(relation, index, at.Project))),
                [
                    new("date", "DATE", QueryText.Date(date)),
                    new("first", "DATE", QueryText.Date(date.PlusDays(-DaysBack))),
                    .. check.Relations.Select((relation, index) => new QueryValue($"relation_{index}", "STRING", relation.Relation.Id.ToString())),
                ]),
            (_, answer) => Judge(check, answer, $"{QueryText.Date(date)} in {at.ZoneId}"));
    }

    private static string Sql(DatedRelation dated, int index, string project)
    {
        var column = SqlIdentifier.Quote(dated.DateColumn);
        return $"""
            SELECT @relation_{index} AS relation, COUNTIF({column} = @date) AS matching, MAX({column}) AS latest
            FROM {SqlIdentifier.Quote(project, dated.Relation.Id)}
            WHERE {column} BETWEEN @first AND @date
            """;
    }

    private static Verdict Judge(RowsForDate check, AnswerRows answer, string date)
    {
        var relations = check.Relations.Select(r => r.Relation.Id.ToString()).Distinct(StringComparer.Ordinal)
            .Select(name => answer.Single("relation", name))
            .Select(row => (Name: row.Text("relation")!, Rows: row.Number("matching") ?? throw new UnreadableAnswerException("The count of rows is NULL."), Latest: row.Text("latest")))
            .ToList();
        var missing = relations.Where(r => r.Rows == 0).ToList();
        var says = missing.Count == 0
            ? $"All {relations.Count} relations have rows for {date}: {string.Join(", ", relations.Select(r => $"{r.Name} {r.Rows}"))}."
            : $"No row for {date} in {string.Join(", ", missing.Select(r => $"{r.Name} ({(r.Latest is null ? $"none in the {DaysBack} days before either" : $"latest {r.Latest}")})"))}: {missing.Count} of {relations.Count} relations lack the date.";
        return new(says, [.. missing.Select(r => new Dictionary<string, string?> { ["relation"] = r.Name, ["rows"] = "0", ["latest"] = r.Latest })], relations.Count);
    }
}
