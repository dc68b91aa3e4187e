using Orchestrator.Model;

namespace Orchestrator.Postgres;

/// <summary>
/// The canonical texts of <see cref="ValueKind"/> in PostgreSQL's SQL. The session keeps dates in ISO form; values that only PostgreSQL has (infinite
/// dates, NaN of numeric, years before 1) get texts that no other system gives.
/// </summary>
internal static class PostgresText
{
    /// <summary>The expression of a value's canonical text; NULL for NULL.</summary>
    public static string Of(RowColumn column)
    {
        var c = PostgresIdentifier.Quote(column.Name);
        return column.Kind switch
        {
            ValueKind.Integer or ValueKind.Boolean or ValueKind.Text or ValueKind.Date => $"{c}::text",
            ValueKind.Decimal => $"trim_scale({c})::text",
            // Fifteen digits after the first one and a sixteenth: printf's %.16e, which to_char hands over to for EEEE.
            ValueKind.Float => $"CASE WHEN {c} = 0 THEN '0' WHEN {c}::float8 IN ('NaN', 'Infinity', '-Infinity') THEN {c}::text ELSE trim(to_char({c}::float8, '9.9999999999999999EEEE')) END",
            ValueKind.Bytes => $"encode({c}, 'hex')",
            ValueKind.Timestamp or ValueKind.DateTime => $"CASE WHEN isfinite({c}) THEN (extract(epoch FROM {c}) * 1000000)::bigint::text ELSE {c}::text END",
            ValueKind.Time => $"(extract(epoch FROM {c}) * 1000000)::bigint::text",
            _ => throw new ArgumentException($"A column of type {column.Type} has no canonical text.", nameof(column)),
        };
    }

    /// <summary>The expression of a row's canonical text: every value with a comma behind it, a text with its length in bytes before it, NULL as a hyphen.</summary>
    public static string OfRow(IEnumerable<RowColumn> columns) => string.Join(" || ", columns.Select(column => column.Kind == ValueKind.Text
        ? $"COALESCE(octet_length({Of(column)}) || ':' || {Of(column)}, '-') || ','"
        : $"COALESCE({Of(column)}, '-') || ','"));
}
