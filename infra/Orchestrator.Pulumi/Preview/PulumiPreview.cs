using System.Text.Json;
using Orchestrator.Model;

namespace Orchestrator.Pulumi;

/// <summary>
/// What <c>pulumi preview --json</c> says. Its list of steps and its summary are both read, since they have been seen to disagree (pulumi#16278):
/// a disagreement is a finding, never silence.
/// </summary>
public sealed record PulumiPreview
{
    // These look at the world, or leave it as it is.
    private static readonly HashSet<string> Harmless = ["refresh", "same", "read", "read-discarded", "read-replacement"];

    /// <summary>The resources that would change, by URN.</summary>
    public required IReadOnlyList<PulumiChange> Changes { get; init; }

    /// <summary>What makes the preview doubtful: errors of Pulumi, a summary that disagrees. Unknown is never green.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether the program, the state and, after a refresh, the cloud are known to agree.</summary>
    public bool IsClean => Changes.Count == 0 && Findings.Count == 0;

    /// <summary>Reads the output of <c>pulumi preview --json</c>, or of <c>pulumi refresh --preview-only --json</c>.</summary>
    /// <exception cref="FormatException">The text is not that output.</exception>
    public static PulumiPreview Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The output of 'pulumi preview --json' is not one JSON document ({e.Message.TrimEnd('.')}): run it with --json, and without PULUMI_ENABLE_STREAMING_JSON_PREVIEW.", e);
        }
    }

    private static PulumiPreview Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("changeSummary", out var summary) || summary.ValueKind != JsonValueKind.Object)
            throw new FormatException("The JSON is not a preview, because it has no changeSummary: take the output of 'pulumi preview --json' as it is.");
        var changes = Steps(root).Where(s => !Harmless.Contains(s.Operation)).Select(s => s with { Operation = Whole(s.Operation) })
            .GroupBy(s => (s.Urn, s.Operation)).Select(g => new PulumiChange(g.Key.Operation, g.Key.Urn, Merged(g)))
            .OrderBy(c => c.Urn, StringComparer.Ordinal).ThenBy(c => c.Operation, StringComparer.Ordinal).ToList();
        return new() { Changes = changes, Findings = [.. Errors(root), .. Disagreements(changes, Summary(summary))] };
    }

    private static IEnumerable<PulumiChange> Steps(JsonElement root)
    {
        if (!root.TryGetProperty("steps", out var steps) || steps.ValueKind != JsonValueKind.Array) yield break;
        foreach (var step in steps.EnumerateArray())
        {
            var paths = step.TryGetProperty("detailedDiff", out var diff) && diff.ValueKind == JsonValueKind.Object
                ? diff.EnumerateObject().Select(p => p.Name)
                : step.TryGetProperty("diffReasons", out var reasons) && reasons.ValueKind == JsonValueKind.Array
                    ? reasons.EnumerateArray().Select(r => r.ToString())
                    : [];
            yield return new(Text(step, "op"), Text(step, "urn"), [.. paths]);
        }
    }

    private static Dictionary<string, int> Summary(JsonElement summary) => summary.EnumerateObject()
        .Where(p => !Harmless.Contains(p.Name) && p.Value.ValueKind == JsonValueKind.Number && p.Value.GetInt32() > 0)
        .GroupBy(p => Whole(p.Name)).ToDictionary(g => g.Key, g => g.Max(p => p.Value.GetInt32()), StringComparer.Ordinal);

    private static IEnumerable<Finding> Disagreements(List<PulumiChange> changes, Dictionary<string, int> summary)
    {
        var steps = changes.CountBy(c => c.Operation).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        return steps.Keys.Union(summary.Keys).Order(StringComparer.Ordinal)
            .Select(op => (Operation: op, Steps: steps.GetValueOrDefault(op), Summary: summary.GetValueOrDefault(op)))
            .Where(c => c.Steps != c.Summary)
            .Select(c => new Finding
            {
                Code = "PULUMI001",
                Severity = Severity.Error,
                Subject = "pulumi/preview",
                Property = c.Operation,
                Declared = $"{c.Summary}",
                Live = $"{c.Steps}",
                Message = $"Pulumi's summary counts {c.Summary} x {c.Operation}, its steps show {c.Steps}: what would change is not known, so look at 'pulumi preview' itself.",
            });
    }

    private static IEnumerable<Finding> Errors(JsonElement root) =>
        root.TryGetProperty("diagnostics", out var diagnostics) && diagnostics.ValueKind == JsonValueKind.Array
            ? diagnostics.EnumerateArray().Where(d => Text(d, "severity") == "error").Select(d => new Finding
            {
                Code = "PULUMI002",
                Severity = Severity.Error,
                Subject = Text(d, "urn") is { Length: > 0 } urn ? $"pulumi/{urn}" : "pulumi/preview",
                Message = $"Pulumi reports an error: {Text(d, "message").Trim()}",
            })
            : [];

    // A replacement may show as up to three steps of one resource.
    private static string Whole(string operation) => operation is "create-replacement" or "delete-replaced" or "discard-replaced" ? "replace" : operation;

    private static List<string> Merged(IEnumerable<PulumiChange> steps) => [.. steps.SelectMany(s => s.Properties).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
