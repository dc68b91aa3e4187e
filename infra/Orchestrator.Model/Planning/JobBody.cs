using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Orchestrator.Model;

/// <summary>
/// The body of a job's HTTP request as properties, the same for declared and live jobs. A JSON object becomes one property per value, named by its
/// path (<c>httpTarget.body.configuration.query.query</c>; a dot or backslash inside a member's name gets a backslash before it), so that the order
/// of members and the layout do not count. Any other body is one property, <c>httpTarget.body</c>.
/// </summary>
public static class JobBody
{
    /// <summary>The property of a body that is not a JSON object, and the prefix of one that is.</summary>
    public const string Property = "httpTarget.body";

    private static readonly JsonSerializerOptions Raw = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The properties of a body; none for an empty one.</summary>
    public static PropertyDictionary Flatten(string? body)
    {
        if (string.IsNullOrEmpty(body)) return PropertyDictionary.Empty;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Parse(body) is not { ValueKind: JsonValueKind.Object } json || !Add(properties, Property, json))
        {
            properties.Clear();
            properties[Property] = body;
        }
        return properties.ToPropertyDictionary(p => p.Key, p => p.Value);
    }

    /// <summary>The body that <see cref="Flatten"/> gives these properties, JSON members sorted; null when there is none. Other properties are passed over.</summary>
    public static string? Unflatten(IReadOnlyDictionary<string, string> properties)
    {
        if (properties.TryGetValue(Property, out var text)) return text;
        var root = new JsonObject();
        foreach (var (name, value) in properties.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(Property + ".", StringComparison.Ordinal)) continue;
            var path = Names(name[(Property.Length + 1)..]);
            var target = root;
            foreach (var step in path.Take(path.Count - 1)) target = Member(target, step);
            target[path[^1]] = Parse(value) is { } json ? JsonNode.Parse(json.GetRawText()) : JsonValue.Create(value);
        }
        return root.Count == 0 ? null : root.ToJsonString(Raw);
    }

    // False when two members have one name: such a body cannot be told member by member.
    private static bool Add(Dictionary<string, string> properties, string path, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !value.EnumerateObject().Any()) return properties.TryAdd(path, Write(value));
        var names = new HashSet<string>(StringComparer.Ordinal);
        return value.EnumerateObject().All(member => names.Add(member.Name) && Add(properties, $"{path}.{Escape(member.Name)}", member.Value))
            && (path != Property || names.Count > 0);
    }

    // A text is written plainly unless it would then read as another JSON value.
    private static string Write(JsonElement value) => value.ValueKind == JsonValueKind.String && Parse(value.GetString()!) is null
        ? value.GetString()!
        : JsonNode.Parse(value.GetRawText())?.ToJsonString(Raw) ?? "null";

    private static JsonElement? Parse(string text)
    {
        // Most texts are SQL or names: their first letter tells that they are not JSON, which is a thousand times cheaper than a parser that throws.
        var start = text.AsSpan().TrimStart(" \t\r\n");
        if (start.IsEmpty || !"{[\"-0123456789tfn".Contains(start[0], StringComparison.Ordinal)) return null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Not JSON is an answer here: the body, or the value, is plain text.
            return null;
        }
    }

    private static JsonObject Member(JsonObject parent, string name)
    {
        if (parent[name] is JsonObject known) return known;
        var added = new JsonObject();
        parent[name] = added;
        return added;
    }

    private static string Escape(string name) =>
        name.Replace(@"\", @"\\", StringComparison.Ordinal).Replace(".", @"\.", StringComparison.Ordinal);

    private static List<string> Names(string path)
    {
        var names = new List<string>();
        var name = new StringBuilder();
        for (var i = 0; i < path.Length; i++)
        {
            if (path[i] == '\\' && i + 1 < path.Length) name.Append(path[++i]);
            else if (path[i] == '.')
            {
                names.Add(name.ToString());
                name.Clear();
            }
            else name.Append(path[i]);
        }
        names.Add(name.ToString());
        return names;
    }
}
