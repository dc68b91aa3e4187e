using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The canonical texts of <see cref="ValueKind"/> in GoogleSQL; the same as every other system's.</summary>
internal static class GoogleSqlText
{
    /// <summary>The expression of a value's canonical text; NULL for NULL.</summary>
    public static string Of(RowColumn column)
    {
        var c = SqlIdentifier.Quote(column.Name);
        return column.Kind switch
        {
            ValueKind.Text => c,
            ValueKind.Integer or ValueKind.Decimal or ValueKind.Boolean or ValueKind.Date => $"CAST({c} AS STRING)",
            ValueKind.Float => $"CASE WHEN {c} = 0 THEN '0' WHEN IS_NAN({c}) THEN 'NaN' WHEN IS_INF({c}) THEN IF({c} > 0, 'Infinity', '-Infinity') ELSE FORMAT('%.16e', {c}) END",
            ValueKind.Bytes => $"TO_HEX({c})",
            ValueKind.Timestamp => $"CAST(UNIX_MICROS({c}) AS STRING)",
            ValueKind.DateTime => $"CAST(UNIX_MICROS(TIMESTAMP({c}, 'UTC')) AS STRING)",
            ValueKind.Time => $"CAST(TIME_DIFF({c}, TIME '00:00:00', MICROSECOND) AS STRING)",
            _ => throw new ArgumentException($"A column of type {column.Type} has no canonical text.", nameof(column)),
        };
    }

    /// <summary>The expression of a row's canonical text: every value with a comma behind it, a text with its length in bytes before it, NULL as a hyphen.</summary>
    public static string OfRow(IEnumerable<RowColumn> columns) => $"CONCAT({string.Join(", ", columns.Select(column => column.Kind == ValueKind.Text
        ? $"IFNULL(CONCAT(CAST(BYTE_LENGTH({Of(column)}) AS STRING), ':', {Of(column)}), '-'), ','"
        : $"IFNULL({Of(column)}, '-'), ','"))})";

    /// <summary>What a type holds.</summary>
    public static ValueKind KindOf(Column column) => column.Mode == ColumnMode.Repeated ? ValueKind.Unsupported : Column.CanonicalType(column.Type) switch
    {
        "INT64" => ValueKind.Integer,
        "NUMERIC" or "BIGNUMERIC" => ValueKind.Decimal,
        "FLOAT64" => ValueKind.Float,
        "BOOL" => ValueKind.Boolean,
        "STRING" => ValueKind.Text,
        "BYTES" => ValueKind.Bytes,
        "DATE" => ValueKind.Date,
        "TIMESTAMP" => ValueKind.Timestamp,
        "DATETIME" => ValueKind.DateTime,
        "TIME" => ValueKind.Time,
        _ => ValueKind.Unsupported,
    };
}
