using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>One message of a request, read with the tolerance of protobuf's JSON: enums as numbers or names, numbers as text, unknown fields ignored.</summary>
/// <param name="json">The message.</param>
/// <param name="at">Where it stands in the request, for error messages.</param>
internal sealed class JobFields(JsonObject json, string at)
{
    /// <summary>The message itself.</summary>
    public JsonObject Json => json;

    /// <summary>A text; null when absent or empty.</summary>
    public string? Text(string field) => json[field] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>() is { Length: > 0 } text ? text : null,
        _ => throw Invalid(field, "it is not a text"),
    };

    /// <summary>A message inside this one; null when absent.</summary>
    public JobFields? Message(string field) => json[field] switch
    {
        null => null,
        JsonObject message => new(message, $"{at}.{field}"),
        _ => throw Invalid(field, "it is not an object"),
    };

    /// <summary>A whole number, as number or text.</summary>
    public int? Integer(string field) => json[field] switch
    {
        null => null,
        JsonValue value when int.TryParse(value.ToString(), out var number) => number,
        _ => throw Invalid(field, "it is not a whole number"),
    };

    /// <summary>A duration in canonical form.</summary>
    public Duration? Duration(string field) => Text(field) is not { } text ? null
        : WireText.TryDuration(text) ?? throw Invalid(field, $"'{text}' is not a duration such as 180s");

    /// <summary>An enum by name or by number; the first name is number 0.</summary>
    public string? Enum(string field, params ReadOnlySpan<string> names)
    {
        if (json[field] is not { } node) return null;
        var text = node.ToString();
        if (int.TryParse(text, out var number) && number >= 0 && number < names.Length) return names[number];
        foreach (var name in names)
            if (name == text) return name;
        throw Invalid(field, $"'{text}' is none of {string.Join(", ", names.ToArray())}");
    }

    /// <summary>Bytes as standard base64; the URL-safe alphabet and missing padding are accepted.</summary>
    public string? Bytes(string field)
    {
        if (Text(field) is not { } text) return null;
        var standard = text.Replace('-', '+').Replace('_', '/').TrimEnd('=');
        try
        {
            return Convert.ToBase64String(Convert.FromBase64String(standard + new string('=', (4 - standard.Length % 4) % 4)));
        }
        catch (FormatException)
        {
            throw Invalid(field, "it is not base64");
        }
    }

    /// <summary>A map of texts; null when absent.</summary>
    public JsonObject? Map(string field)
    {
        if (Message(field)?.Json is not { } map) return null;
        var texts = new JsonObject();
        foreach (var (key, value) in map) texts[key] = new JobFields(map, $"{at}.{field}").Text(key) ?? "";
        return texts;
    }

    /// <summary>The error for a field of this message.</summary>
    public GoogleFailure Invalid(string field, string why) => GoogleFailure.InvalidArgument($"Invalid value at '{at}.{field}': {why}.");
}
