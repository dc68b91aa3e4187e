using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>One object of a BigQuery request, read with tolerance: whole numbers as text or number, flags as text or boolean, unknown fields ignored.</summary>
/// <param name="json">The object.</param>
internal sealed class Fields(JsonObject json)
{
    /// <summary>The object itself.</summary>
    public JsonObject Json => json;

    /// <summary>Whether the field is there, null included: a patch with null removes.</summary>
    public bool Has(string field) => json.ContainsKey(field);

    /// <summary>A text, or null when absent.</summary>
    public string? Text(string field) => json[field] switch
    {
        null => null,
        JsonValue value => value.ToString(),
        _ => throw Failures.Invalid($"Invalid value for: {field} is not a text."),
    };

    /// <summary>A text that must be there.</summary>
    public string Required(string field, string what) => Text(field) is { Length: > 0 } text ? text : throw Failures.Invalid($"Required parameter is missing: {what}");

    /// <summary>A flag, or null when absent.</summary>
    public bool? Flag(string field) => Text(field) is not { } text ? null : bool.TryParse(text, out var flag) ? flag : throw Failures.Invalid($"Invalid boolean value for {field}: {text}");

    /// <summary>A whole number, or null when absent.</summary>
    public long? Number(string field) => Text(field) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Failures.Invalid($"Invalid value for {field}: {text} is not a whole number.");

    /// <summary>An object inside this one; null when absent.</summary>
    public Fields? Object(string field) => json[field] switch
    {
        null => null,
        JsonObject inner => new(inner),
        _ => throw Failures.Invalid($"Invalid value for: {field} is not an object."),
    };

    /// <summary>A list of objects; empty when absent.</summary>
    public IReadOnlyList<Fields> Objects(string field) => json[field] switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item is JsonObject inner ? new Fields(inner) : throw Failures.Invalid($"Invalid value for: {field} is not a list of objects."))],
        _ => throw Failures.Invalid($"Invalid value for: {field} is not a list."),
    };

    /// <summary>Milliseconds since 1970 as BigQuery writes them: a text.</summary>
    public static string Milliseconds(Instant instant) => instant.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A patch as JSON merges it: null removes, objects are merged field by field, everything else replaces.</summary>
    public static JsonObject Merge(JsonObject old, JsonObject patch)
    {
        var merged = (JsonObject)old.DeepClone();
        foreach (var (field, value) in patch)
        {
            if (value is null) merged.Remove(field);
            else if (value is JsonObject inner) merged[field] = Merge(merged[field] as JsonObject ?? [], inner);
            else merged[field] = value.DeepClone();
        }

        return merged;
    }

    /// <summary>The named fields of an object; whole numbers become texts, as BigQuery answers int64.</summary>
    public static JsonObject Only(JsonObject from, IReadOnlyList<string> names)
    {
        var kept = new JsonObject();
        foreach (var name in names)
            if (from[name] is { } value) kept[name] = Canonical(name, value);
        return kept;
    }

    private static JsonNode? Canonical(string name, JsonNode? value) => value switch
    {
        JsonObject inner => new JsonObject(inner.Select(field => KeyValuePair.Create(field.Key, Canonical(field.Key, field.Value)))),
        JsonValue number when IsInt64(name) && number.GetValueKind() == JsonValueKind.Number => number.ToString(),
        _ => value?.DeepClone(),
    };

    private static bool IsInt64(string name) => name.EndsWith("Ms", StringComparison.Ordinal) || name is "expirationTime" or "maxTimeTravelHours" or "start" or "end" or "interval";
}
