using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Rows of the REST answer (<c>{f:[{v}]}</c>) as plain values: text, null, an array of a list, an object of a struct.</summary>
internal static class QueryRows
{
    public static IEnumerable<IReadOnlyList<JsonNode?>> Of(QueryResponse page, IReadOnlyList<Column> columns) =>
        (page.Rows ?? []).Select(row => Row(row, columns));

    private static List<JsonNode?> Row(RowResource row, IReadOnlyList<Column> columns)
    {
        if (row.F?.Count != columns.Count) throw Unusable($"a row has not the {columns.Count} values of its columns");
        try
        {
            return [.. row.F.Select((cell, i) => Value(cell.V, columns[i]))];
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw Unusable("a list or struct in a row has not the form of its column");
        }
    }

    private static GoogleAnswerException Unusable(string what) => new(new("GET", "the rows of a query", 200, null, null), what);

    private static JsonNode? Value(JsonElement value, Column column)
    {
        if (column.Mode == ColumnMode.Repeated && value.ValueKind == JsonValueKind.Array)
            return new JsonArray([.. value.EnumerateArray().Select(item => Scalar(item.GetProperty("v"), column))]);
        return Scalar(value, column);
    }

    private static JsonNode? Scalar(JsonElement value, Column column) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object => Struct(value, column),
        JsonValueKind.String => JsonValue.Create(value.GetString()),
        _ => JsonValue.Create(value.GetRawText()),
    };

    private static JsonObject Struct(JsonElement value, Column column)
    {
        var fields = value.GetProperty("f").EnumerateArray().Select(cell => cell.GetProperty("v")).ToList();
        var result = new JsonObject();
        // A struct's field may have no name: BigQuery then shows its place.
        for (var i = 0; i < fields.Count; i++)
            result[column.Fields[i].Name is { Length: > 0 } name ? name : $"_field_{i + 1}"] = Value(fields[i], column.Fields[i]);
        return result;
    }
}
