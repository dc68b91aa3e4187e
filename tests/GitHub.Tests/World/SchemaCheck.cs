using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GitHub.Tests;

/// <summary>Holds JSON to a schema of OpenAPI 3.0: types, nullable, enumerations, required and additional members, lengths, patterns, references.</summary>
/// <param name="root">The whole description, for references.</param>
/// <param name="strict">Whether a member that the description does not name is refused even where OpenAPI would allow it: in requests it is a typing error.</param>
internal sealed class SchemaCheck(JsonObject root, bool strict)
{
    public IEnumerable<string> Violations(JsonNode? schema, JsonNode? value, string path)
    {
        if (Resolve(schema) is not { } rule) return [];
        if (value is null) return rule["nullable"]?.GetValue<bool>() == true || Strings(rule["enum"]).Contains("null") || !rule.ContainsKey("type") ? [] : [$"{path} is null"];
        return Typed(rule, value, path).Concat(Combined(rule, value, path));
    }

    public JsonObject? Resolve(JsonNode? node)
    {
        while (node is JsonObject item && item["$ref"] is JsonValue reference)
            node = reference.GetValue<string>().Split('/').Skip(1).Aggregate((JsonNode?)root, (at, name) => at![name]);
        return node as JsonObject;
    }

    private IEnumerable<string> Combined(JsonObject rule, JsonNode value, string path)
    {
        foreach (var part in rule["allOf"] as JsonArray ?? [])
            foreach (var violation in Violations(part, value, path)) yield return violation;
        // Branches describe alternatives, so what they do not name may be named beside them.
        var loose = new SchemaCheck(root, strict: false);
        foreach (var kind in new[] { "anyOf", "oneOf" })
            if (rule[kind] is JsonArray branches && !branches.Any(b => !loose.Violations(b, value, path).Any())) yield return $"{path} fits none of {kind}";
    }

    private IEnumerable<string> Typed(JsonObject rule, JsonNode value, string path)
    {
        if (rule["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value))) yield return $"{path} is {value.ToJsonString()}, not of the enumeration";
        var type = (string?)rule["type"];
        var kind = value.GetValueKind();
        var fits = type switch
        {
            null => true,
            "object" => kind == JsonValueKind.Object,
            "array" => kind == JsonValueKind.Array,
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "integer" => kind == JsonValueKind.Number && value.AsValue().TryGetValue(out long _),
            "number" => kind == JsonValueKind.Number,
            _ => throw new NotSupportedException($"A schema has the type {type}."),
        };
        if (!fits)
        {
            yield return $"{path} is no {type}";
            yield break;
        }

        var inner = value switch { JsonObject item => Members(rule, item, path), JsonArray list => Items(rule, list, path), _ when kind == JsonValueKind.String => Text(rule, value.GetValue<string>(), path), _ => [] };
        foreach (var violation in inner) yield return violation;
    }

    private IEnumerable<string> Members(JsonObject rule, JsonObject item, string path)
    {
        foreach (var name in Strings(rule["required"]).Where(n => !item.ContainsKey(n))) yield return $"{path} lacks {name}";
        var properties = rule["properties"] as JsonObject;
        foreach (var (name, member) in item)
        {
            if (properties?[name] is { } known)
                foreach (var violation in Violations(known, member, $"{path}.{name}")) yield return violation;
            else if (rule["additionalProperties"] is JsonObject more)
                foreach (var violation in Violations(more, member, $"{path}.{name}")) yield return violation;
            else if (rule["additionalProperties"]?.GetValueKind() == JsonValueKind.False || (strict && properties is not null && rule["additionalProperties"] is null)) yield return $"{path}.{name} is not described";
        }
    }

    private IEnumerable<string> Items(JsonObject rule, JsonArray list, string path)
    {
        if (rule["maxItems"] is { } most && list.Count > most.GetValue<int>()) yield return $"{path} has {list.Count} items, at most {most}";
        if (rule["minItems"] is { } least && list.Count < least.GetValue<int>()) yield return $"{path} has {list.Count} items, at least {least}";
        for (var i = 0; i < list.Count; i++)
            foreach (var violation in Violations(rule["items"], list[i], $"{path}[{i}]")) yield return violation;
    }

    private static IEnumerable<string> Text(JsonObject rule, string text, string path)
    {
        if (rule["maxLength"] is { } most && text.EnumerateRunes().Count() > most.GetValue<int>()) yield return $"{path} is longer than {most}";
        if (rule["minLength"] is { } least && text.Length < least.GetValue<int>()) yield return $"{path} is shorter than {least}";
        if ((string?)rule["pattern"] is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.ECMAScript)) yield return $"{path} does not fit {pattern}";
        if ((string?)rule["format"] == "date-time" && !DateTimeOffset.TryParse(text, out _)) yield return $"{path} is no date-time";
        if ((string?)rule["format"] == "uri" && !Uri.TryCreate(text, UriKind.Absolute, out _)) yield return $"{path} is no address";
    }

    private static IEnumerable<string> Strings(JsonNode? list) => (list as JsonArray ?? []).Select(n => n is null ? "null" : n.GetValueKind() == JsonValueKind.String ? n.GetValue<string>() : n.ToJsonString());
}
