using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Engine.Values;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>A JSON value that does not fit its column.</summary>
/// <param name="location">The column's path.</param>
/// <param name="message">What is wrong.</param>
internal sealed class JsonValueException(string location, string message) : Exception(message)
{
    public string Location => location;
}

/// <summary>
/// JSON as BigQuery's <c>insertAll</c> takes it, to values of the engine: numbers may be texts, TIMESTAMP is a text or epoch seconds, BYTES
/// base64, NUMERIC a text or number, JSON a text that is JSON (or any JSON value), STRUCT an object, REPEATED an array.
/// </summary>
internal static class JsonValues
{
    public static object? Read(JsonNode? node, Column column, string path, bool ignoreUnknown)
    {
        if (column.Mode == ColumnMode.Repeated)
        {
            if (node is null) return Array.Empty<object?>();
            if (node is not JsonArray items) throw new JsonValueException(path, "Array specified for non-repeated field or value is not an array.");
            return items.Select((item, i) => Single(item, column, $"{path}[{i}]", ignoreUnknown) ?? throw new JsonValueException($"{path}[{i}]", "Only optional fields can be set to NULL. Field: " + path + "; Value: NULL")).ToArray();
        }
        if (node is JsonArray && Column.CanonicalType(column.Type) != "JSON") throw new JsonValueException(path, "Array specified for non-repeated field.");
        var value = Single(node, column, path, ignoreUnknown);
        return value is null && column.Mode == ColumnMode.Required ? throw new JsonValueException(path, $"Missing required field: {path}.") : value;
    }

    /// <summary>The fields of an object by name without case; missing ones are NULL.</summary>
    public static object?[] ReadFields(JsonObject row, IReadOnlyList<Column> columns, string path, bool ignoreUnknown)
    {
        var values = new object?[columns.Count];
        var used = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            if (Find(row, columns[i].Name, out var node)) used++;
            values[i] = Read(node, columns[i], path + columns[i].Name, ignoreUnknown);
        }
        if (used == row.Count || ignoreUnknown) return values;
        var unknown = row.First(p => !columns.Any(c => c.Name.Equals(p.Key, StringComparison.OrdinalIgnoreCase))).Key;
        throw new JsonValueException(path + unknown, $"no such field: {path}{unknown}.");
    }

    private static bool Find(JsonObject row, string name, out JsonNode? node)
    {
        if (row.TryGetPropertyValue(name, out node)) return true;
        foreach (var (key, value) in row)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                node = value;
                return true;
            }
        return false;
    }

    private static object? Single(JsonNode? node, Column column, string path, bool ignoreUnknown)
    {
        if (node is null) return null;
        var type = Column.CanonicalType(column.Type);
        if (type == "STRUCT")
            return node is JsonObject fields ? ReadFields(fields, column.Fields, path + ".", ignoreUnknown) : throw new JsonValueException(path, $"This field: {path} is not a record.");
        if (type == "JSON") return Json(node) ?? throw new JsonValueException(path, $"Invalid JSON value in field {path}.");
        if (node is not JsonValue value) throw new JsonValueException(path, $"This field: {path} is not a record.");
        return Scalar(type, value, value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString())
            ?? throw new JsonValueException(path, $"Cannot convert value to {Word(type)} (bad value): {value}");
    }

    private static object? Scalar(string type, JsonValue value, string text) => type switch
    {
        "STRING" => text,
        "INT64" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : Floats.Parse(text) is { } f && f == Math.Floor(f) && Math.Abs(f) < 9e15 ? (long)f : null,
        "FLOAT64" => Floats.Parse(text),
        "BOOL" => text.ToUpperInvariant() switch { "TRUE" or "T" or "1" or "YES" or "Y" => true, "FALSE" or "F" or "0" or "NO" or "N" => false, _ => null },
        "NUMERIC" => Checked(() => Numeric.Parse(text)),
        "BYTES" => Base64(text),
        "DATE" => CivilText.Date(text),
        "DATETIME" => CivilText.DateTime(text),
        "TIME" => CivilText.Time(text),
        "TIMESTAMP" => Checked(() => value.GetValueKind() == JsonValueKind.Number || Floats.Parse(text) is not null ? EpochSeconds(text) : CivilText.Timestamp(text)),
        _ => throw new JsonValueException("", $"The local engine does not store the type {type}."),
    };

    private static Instant? EpochSeconds(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 1e12m ? Civil.Instant((long)decimal.Round(seconds * 1_000_000m)) : null;

    private static object? Checked<T>(Func<T?> read) where T : struct
    {
        try
        {
            return read();
        }
        catch (EvaluationException)
        {
            // Out of range is a bad value like any other; the caller names it.
            return null;
        }
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }

    private static string? Json(JsonNode node)
    {
        try
        {
            return JsonText.Canonical(node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : node.ToJsonString());
        }
        catch (EvaluationException)
        {
            // A number that no JSON value holds is a bad value like any other; the caller names it.
            return null;
        }
    }

    private static string Word(string type) => type switch { "INT64" => "integer", "FLOAT64" => "double", "BOOL" => "boolean", _ => type.ToLowerInvariant() };
}
