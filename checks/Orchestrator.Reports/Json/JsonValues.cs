using System.Collections;
using System.Text.Json;

namespace Orchestrator.Reports;

/// <summary>Writes the plain values of a report's summary: texts, numbers, truth values, lists and records.</summary>
internal static class JsonValues
{
    /// <summary>Writes a named member.</summary>
    public static void WriteMember(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        Write(json, value);
    }

    /// <summary>Writes a value.</summary>
    /// <exception cref="ArgumentException">The value is of a kind that a report does not hold.</exception>
    public static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): json.WriteNumberValue(number); break;
            case IEnumerable<KeyValuePair<string, object?>> record: WriteRecord(json, record); break;
            case IEnumerable<KeyValuePair<string, string?>> record: WriteRecord(json, record.Select(m => KeyValuePair.Create(m.Key, (object?)m.Value))); break;
            case IEnumerable list: WriteList(json, list); break;
            default: throw new ArgumentException($"A report cannot hold a value of type {value.GetType().Name}.", nameof(value));
        }
    }

    private static void WriteRecord(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> record)
    {
        json.WriteStartObject();
        foreach (var (name, member) in record) WriteMember(json, name, member);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable list)
    {
        json.WriteStartArray();
        foreach (var item in list) Write(json, item);
        json.WriteEndArray();
    }
}
