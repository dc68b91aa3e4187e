using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>Findings and diagnostics as results of SARIF.</summary>
internal static class SarifResult
{
    private const string Fingerprint = "orchestratorKey/v1";

    /// <summary>The level of a severity.</summary>
    public static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    /// <summary>A finding: where it is, is a resource of the cloud.</summary>
    public static JsonObject Of(Finding finding, int rule)
    {
        var text = finding.Consequence is { } consequence ? $"{finding.Message} {consequence.Says}" : finding.Message;
        var result = Result(finding.Code, rule, finding.Severity, text, finding.Key, new JsonObject { ["logicalLocations"] = Logical(finding.Subject) });
        if (finding.Muted is { } mute)
        {
            result["suppressions"] = new JsonArray(new JsonObject
            {
                ["kind"] = "external",
                ["status"] = "accepted",
                ["justification"] = $"Muted by {mute.Owner} until {LocalDatePattern.Iso.Format(mute.Until)}: {mute.Reason}",
            });
        }

        var more = new JsonObject();
        foreach (var (name, value) in new[] { ("property", finding.Property), ("declared", finding.Declared), ("live", finding.Live), ("cause", finding.Cause), ("remedy", finding.Remedy) })
            if (value is not null) more[name] = value;
        if (more.Count > 0) result["properties"] = more;
        return result;
    }

    /// <summary>A diagnostic: where it is, is a file when it has one.</summary>
    public static JsonObject Of(Diagnostic diagnostic, int rule)
    {
        var location = new JsonObject { ["logicalLocations"] = Logical(diagnostic.Subject) };
        if (diagnostic.Place is { } place)
        {
            var physical = new JsonObject { ["artifactLocation"] = new JsonObject { ["uri"] = Address(place.File), ["uriBaseId"] = "%SRCROOT%" } };
            if (place.Line is >= 1)
            {
                physical["region"] = new JsonObject { ["startLine"] = place.Line };
                if (place.Column is >= 1) physical["region"]!["startColumn"] = place.Column;
            }

            location["physicalLocation"] = physical;
        }

        return Result(diagnostic.Code, rule, diagnostic.Severity, $"{diagnostic.Message} {diagnostic.Remedy}", $"{diagnostic.Code} {diagnostic.Subject} {diagnostic.Place?.File}".TrimEnd(), location);
    }

    private static JsonObject Result(string code, int rule, Severity severity, string text, string key, JsonObject location) => new()
    {
        ["ruleId"] = code,
        ["ruleIndex"] = rule,
        ["level"] = Level(severity),
        ["message"] = new JsonObject { ["text"] = text },
        ["locations"] = new JsonArray(location),
        ["partialFingerprints"] = new JsonObject { [Fingerprint] = key },
    };

    private static JsonArray Logical(string subject) => new(new JsonObject { ["fullyQualifiedName"] = subject, ["name"] = subject[(subject.IndexOf('/', StringComparison.Ordinal) + 1)..], ["kind"] = "resource" });

    // A relative reference: every part of the path escaped, none of them mistaken for a scheme.
    private static string Address(string file) => string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
