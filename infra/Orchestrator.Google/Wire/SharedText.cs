using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>
/// Reads texts that come again and again, such as names and types of columns, as one string each: a fleet of 10,000 tables has some hundred thousand
/// columns of a few hundred names. A place per hash, and the last text keeps it: nothing grows.
/// </summary>
internal sealed class SharedText : JsonConverter<string>
{
    private const int Places = 4096;
    private const int Longest = 64;

    private static readonly string?[] Texts = new string?[Places];

    /// <summary>The text at a reader's place; null for JSON's null.</summary>
    public static string? Of(ref Utf8JsonReader reader)
    {
        // Anything but plain text is the parser's to read, or to refuse.
        if (reader.TokenType != JsonTokenType.String || reader.HasValueSequence || reader.ValueIsEscaped || reader.ValueSpan.Length > Longest) return reader.GetString();
        ref var place = ref Texts[Hash(reader.ValueSpan) % Places];
        var known = Volatile.Read(ref place);
        if (known is not null && reader.ValueTextEquals(known)) return known;
        var text = reader.GetString();
        Volatile.Write(ref place, text);
        return text;
    }

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // FNV-1a.
    private static uint Hash(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261u;
        foreach (var b in text) hash = unchecked((hash ^ b) * 16777619u);
        return hash;
    }
}
