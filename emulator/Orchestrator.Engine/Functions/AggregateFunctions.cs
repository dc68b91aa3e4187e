using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>Aggregate and window functions.</summary>
internal static class AggregateFunctions
{
    private static readonly Dictionary<string, Func<AggregateCall, string>> Table = new(StringComparer.Ordinal)
    {
        ["$count_star"] = c => $"count(*){c.Over}",
        ["count"] = c => $"count({c.Distinct}{c[0]}){c.Over}",
        // DuckDB's own counts three times faster than COUNT of a CASE, and says NULL of no rows.
        ["countif"] = c => $"coalesce(CAST(count_if({c.Distinct}{c[0]}){c.Over} AS BIGINT), 0)",
        // DuckDB sums integers in 128 bits; the cast raises GoogleSQL's overflow.
        ["sum"] = c => $"CAST(sum({c.Distinct}{c[0]}){c.Over} AS {DuckTypes.Of(c.Type)})",
        ["avg"] = c => c.Kind == TypeKind.TypeNumeric
            ? $"bq_numeric_divide(CAST(sum({c.Distinct}{c[0]}){c.Over} AS DECIMAL(38,9)), CAST(nullif(count({c.Distinct}{c[0]}){c.Over}, 0) AS DECIMAL(38,9)))"
            : $"avg({c.Distinct}{c[0]}){c.Over}",
        ["min"] = Extreme,
        ["max"] = Extreme,
        ["any_value"] = c => $"any_value({c[0]}){c.Over}",
        ["logical_and"] = c => $"bool_and({c[0]}){c.Over}",
        ["logical_or"] = c => $"bool_or({c[0]}){c.Over}",
        ["bit_and"] = c => $"bit_and({c.Distinct}{c[0]}){c.Over}",
        ["bit_or"] = c => $"bit_or({c.Distinct}{c[0]}){c.Over}",
        ["bit_xor"] = c => $"bit_xor({c.Distinct}{c[0]}){c.Over}",
        ["array_agg"] = c => Limited(c, $"array_agg({c.Distinct}{c[0]}{c.Order}){(c.IgnoreNulls ? $" FILTER (WHERE {c[0]} IS NOT NULL)" : "")}{c.Over}"),
        ["array_concat_agg"] = c => c.Limit is null ? $"flatten(array_agg({c[0]}{c.Order}){c.Over})" : throw Unsupported.What("ARRAY_CONCAT_AGG with LIMIT"),
        ["string_agg"] = c => c.KindOf(0) == TypeKind.TypeBytes ? throw Unsupported.What("STRING_AGG of BYTES")
            : c.Limit is null ? $"string_agg({c.Distinct}{c[0]}, {c.Or(1, "','")}{c.Order}){c.Over}"
            : $"array_to_string(list_slice(array_agg({c.Distinct}{c[0]}{c.Order}) FILTER (WHERE {c[0]} IS NOT NULL){c.Over}, 1, {c.Limit}), {c.Or(1, "','")})",
        ["approx_count_distinct"] = c => $"count(DISTINCT {c[0]}){c.Over}",
        ["approx_quantiles"] = Quantiles,
        ["stddev"] = c => $"stddev_samp({c.Distinct}{c[0]}){c.Over}",
        ["stddev_samp"] = c => $"stddev_samp({c.Distinct}{c[0]}){c.Over}",
        ["stddev_pop"] = c => $"stddev_pop({c.Distinct}{c[0]}){c.Over}",
        ["variance"] = c => $"var_samp({c.Distinct}{c[0]}){c.Over}",
        ["var_samp"] = c => $"var_samp({c.Distinct}{c[0]}){c.Over}",
        ["var_pop"] = c => $"var_pop({c.Distinct}{c[0]}){c.Over}",
        ["corr"] = c => $"corr({c[0]}, {c[1]}){c.Over}",
        ["covar_pop"] = c => $"covar_pop({c[0]}, {c[1]}){c.Over}",
        ["covar_samp"] = c => $"covar_samp({c[0]}, {c[1]}){c.Over}",
        ["max_by"] = c => $"arg_max_null({c[0]}, {c[1]}) FILTER (WHERE {c[1]} IS NOT NULL){c.Over}",
        ["min_by"] = c => $"arg_min_null({c[0]}, {c[1]}) FILTER (WHERE {c[1]} IS NOT NULL){c.Over}",
        ["row_number"] = c => $"row_number(){c.Over}",
        ["rank"] = c => $"rank(){c.Over}",
        ["dense_rank"] = c => $"dense_rank(){c.Over}",
        ["percent_rank"] = c => $"percent_rank(){c.Over}",
        ["cume_dist"] = c => $"cume_dist(){c.Over}",
        ["ntile"] = c => $"ntile({c[0]}){c.Over}",
        ["lag"] = c => c.As("lag") + c.Over,
        ["lead"] = c => c.As("lead") + c.Over,
        ["first_value"] = c => $"first_value({c[0]}{Nulls(c)}){c.Over}",
        ["last_value"] = c => $"last_value({c[0]}{Nulls(c)}){c.Over}",
        ["nth_value"] = c => $"nth_value({c[0]}, {c[1]}{Nulls(c)}){c.Over}",
        ["percentile_cont"] = c => c.RespectNulls || c.Kind != TypeKind.TypeDouble ? throw Unsupported.What("PERCENTILE_CONT of NUMERIC or with RESPECT NULLS") : $"quantile_cont({c[0]}, {c[1]}){c.Over}",
        ["percentile_disc"] = c => c.RespectNulls ? throw Unsupported.What("PERCENTILE_DISC with RESPECT NULLS") : $"quantile_disc({c[0]}, {c[1]}){c.Over}",
    };

    public static string Translate(AggregateCall call)
    {
        if (!Table.TryGetValue(call.Name, out var translate)) throw Unsupported.Function(call.Name);
        if (call.Having is not { } having) return translate(call);
        if (call.Name != "any_value") throw Unsupported.What($"{call.Name.ToUpperInvariant()} with HAVING MAX or MIN");
        return $"{(having.Max ? "arg_max_null" : "arg_min_null")}({call[0]}, {having.By}) FILTER (WHERE {having.By} IS NOT NULL){call.Over}";
    }

    // NaN wins in GoogleSQL, both as MIN and as MAX.
    private static string Extreme(AggregateCall c) => c.Kind == TypeKind.TypeDouble
        ? $"CASE WHEN bool_or(isnan({c[0]})){c.Over} THEN CAST('nan' AS DOUBLE) ELSE {c.Name}({c[0]}){c.Over} END"
        : $"{c.Name}({c[0]}){c.Over}";

    private static string Limited(AggregateCall c, string array) => c.Limit is null ? array : $"list_slice({array}, 1, {c.Limit})";

    // BigQuery approximates them; these are exact: the least value that so great a share does not exceed. Google sorts NaN first, DuckDB last.
    private static string Quantiles(AggregateCall c)
    {
        if (c.RespectNulls) throw Unsupported.What("APPROX_QUANTILES with RESPECT NULLS");
        if (c.Literal(1) is not { } literal) throw Unsupported.What("APPROX_QUANTILES with a number that is not a literal");
        var parts = (int)literal.Int64Value;
        // Decimals are multiplied as whole numbers; a share that is cut off is rounded up to the same row.
        var shares = string.Join(", ", Enumerable.Range(0, parts + 1).Select(i => (Math.Truncate(1_000_000_000m * i / parts) / 1_000_000_000m).ToString("0.000000000")));
        var quantiles = $"quantile_disc({c.Distinct}{c[0]}, [{shares}])";
        return c.KindOf(0) != TypeKind.TypeDouble ? quantiles
            : $"CASE WHEN bool_or(isnan({c[0]})) THEN CAST(bq_error('APPROX_QUANTILES of NaN is not supported') AS DOUBLE[]) ELSE {quantiles} END";
    }

    private static string Nulls(AggregateCall c) => c.IgnoreNulls ? " IGNORE NULLS" : "";
}
