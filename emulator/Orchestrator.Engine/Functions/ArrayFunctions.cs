using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Arrays.</summary>
internal static class ArrayFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["$make_array"] = c => $"CAST([{string.Join(", ", c.All)}] AS {DuckTypes.Of(c.Type)})",
        ["$array_at_offset"] = c => $"{c[0]}[bq_array_index({c[1]}, len({c[0]}), 0)]",
        ["$array_at_ordinal"] = c => $"{c[0]}[bq_array_index({c[1]}, len({c[0]}), 1)]",
        ["$safe_array_at_offset"] = c => $"CASE WHEN {c[1]} >= 0 THEN {c[0]}[{c[1]} + 1] END",
        ["$safe_array_at_ordinal"] = c => $"CASE WHEN {c[1]} > 0 THEN {c[0]}[{c[1]}] END",
        ["array_length"] = c => $"CAST(len({c[0]}) AS BIGINT)",
        ["array_concat"] = c => $"CASE WHEN {string.Join(" OR ", c.All.Select(a => a + " IS NULL"))} THEN NULL ELSE {c.All.Aggregate((x, y) => $"list_concat({x}, {y})")} END",
        ["array_reverse"] = c => c.As("list_reverse"),
        ["array_to_string"] = c => c.KindOf(0) == TypeKind.TypeArray && c.TypeOf(0).ArrayType.ElementType.TypeKind == TypeKind.TypeBytes ? throw Unsupported.What("ARRAY_TO_STRING of BYTES")
            : c.Count == 2 ? $"array_to_string(list_filter({c[0]}, lambda x: x IS NOT NULL), {c[1]})" : $"array_to_string(list_transform({c[0]}, lambda x: coalesce(x, {c[2]})), {c[1]})",
        ["generate_array"] = c => c.Kind == TypeKind.TypeArray && c.Type.ArrayType.ElementType.TypeKind == TypeKind.TypeInt64
            ? $"generate_series({c[0]}, {c[1]}, bq_step({c.Or(2, "CAST(1 AS BIGINT)")}))" : throw Unsupported.What("GENERATE_ARRAY of something else than INT64"),
        ["generate_date_array"] = c =>
            $"CAST(generate_series(CAST({c[0]} AS TIMESTAMP), CAST({c[1]} AS TIMESTAMP), {(c.Count > 2 ? DateFunctions.Interval($"bq_step({c[2]})", c.Part(3)) : "INTERVAL 1 DAY")}) AS DATE[])",
        ["generate_timestamp_array"] = c => $"generate_series({c[0]}, {c[1]}, {DateFunctions.Interval($"bq_step({c[2]})", c.Part(3))})",
        ["array_is_distinct"] = c => $"(len(list_distinct({c[0]})) + CAST(list_has_any(list_transform({c[0]}, lambda x: x IS NULL), [true]) AS INTEGER) = len({c[0]}))",
    };

    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_array_index", (long i, long length, long first) => i < first || i - first >= length ? throw new EvaluationException($"Array index {i} is out of bounds") : i - first + 1),
        ScalarFunction.Of("bq_step", (long step) => step == 0 ? throw new EvaluationException("Sequence step cannot be 0.") : step),
    ];
}
