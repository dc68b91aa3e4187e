using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Counts rows that repeat a key without grouping them: rows with a key less different keys. A key of several columns is counted as its JSON text,
/// because BigQuery counts no different STRUCTs.
/// </summary>
internal static class UniqueRule
{
    public static Func<AnswerRow, Verdict> Judge(Unique check, RelationScanBuilder scan)
    {
        var where = Counted.Predicate(check.Where);
        var complete = string.Join(" AND ", check.Key.Select(c => $"{SqlIdentifier.Quote(c)} IS NOT NULL"));
        var rows = scan.Aggregate(Counted.Rows(where));
        var keyed = scan.Aggregate(Counted.Rows(where, complete));
        var single = check.Key.Count == 1;
        // COUNT(DISTINCT ...) leaves NULL out; the JSON text of a key with NULLs is no NULL.
        var counted = single ? SqlIdentifier.Quote(check.Key[0]) : $"TO_JSON_STRING(STRUCT({string.Join(", ", check.Key.Select(SqlIdentifier.Quote))}))";
        var only = Counted.All(where, single || check.NullsAreEqual ? null : complete);
        var distinct = scan.Aggregate($"{(check.Approximate ? "APPROX_COUNT_DISTINCT(" : "COUNT(DISTINCT ")}{(only is null ? counted : $"IF({only}, {counted}, NULL)")})");
        var samples = RowSamples.Of(check, scan.At);
        return answer =>
        {
            var (all, complete, different) = (answer.Count(rows), answer.Count(keyed), answer.Count(distinct));
            var among = check.NullsAreEqual ? all : complete;
            var withNull = check.NullsAreEqual && single && all > complete ? 1 : 0;
            var repeated = Math.Max(0, among - different - withNull);
            if (check.Approximate && repeated <= Unique.SketchError * among) repeated = 0;
            return RowRule.Judge(check, among, repeated, $"{(check.Approximate ? "By a sketch, a" : "A")} key that another row has already ({string.Join(", ", check.Key)})", check.NullsAreEqual ? "rows" : "keys") with { Samples = samples };
        };
    }
}
