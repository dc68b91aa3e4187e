using System.Globalization;
using System.Text.Json;
using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Translate;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Functions;

/// <summary>JSON, as a type (its canonical text) and as text.</summary>
internal static class JsonFunctions
{
    public static IReadOnlyDictionary<string, Func<Call, string>> Table { get; } = new Dictionary<string, Func<Call, string>>
    {
        ["json_value"] = c => $"bq_json_value({c[0]}, {c.Or(1, "'$'")})",
        ["json_extract_scalar"] = c => $"bq_json_value({c[0]}, {c.Or(1, "'$'")})",
        ["json_query"] = c => $"bq_json_query({c[0]}, {c.Or(1, "'$'")}, {Sorted(c)})",
        ["json_extract"] = c => $"bq_json_query({c[0]}, {c.Or(1, "'$'")}, {Sorted(c)})",
        ["json_value_array"] = c => $"bq_json_value_array({c[0]}, {c.Or(1, "'$'")})",
        ["json_extract_string_array"] = c => $"bq_json_value_array({c[0]}, {c.Or(1, "'$'")})",
        ["json_query_array"] = c => $"bq_json_query_array({c[0]}, {c.Or(1, "'$'")}, {Sorted(c)})",
        ["json_extract_array"] = c => $"bq_json_query_array({c[0]}, {c.Or(1, "'$'")}, {Sorted(c)})",
        ["$json_subscript"] = c => c.KindOf(1) == TypeKind.TypeString ? c.As("bq_json_field") : c.As("bq_json_item"),
        ["$subscript"] = c => c.KindOf(0) != TypeKind.TypeJson ? throw Unsupported.Function(c.Name) : c.KindOf(1) == TypeKind.TypeString ? c.As("bq_json_field") : c.As("bq_json_item"),
        ["parse_json"] = c => $"bq_parse_json({c[0]})",
        ["to_json"] = c => ToJson(c[0], c.TypeOf(0), 0),
        ["to_json_string"] = c => c.Count == 1 ? ToJson(c[0], c.TypeOf(0), 0) : throw Unsupported.What("TO_JSON_STRING with pretty printing"),
        ["json_type"] = c => c.As("bq_json_type"),
        ["int64"] = c => c.As("bq_json_int64"),
        ["float64"] = Float,
        ["double"] = Float,
        ["bool"] = c => c.As("bq_json_bool"),
        ["string"] = c => c.KindOf(0) switch
        {
            TypeKind.TypeJson => c.As("bq_json_string"),
            TypeKind.TypeTimestamp => $"bq_timestamp_to_string({c[0]}, {c.Or(1, "'UTC'")})",
            _ => Casts.Of(c[0], c.TypeOf(0), c.Type),
        },
    };

    private const int RepeatedAtMost = 400;

    public static IReadOnlyList<ScalarFunction> Registered { get; } =
    [
        ScalarFunction.Of("bq_json_value", (string json, string path) => Found(json, path, e => Scalar(e))!),
        ScalarFunction.Of("bq_json_query", (string json, string path, bool sorted) => Found(json, path, e => JsonText.Of(e, sorted))!),
        ScalarFunction.Of("bq_json_value_array", (string json, string path) => FoundArray(json, path, Scalar)!),
        ScalarFunction.Of("bq_json_query_array", (string json, string path, bool sorted) => FoundArray(json, path, e => JsonText.Of(e, sorted))!),
        ScalarFunction.Of("bq_json_field", (string json, string name) => Root(json, e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) ? JsonText.Of(v) : null)!),
        ScalarFunction.Of("bq_json_item", (string json, long i) => Root(json, e => e.ValueKind == JsonValueKind.Array && i >= 0 && i < e.GetArrayLength() ? JsonText.Of(e[(int)i]) : null)!),
        ScalarFunction.Of("bq_parse_json", (string text) => JsonText.Canonical(text) ?? throw new EvaluationException($"Invalid input to PARSE_JSON: syntax error while parsing: {text}")),
        ScalarFunction.Of("bq_json_quote", (string text) => JsonText.Quote(text)),
        ScalarFunction.Of("bq_json_float", (double x) => double.IsFinite(x) ? Floats.Text(x) : JsonText.Quote(double.IsNaN(x) ? "NaN" : x > 0 ? "Infinity" : "-Infinity")),
        ScalarFunction.Of("bq_json_numeric", (Numeric x) => x.ToString()),
        ScalarFunction.Of("bq_json_int", (long x) => Math.Abs((decimal)x) <= 1L << 53 ? x.ToString(CultureInfo.InvariantCulture) : $"\"{x}\""),
        ScalarFunction.Of("bq_json_type", (string json) => Root(json, e => e.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            var kind => kind.ToString().ToLowerInvariant(),
        })!),
        ScalarFunction.Of("bq_json_string", (string json) => Root(json, e => e.ValueKind == JsonValueKind.String ? e.GetString() : throw Wrong("string"))!),
        new ScalarFunction("bq_json_bool", typeof(bool), [typeof(string)], a => a[0] is string json ? JsonBool(json) : null),
        new ScalarFunction("bq_json_int64", typeof(long), [typeof(string)], a => a[0] is string json ? JsonInteger(json) : null),
        new ScalarFunction("bq_json_float64", typeof(double), [typeof(string)], a => a[0] is string json ? JsonFloat(json) : null),
    ];

    private static string Float(Call c) => c.Count == 1 || c.LiteralText(1) == "round" ? $"bq_json_float64({c[0]})" : throw Unsupported.What("FLOAT64 with the wide number mode exact");

    // Members of a JSON value have no order and come by name; those of a text stay as they are written.
    private static string Sorted(Call c) => c.KindOf(0) == TypeKind.TypeJson ? "true" : "false";

    private static string ToJson(string value, TypeProto type, int depth) => type.TypeKind switch
    {
        TypeKind.TypeStruct => $"CASE WHEN {value} IS NULL THEN 'null' ELSE '{{' || {string.Join(" || ',' || ", type.StructType.Field.Select((f, i) => $"{StorageSql.Text(JsonText.Quote(f.FieldName) + ":")} || {ToJson($"({value})._{i + 1}", f.FieldType, depth)}"))} || '}}' END",
        TypeKind.TypeArray => $"coalesce('[' || array_to_string(list_transform({value}, lambda x{depth}: {ToJson("x" + depth, type.ArrayType.ElementType, depth + 1)}), ',') || ']', 'null')",
        TypeKind.TypeDouble => Text($"bq_json_float({value})"),
        TypeKind.TypeInt64 => Text(Integer(value)),
        TypeKind.TypeBool => Text($"CAST({value} AS VARCHAR)"),
        TypeKind.TypeNumeric => Text($"bq_json_numeric({value})"),
        TypeKind.TypeJson => Text(value),
        TypeKind.TypeString => Text(Quoted(value)),
        TypeKind.TypeBytes => Text($"bq_json_quote(bq_to_base64({value}))"),
        TypeKind.TypeTimestamp => Text($"bq_json_quote(bq_timestamp_to_json({value}))"),
        TypeKind.TypeDatetime => Text($"bq_json_quote(replace(bq_datetime_to_string({value}), ' ', 'T'))"),
        TypeKind.TypeDate or TypeKind.TypeTime => Text($"'\"' || {Casts.Of(value, type, new TypeProto { TypeKind = TypeKind.TypeString })} || '\"'"),
        var kind => throw Unsupported.What($"TO_JSON of {kind}"),
    };

    // What DuckDB does by itself, it does ten times as fast; keys of many rows are compared by their JSON. Long expressions are not written several times.
    private static string Integer(string value) => value.Length > RepeatedAtMost ? $"bq_json_int({value})"
        : $"CASE WHEN {value} BETWEEN -9007199254740992 AND 9007199254740992 THEN CAST({value} AS VARCHAR) ELSE bq_json_int({value}) END";

    private static string Quoted(string value) => value.Length > RepeatedAtMost ? $"bq_json_quote({value})"
        : $"CASE WHEN regexp_matches({value}, '[\"\\\\\\x00-\\x1f]') THEN bq_json_quote({value}) ELSE '\"' || {value} || '\"' END";

    private static string Text(string sql) => $"coalesce({sql}, 'null')";

    private static string? Found(string json, string path, Func<JsonElement, string?> read) => Root(json, e => JsonPath.Find(e, path) is { } found ? read(found) : null);

    private static string?[]? FoundArray(string json, string path, Func<JsonElement, string?> read)
    {
        using var document = JsonText.TryParse(json);
        if (document is null || JsonPath.Find(document.RootElement, path) is not { ValueKind: JsonValueKind.Array } array) return null;
        var items = new List<string?>();
        foreach (var item in array.EnumerateArray())
        {
            var text = read(item);
            if (text is null && item.ValueKind != JsonValueKind.Null) return null;
            items.Add(text);
        }
        return [.. items];
    }

    private static string? Root(string json, Func<JsonElement, string?> read)
    {
        using var document = JsonText.TryParse(json);
        return document is null ? null : read(document.RootElement);
    }

    private static string? Scalar(JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.String => e.GetString(),
        JsonValueKind.Number => e.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static object JsonBool(string json) => Parsed(json).ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => throw Wrong("boolean") };

    private static object JsonInteger(string json)
    {
        var e = Parsed(json);
        if (e.ValueKind != JsonValueKind.Number) throw Wrong("number");
        if (e.TryGetInt64(out var whole)) return whole;
        var value = e.GetDouble();
        return value == Math.Floor(value) && Math.Abs(value) < 9e18 ? (long)value : throw new EvaluationException($"The provided JSON number: {e.GetRawText()} cannot be converted to an integer");
    }

    private static object JsonFloat(string json)
    {
        var e = Parsed(json);
        return e.ValueKind == JsonValueKind.Number ? e.GetDouble() : throw Wrong("number");
    }

    private static JsonElement Parsed(string json)
    {
        using var document = JsonText.TryParse(json) ?? throw new EvaluationException("Invalid JSON value");
        return document.RootElement.Clone();
    }

    private static EvaluationException Wrong(string type) => new($"The provided JSON input is not a {(type == "number" ? "number" : type)}");
}
