using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Comparison, logic, choice.</summary>
internal static class ConditionalFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["$equal"] = c => Compare(c, "="),
        ["$not_equal"] = c => c.KindOf(0) == TypeKind.TypeStruct ? $"(NOT {Compare(c, "=")})" : Compare(c, "<>"),
        ["$less"] = c => Compare(c, "<"),
        ["$less_or_equal"] = c => Compare(c, "<="),
        ["$greater"] = c => Compare(c, ">"),
        ["$greater_or_equal"] = c => Compare(c, ">="),
        ["$between"] = c => $"({c[0]} BETWEEN {c[1]} AND {c[2]})",
        ["$in"] = c => c.KindOf(0) == TypeKind.TypeStruct
            ? $"({string.Join(" OR ", c.All[1..].Select((a, i) => Equal(c[0], a, c.TypeOf(0))))})"
            : Membership.InList(c),
        ["$in_array"] = Membership.InArray,
        ["$is_distinct_from"] = c => c.Infix("IS DISTINCT FROM"),
        ["$is_not_distinct_from"] = c => c.Infix("IS NOT DISTINCT FROM"),
        ["$and"] = c => $"({string.Join(" AND ", c.All)})",
        ["$or"] = c => $"({string.Join(" OR ", c.All)})",
        ["$not"] = c => $"(NOT {c[0]})",
        ["$is_null"] = c => $"({c[0]} IS NULL)",
        ["$is_true"] = c => $"({c[0]} IS TRUE)",
        ["$is_false"] = c => $"({c[0]} IS FALSE)",
        ["if"] = c => $"CASE WHEN {c[0]} THEN {c[1]} ELSE {c[2]} END",
        ["ifnull"] = c => c.As("coalesce"),
        ["coalesce"] = c => c.As("coalesce"),
        ["nullif"] = c => c.As("nullif"),
        ["zeroifnull"] = c => $"coalesce({c[0]}, 0)",
        ["nullifzero"] = c => $"nullif({c[0]}, 0)",
        ["$case_no_value"] = c => $"CASE {string.Concat(Enumerable.Range(0, c.Count / 2).Select(i => $"WHEN {c[2 * i]} THEN {c[2 * i + 1]} "))}{(c.Count % 2 == 1 ? $"ELSE {c.All[^1]} " : "")}END",
        ["$case_with_value"] = c =>
            $"CASE {c[0]} {string.Concat(Enumerable.Range(0, (c.Count - 1) / 2).Select(i => $"WHEN {c[2 * i + 1]} THEN {c[2 * i + 2]} "))}{(c.Count % 2 == 0 ? $"ELSE {c.All[^1]} " : "")}END",
        ["greatest"] = c => Extreme(c, "greatest"),
        ["least"] = c => Extreme(c, "least"),
        ["error"] = c => $"CAST(bq_error({c[0]}) AS {DuckTypes.Of(c.Type)})",
        ["iferror"] = c => $"coalesce(TRY({c[0]}), {c[1]})",
        ["nulliferror"] = c => $"TRY({c[0]})",
        ["iserror"] = c => throw Unsupported.Function(c.Name),
    };

    // In GoogleSQL NaN equals nothing and is not larger than anything; in DuckDB it equals itself and is the largest.
    private static string Compare(Call c, string op)
    {
        if (c.KindOf(0) == TypeKind.TypeStruct) return Equal(c[0], c[1], c.TypeOf(0));
        if (c.KindOf(0) != TypeKind.TypeDouble) return c.Infix(op);
        var nan = string.Join(" OR ", Enumerable.Range(0, 2).Where(i => c.Literal(i) is null).Select(i => $"isnan({c[i]})"));
        if (nan.Length == 0) return c.Infix(op);
        return op == "<>" ? $"({c[0]} <> {c[1]} OR {nan})" : $"({c[0]} {op} {c[1]} AND NOT ({nan}))";
    }

    // Field by field: with a NULL field the answer is NULL unless another field differs.
    private static string Equal(string left, string right, TypeProto type) => type.TypeKind == TypeKind.TypeStruct
        ? $"({string.Join(" AND ", type.StructType.Field.Select((f, i) => Equal($"({left})._{i + 1}", $"({right})._{i + 1}", f.FieldType)))})"
        : $"({left} = {right})";

    private static string Extreme(Call c, string function)
    {
        var none = string.Join(" OR ", c.All.Select(a => $"{a} IS NULL"));
        var nan = c.Kind == TypeKind.TypeDouble ? $"WHEN {string.Join(" OR ", c.All.Select(a => $"isnan({a})"))} THEN CAST('nan' AS DOUBLE) " : "";
        return $"CASE WHEN {none} THEN NULL {nan}ELSE {c.As(function)} END";
    }
}
