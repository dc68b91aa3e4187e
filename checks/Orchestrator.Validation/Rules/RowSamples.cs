using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Queries for at most ten offending rows, in a fixed order: the columns by which people know a row, and those that the check is about.</summary>
internal static class RowSamples
{
    private const int Shown = 10;
    private static readonly IReadOnlyList<string> Unordered = ["STRUCT", "JSON", "GEOGRAPHY", "INTERVAL"];

    /// <summary>The columns by which people know a row of a relation: its declared key, else what is named like one.</summary>
    public static IReadOnlyList<string> KeysOf(Relation relation, Pipeline pipeline) =>
        pipeline.Checks.OfType<Unique>().FirstOrDefault(c => c.Relation.Id == relation.Id)?.Key
        ?? (relation is Table table ? [.. table.Columns.Where(c => IsScalar(c) && IsNamedLikeKey(c.Name)).Select(c => c.Name).Take(3)] : []);

    /// <summary>Rows that offend against a check of single rows.</summary>
    public static Query Of(RowCheck check, CheckedAt at, IReadOnlyList<string> keys)
    {
        var scan = new RelationScanBuilder(check.Relation, at);
        var offence = RowOffence.Of(check, scan);
        var condition = Counted.All(Counted.Predicate(check.Where), offence.Condition);
        if (Columns(check, keys) is not { Count: > 0 } columns) return scan.Query($"{RelationScanBuilder.Rows}.*", $"\nWHERE {condition}\nLIMIT {Shown}");
        return scan.Query(string.Join(", ", columns.Select(SqlIdentifier.Quote)), $"\nWHERE {condition}\nORDER BY {Ordinals(columns.Count)}\nLIMIT {Shown}");
    }

    /// <summary>Keys that more than one row has, the most frequent first.</summary>
    public static Query Of(Unique check, CheckedAt at)
    {
        var complete = check.NullsAreEqual ? null : string.Join(" AND ", check.Key.Select(c => $"{SqlIdentifier.Quote(c)} IS NOT NULL"));
        var where = Counted.All(Counted.Predicate(check.Where), complete);
        return new RelationScanBuilder(check.Relation, at).Query(
            $"{string.Join(", ", check.Key.Select(SqlIdentifier.Quote))}, COUNT(*) AS rows_with_this_key",
            $"{(where is null ? "" : $"\nWHERE {where}")}\nGROUP BY {Ordinals(check.Key.Count)}\nHAVING COUNT(*) > 1\nORDER BY rows_with_this_key DESC, {Ordinals(check.Key.Count)}\nLIMIT {Shown}");
    }

    // A predicate says which columns it is about in its words; of a view nobody knows here which of them are columns.
    private static IReadOnlyList<string> Columns(RowCheck check, IReadOnlyList<string> keys)
    {
        if (check is not Expression expression) return [.. keys.Concat(check.Columns).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (check.Relation is not Table table) return [];
        var words = SqlToken.Read(expression.Predicate).Select(t => t.Text.Trim('`')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. keys.Concat(table.Columns.Where(c => IsScalar(c) && words.Contains(c.Name)).Select(c => c.Name)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool IsScalar(Column column) => column.Mode != ColumnMode.Repeated && !Unordered.Contains(Column.CanonicalType(column.Type));

    private static bool IsNamedLikeKey(string name) =>
        name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("_id", StringComparison.OrdinalIgnoreCase) || name.EndsWith("Id", StringComparison.Ordinal);

    private static string Ordinals(int count) => string.Join(", ", Enumerable.Range(1, count));
}
