using System.Text.Json;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Reads what <see cref="JsonReport"/> wrote, to the letter of docs/report.schema.json: nothing is guessed, skipped or tolerated.</summary>
public static class JsonReportReader
{
    /// <summary>The one version that is understood.</summary>
    public const int Version = 1;

    internal static readonly string[] Report = ["version", "verb", "pipeline", "target", "at", "exit", "headline", "findings", "diagnostics", "summary"];

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false };

    /// <summary>The report; its sections are for people and not part of the JSON.</summary>
    /// <param name="json">The whole document.</param>
    /// <param name="name">The file as sentences name it.</param>
    /// <exception cref="ReportFormatException">It is something else.</exception>
    public static VerbReport Read(string json, string name)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return Of(new($"{name}:", document.RootElement));
        }
        catch (JsonException error)
        {
            throw new ReportFormatException($"{name} is not JSON{Where(error)}: it may have been cut off, or hold something besides the report. Write it with 'orchestrator <verb> --format json'.", error);
        }
    }

    private static VerbReport Of(JsonPlace place)
    {
        // The version first: of another one, every further sentence would be beside the point.
        if (place.Value.ValueKind != JsonValueKind.Object || !place.Value.TryGetProperty("version", out var version)) throw new ReportFormatException($"{place.Path} no report: it has no member 'version'.");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            throw new ReportFormatException($"{place.Path} this is version {PlainLine.Cut(version.GetRawText(), 20)} of the report, and only version {Version} is understood: write and read it with the same orchestrator.");
        var members = place.Members(Report, []);
        var exit = members["exit"].Number();
        var at = InstantPattern.ExtendedIso.Parse(members["at"].Text());
        return new()
        {
            Verb = members["verb"].Text(),
            Pipeline = members["pipeline"].Text(),
            Target = members["target"].Text() is var target and ("local" or "gcp") ? target : throw members["target"].Wrong("local or gcp"),
            At = at.Success ? at.Value : throw members["at"].Wrong("an instant such as 2026-03-08T09:00:00Z"),
            Exit = exit is >= 0 and <= 3 ? exit : throw members["exit"].Wrong("0, 1, 2 or 3"),
            Headline = members["headline"].Text(),
            Findings = [.. members["findings"].Items().Select(FindingReading.Finding)],
            Diagnostics = [.. members["diagnostics"].Items().Select(FindingReading.Diagnostic)],
            Summary = members["summary"].Record(),
        };
    }

    private static string Where(JsonException error) => error.LineNumber is { } line ? $" (line {line + 1})" : "";
}
