using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reports.Tests;

/// <summary>Judges a document by a JSON schema, as far as the schemas of these tests go; a keyword that is not known is refused rather than passed over.</summary>
internal sealed class JsonSchema(JsonObject root)
{
    private static readonly HashSet<string> Silent = ["description", "default", "$schema", "title", "id", "definitions", "format"];

    public static JsonSchema Open(string name) => new(JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Reports.Tests", "Schemas", name)))!.AsObject());

    public IReadOnlyList<string> Violations(JsonNode document) => [.. Of(root, document, "#")];

    private IEnumerable<string> Of(JsonObject schema, JsonNode? node, string at) => schema.SelectMany(k => Of(schema, k.Key, k.Value!, node, at));

    private IEnumerable<string> Of(JsonObject schema, string keyword, JsonNode value, JsonNode? node, string at) => keyword switch
    {
        "$ref" => Of(Referred((string)value!), node, at),
        "type" => Is((string)value!, node) ? [] : [$"{at} is not of type {value}"],
        "enum" => value.AsArray().Any(v => JsonNode.DeepEquals(v, node)) ? [] : [$"{at} is {node?.ToJsonString()}, none of {value.ToJsonString()}"],
        "required" => node is JsonObject o ? value.AsArray().Where(v => !o.ContainsKey((string)v!)).Select(v => $"{at} lacks {v}") : [],
        "properties" => node is JsonObject o ? o.Where(m => value[m.Key] is not null).SelectMany(m => Of(value[m.Key]!.AsObject(), m.Value, $"{at}/{m.Key}")) : [],
        "additionalProperties" => node is JsonObject o ? o.Where(m => schema["properties"]?[m.Key] is null).SelectMany(m => More(value, m, at)) : [],
        "items" => node is JsonArray a ? a.SelectMany((item, i) => Of(value.AsObject(), item, $"{at}/{i}")) : [],
        "minItems" => node is JsonArray a && a.Count < (int)value ? [$"{at} has {a.Count} items"] : [],
        "uniqueItems" => node is JsonArray a && a.Select(i => i?.ToJsonString()).Distinct().Count() < a.Count ? [$"{at} has an item twice"] : [],
        "minimum" => node is JsonValue n && n.GetValueKind() == JsonValueKind.Number && (double)n < (double)value ? [$"{at} is below {value}"] : [],
        "maximum" => node is JsonValue n && n.GetValueKind() == JsonValueKind.Number && (double)n > (double)value ? [$"{at} is above {value}"] : [],
        "pattern" => node is JsonValue s && !Regex.IsMatch((string)s!, (string)value!) ? [$"{at} does not look like {value}"] : [],
        "anyOf" or "oneOf" => value.AsArray().Any(v => !Of(v!.AsObject(), node, at).Any()) ? [] : [$"{at} is none of the possible kinds"],
        _ when Silent.Contains(keyword) => [],
        _ => throw new NotSupportedException($"The schema uses '{keyword}': teach it to this class."),
    };

    private IEnumerable<string> More(JsonNode value, KeyValuePair<string, JsonNode?> member, string at) => value.GetValueKind() switch
    {
        JsonValueKind.True => [],
        JsonValueKind.False => [$"{at} has {member.Key}, which is not known"],
        _ => Of(value.AsObject(), member.Value, $"{at}/{member.Key}"),
    };

    private JsonObject Referred(string path) => path.Split('/').Skip(1).Aggregate((JsonNode)root, (node, part) => node[part]!).AsObject();

    private static bool Is(string type, JsonNode? node) => (type, node?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => double.IsInteger((double)node!),
        _ => false,
    };
}
