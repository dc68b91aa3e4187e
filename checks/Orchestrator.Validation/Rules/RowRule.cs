using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Counts the rows that are looked at, and those of them that offend. A check that leaves NULL out looks at the rows that have a value: in a column of
/// nothing but NULL it has seen nothing, and does not hold.
/// </summary>
internal static class RowRule
{
    public static Func<AnswerRow, Verdict> Judge(RowCheck check, RelationScanBuilder scan, IReadOnlyList<string> keys)
    {
        var where = Counted.Predicate(check.Where);
        var offence = RowOffence.Of(check, scan);
        var values = check is ColumnCheck and not NotNull;
        var rows = scan.Aggregate(Counted.Rows(where, values ? $"{SqlIdentifier.Quote(check.Columns[0])} IS NOT NULL" : null));
        var offending = scan.Aggregate(Counted.Rows(where, offence.Condition));
        var samples = RowSamples.Of(check, scan.At, keys);
        return answer => Judge(check, answer.Count(rows), answer.Count(offending), offence.Says, values ? "values" : "rows") with { Samples = samples };
    }

    /// <summary>The verdict on counted rows.</summary>
    /// <param name="check">The check.</param>
    /// <param name="rows">How many rows were looked at.</param>
    /// <param name="offending">How many of them offend.</param>
    /// <param name="wrong">What is wrong in a row.</param>
    /// <param name="looked">What is looked at: rows, values, keys.</param>
    public static Verdict Judge(RowCheck check, long rows, long offending, string wrong, string looked)
    {
        var relation = Counted.Of(check.Relation.Id, check.Where);
        return rows == 0
            ? ToleratedVerdict.Empty(looked == "rows" ? relation : $"'{string.Join("', '", check.Columns)}' of {relation}", check.AllowEmpty, looked)
            : ToleratedVerdict.Of(check, offending, rows, $"{wrong} in {Counted.Text(offending)} of {Counted.Text(rows)} {looked} of {relation}", $"{check.Says} None of {Counted.Text(rows)} {looked} of {relation} offends.", rows);
    }
}
