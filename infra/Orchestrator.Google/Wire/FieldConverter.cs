using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>Columns, read by hand: a fleet of 10,000 tables has some hundred thousand of them, and they are most of what is read.</summary>
internal sealed class FieldConverter : JsonConverter<FieldResource>
{
    public override FieldResource Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        var field = new FieldResource();
        var other = default(Dictionary<string, JsonElement>);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("name"u8)) field.Name = Text(ref reader);
            else if (reader.ValueTextEquals("type"u8)) field.Type = Text(ref reader);
            else if (reader.ValueTextEquals("mode"u8)) field.Mode = Text(ref reader);
            else if (reader.ValueTextEquals("description"u8)) field.Description = Text(ref reader);
            else if (reader.ValueTextEquals("fields"u8)) field.Fields = Fields(ref reader, typeToConvert, options);
            else
            {
                var name = reader.GetString()!;
                reader.Read();
                (other ??= new(StringComparer.Ordinal))[name] = JsonElement.ParseValue(ref reader);
            }
        }
        field.Other = other;
        return field;
    }

    public override void Write(Utf8JsonWriter writer, FieldResource value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        Write(writer, "name"u8, value.Name);
        Write(writer, "type"u8, value.Type);
        Write(writer, "mode"u8, value.Mode);
        Write(writer, "description"u8, value.Description);
        if (value.Fields is { } fields)
        {
            writer.WriteStartArray("fields"u8);
            foreach (var field in fields) Write(writer, field, options);
            writer.WriteEndArray();
        }
        foreach (var (name, content) in value.Other ?? new Dictionary<string, JsonElement>())
        {
            writer.WritePropertyName(name);
            content.WriteTo(writer);
        }
        writer.WriteEndObject();
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return SharedText.Of(ref reader);
    }

    private List<FieldResource>? Fields(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var fields = new List<FieldResource>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) fields.Add(Read(ref reader, type, options));
        return fields;
    }

    private static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }
}
