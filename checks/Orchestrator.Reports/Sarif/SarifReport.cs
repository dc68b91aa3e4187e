using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>
/// A report as SARIF 2.1.0: one run, one rule per code with its help, one result per finding and diagnostic. A result is known again by the finding's key;
/// a muted one is suppressed with its reason. Identical reports give identical bytes.
/// </summary>
public static class SarifReport
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The report as one JSON document, with a final line feed.</summary>
    public static string Write(VerbReport report)
    {
        var rules = SarifRule.Of(report);
        var index = rules.Select((r, i) => (r.Code, i)).ToDictionary(r => r.Code, r => r.i, StringComparer.Ordinal);
        var run = new JsonObject
        {
            ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "orchestrator", ["rules"] = new JsonArray([.. rules.Select(r => (JsonNode?)r.Write())]) } },
            ["automationDetails"] = new JsonObject { ["id"] = $"{report.Verb}/{report.Pipeline}/{report.Target}/" },
            ["invocations"] = new JsonArray(new JsonObject
            {
                ["executionSuccessful"] = report.Exit is 0 or 2,
                ["exitCode"] = report.Exit,
                ["exitCodeDescription"] = report.Headline,
                ["endTimeUtc"] = InstantPattern.General.Format(report.At),
            }),
            ["columnKind"] = "utf16CodeUnits",
            ["results"] = new JsonArray([.. report.Diagnostics.Select(d => (JsonNode?)SarifResult.Of(d, index[d.Code])), .. report.Findings.Select(f => (JsonNode?)SarifResult.Of(f, index[f.Code]))]),
        };
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(run),
        }.ToJsonString(Options) + "\n";
    }
}
