using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Orchestrator.Engine.Values;

/// <summary>GoogleSQL's JSON values as canonical text: members by name, numbers in their shortest form, no white space.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 500 };

    /// <summary>The canonical text of a JSON text; null when it is not JSON.</summary>
    public static string? Canonical(string text)
    {
        using var document = TryParse(text);
        return document is null ? null : Of(document.RootElement);
    }

    public static JsonDocument? TryParse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, Deep);
        }
        catch (JsonException)
        {
            // Not JSON is an answer here: the functions turn it into NULL or an error of their own.
            return null;
        }
    }

    public static string Of(JsonElement element, bool sorted = true)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain)) Write(writer, element, sorted);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>A text as a JSON string.</summary>
    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static void Write(Utf8JsonWriter writer, JsonElement element, bool sorted)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                // The first of several members of the same name counts.
                var members = element.EnumerateObject().DistinctBy(m => m.Name);
                foreach (var member in sorted ? members.OrderBy(m => m.Name, StringComparer.Ordinal) : members)
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, sorted);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(writer, item, sorted);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number: writer.WriteRawValue(Number(element), skipInputValidation: true); break;
            case JsonValueKind.String: writer.WriteStringValue(element.GetString()); break;
            default: element.WriteTo(writer); break;
        }
    }

    private static string Number(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole.ToString(CultureInfo.InvariantCulture);
        if (element.TryGetUInt64(out var large)) return large.ToString(CultureInfo.InvariantCulture);
        var value = element.GetDouble();
        var text = Floats.Text(value);
        return text.AsSpan().IndexOfAny('.', 'e') < 0 ? text + ".0" : text;
    }
}
