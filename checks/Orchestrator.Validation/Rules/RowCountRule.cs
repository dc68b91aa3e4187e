using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Counts rows, and by how many the count lies beyond a limit.</summary>
internal static class RowCountRule
{
    public static Func<AnswerRow, Verdict> Judge(RowCount check, RelationScanBuilder scan)
    {
        var rows = scan.Aggregate(Counted.Rows(Counted.Predicate(check.Where)));
        return answer => Judge(check, answer.Count(rows));
    }

    private static Verdict Judge(RowCount check, long rows)
    {
        var limit = rows < check.Min ? check.Min : check.Max is { } max && rows > max ? max : rows;
        var has = $"{Counted.Of(check.Relation.Id, check.Where)} has {Counted.Text(rows)} rows";
        var wrong = rows < limit ? $"{has}, {Counted.Text(limit - rows)} fewer than {Counted.Text(limit)}" : $"{has}, {Counted.Text(rows - limit)} more than {Counted.Text(limit)}";
        return ToleratedVerdict.Of(check, Math.Abs(limit - rows), limit, wrong, $"{has}.", rows);
    }
}
