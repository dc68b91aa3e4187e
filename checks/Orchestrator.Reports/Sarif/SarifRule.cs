using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>A code as a rule of SARIF.</summary>
/// <param name="Code">The code.</param>
/// <param name="Severity">The worst severity with which the report has it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Help">What it means.</param>
internal sealed record SarifRule(string Code, Severity Severity, string Title, string Help)
{
    /// <summary>The rules of a report, sorted by code.</summary>
    public static IReadOnlyList<SarifRule> Of(VerbReport report) =>
    [
        .. report.Findings.Select(f => (f.Code, f.Severity)).Concat(report.Diagnostics.Select(d => (d.Code, d.Severity)))
            .GroupBy(c => c.Code, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Of(g.Key, g.Max(c => c.Severity))),
    ];

    /// <summary>The rule as SARIF.</summary>
    public JsonObject Write() => new()
    {
        ["id"] = Code,
        ["shortDescription"] = new JsonObject { ["text"] = Title },
        ["help"] = new JsonObject { ["text"] = Help },
        ["defaultConfiguration"] = new JsonObject { ["level"] = SarifResult.Level(Severity) },
    };

    private static SarifRule Of(string code, Severity severity)
    {
        if (FindingHelp.Of(code) is { } help) return new(code, severity, help.Title, help.Means);
        var title = DiagnosticFacts.All.FirstOrDefault(f => f.Code == code)?.Title ?? code;
        return new(code, severity, title, $"{title}. See docs/diagnostics.md.");
    }
}
