using Orchestrator.Engine.Values;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>The engine's values as callers get them: NUMERIC and INTERVAL as texts, a NULL array as an empty one (BigQuery does not tell them apart).</summary>
internal static class PublicValues
{
    public static List<object?[]> Of(List<object?[]> rows, IReadOnlyList<Column> columns)
    {
        foreach (var row in rows)
            for (var i = 0; i < row.Length; i++) row[i] = Of(row[i], columns[i]);
        return rows;
    }

    private static object? Of(object? value, Column column)
    {
        if (column.Mode != ColumnMode.Repeated) return Single(value, column);
        if (value is null) return Array.Empty<object?>();
        var items = (object?[])value;
        for (var i = 0; i < items.Length; i++)
            items[i] = Single(items[i], column) ?? throw new QueryException("invalidQuery", $"Array cannot have a null element; error in writing field {column.Name}");
        return items;
    }

    private static object? Single(object? value, Column column)
    {
        switch (value)
        {
            case Numeric or Interval: return value.ToString();
            case object?[] fields when column.Fields.Count == fields.Length:
                for (var i = 0; i < fields.Length; i++) fields[i] = Of(fields[i], column.Fields[i]);
                return fields;
            default: return value;
        }
    }
}
