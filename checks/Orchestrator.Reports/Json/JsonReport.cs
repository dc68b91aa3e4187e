using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>
/// The machine-readable form of a report, version 1 (docs/report.schema.json). Identical reports give identical bytes: members have a fixed
/// order, lists keep the report's order, numbers and instants are written one way.
/// </summary>
public static class JsonReport
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",

        // Only the characters that JSON itself must escape; the text goes to files and pipes, never unescaped into HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The report as one JSON document, with a final line feed.</summary>
    public static string Write(VerbReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("verb", report.Verb);
            json.WriteString("pipeline", report.Pipeline);
            json.WriteString("target", report.Target);
            json.WriteString("at", InstantPattern.ExtendedIso.Format(report.At));
            json.WriteNumber("exit", report.Exit);
            json.WriteString("headline", report.Headline);
            WriteList(json, "findings", report.Findings, FindingJson.Write);
            WriteList(json, "diagnostics", report.Diagnostics, FindingJson.Write);
            json.WritePropertyName("summary");
            JsonValues.Write(json, report.Summary);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items) write(json, item);
        json.WriteEndArray();
    }
}
