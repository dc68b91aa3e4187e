using Orchestrator.Engine.Translate;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>
/// Whether a value is one of several. A set that is known when the statement is translated needs no join: whole numbers are compared with the ranges that
/// they fill, and a short list of texts is looked up, once per different text where the table stores texts once.
/// </summary>
internal static class Membership
{
    // Beyond these a hash table, which DuckDB makes of a subquery, costs less per row.
    private const int MostRanges = 8;
    private const int MostTexts = 32;

    /// <summary><c>x IN UNNEST(array)</c>.</summary>
    public static string InArray(Call call) => InSet(call, call.ConstantArray(1)) ?? $"coalesce({call[0]} IN (SELECT unnest({call[1]})), NULL)";

    /// <summary><c>x IN (a, b)</c>.</summary>
    public static string InList(Call call)
    {
        var items = Enumerable.Range(1, call.Count - 1).Select(i => call.Literal(i) is { } value ? Literals.Value(value, call.TypeOf(i)) : null);
        return InSet(call, [.. items]) ?? $"({call[0]} IN ({string.Join(", ", call.All[1..])}))";
    }

    // With a NULL in the set, or with no element, the answer depends on more than equality: the general form knows how.
    private static string? InSet(Call call, IReadOnlyList<object?>? items) => items is not { Count: > 0 } || items.Contains(null) ? null : call.KindOf(0) switch
    {
        TypeKind.TypeInt64 => InRanges(call, Ranges([.. items.Cast<long>()])),
        TypeKind.TypeString when items.Count is > 2 and <= MostTexts => $"list_contains([{string.Join(", ", items.Select(i => Literals.Of(i, call.TypeOf(0))))}], {call[0]})",
        _ => null,
    };

    // What is not a column may be costly, or another value each time: it is written once.
    private static string? InRanges(Call call, List<(long First, long Last)> ranges) => ranges.Count <= (call.IsColumn(0) ? MostRanges : 1)
        ? $"({string.Join(" OR ", ranges.Select(r => InRange(call, r.First, r.Last)))})"
        : null;

    // Of two comparisons DuckDB leaves out the one that its statistics of the column answer; of a BETWEEN it does not.
    private static string InRange(Call call, long first, long last) => first == last ? $"{call[0]} = CAST({first} AS BIGINT)"
        : call.IsColumn(0) ? $"({call[0]} >= CAST({first} AS BIGINT) AND {call[0]} <= CAST({last} AS BIGINT))"
        : $"{call[0]} BETWEEN CAST({first} AS BIGINT) AND CAST({last} AS BIGINT)";

    private static List<(long First, long Last)> Ranges(List<long> items)
    {
        items.Sort();
        var ranges = new List<(long First, long Last)> { (items[0], items[0]) };
        foreach (var item in items)
        {
            if (item == ranges[^1].Last) continue;
            if (item - 1 == ranges[^1].Last) ranges[^1] = (ranges[^1].First, item);
            else ranges.Add((item, item));
        }
        return ranges;
    }
}
