using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Pulumi;

namespace Orchestrator.Cli;

/// <summary>Joins what a preview of Pulumi shows to what the comparison with the declaration found: what both saw is one finding that says so.</summary>
internal static class PreviewMerge
{
    /// <summary>The findings of both.</summary>
    /// <param name="pipeline">The pipeline, for the names of its resources.</param>
    /// <param name="ours">What the comparison found.</param>
    /// <param name="preview">What Pulumi would do.</param>
    public static IReadOnlyList<Finding> Of(Pipeline pipeline, IReadOnlyList<Finding> ours, PulumiPreview preview)
    {
        var names = PreviewNames.Resources(pipeline);
        var both = new HashSet<Finding>(ReferenceEqualityComparer.Instance);
        var theirs = new List<Finding>(preview.Findings);
        foreach (var change in preview.Changes)
        {
            var id = names.GetValueOrDefault(change.Key);
            var subject = id?.ToString() ?? $"pulumi/{change.Key}";
            var about = ours.Where(f => f.Subject == subject).ToList();
            if (change.Operation is "create" or "update") theirs.AddRange(OnlyTheirs(change, subject, about, both));
            else
            {
                both.UnionWith(about.Where(f => IsDifference(f) && (f.Property is null || change.Properties.Any(p => PreviewNames.IsSame(p, f.Property)))));
                theirs.Add(Destructive(change, id, subject));
            }
        }

        return [.. ours.Select(f => both.Contains(f) ? f with { Message = $"{f.Message} Pulumi's preview shows it too." } : f), .. theirs];
    }

    // Runs, targets and pauses are no business of a preview; only what differs or is missing can be seen by both.
    private static bool IsDifference(Finding finding) => finding.Code is FindingFacts.Missing or FindingFacts.Changed or FindingFacts.Uncertain
        or FindingFacts.Paused or FindingFacts.RunsThoughPaused or FindingFacts.NotWell or FindingFacts.NoToken;

    private static IEnumerable<Finding> OnlyTheirs(PulumiChange change, string subject, IReadOnlyList<Finding> about, HashSet<Finding> both)
    {
        var differences = about.Where(IsDifference).ToList();
        if (change.Operation == "create" || change.Properties.Count == 0)
        {
            var same = change.Operation == "create" ? differences.Where(f => f.Code == FindingFacts.Missing).ToList() : differences;
            both.UnionWith(same);
            if (same.Count == 0) yield return Only(subject, null, $"Pulumi would {change.Operation} it, and the comparison with the declaration shows nothing of that kind.");
            yield break;
        }

        foreach (var path in change.Properties)
        {
            var same = differences.Where(f => f.Property is { } property && PreviewNames.IsSame(path, property)).ToList();
            both.UnionWith(same);
            if (same.Count == 0) yield return Only(subject, path, $"Pulumi would change {path}, and the comparison with the declaration shows no difference there.");
        }
    }

    private static Finding Only(string subject, string? path, string message) => new()
    {
        Code = "PULUMI003",
        Severity = Severity.Warning,
        Subject = subject,
        Property = path,
        Message = message,
        Remedy = "orchestrator synth writes the program again; then look at pulumi preview --refresh --diff.",
    };

    private static Finding Destructive(PulumiChange change, ResourceId? id, string subject) => new()
    {
        Code = "PULUMI004",
        Severity = id is { Kind: ResourceKind.Job or ResourceKind.View or ResourceKind.MaterializedView } ? Severity.Warning : Severity.Error,
        Subject = subject,
        Message = $"Pulumi would {change.Operation} it{(change.Properties.Count == 0 ? "" : $", because of {string.Join(", ", change.Properties)}")}{(id is { Kind: ResourceKind.Table or ResourceKind.Dataset } ? ": stored rows would be lost" : "")}.",
        Remedy = "Look at pulumi preview --refresh --diff before anybody runs pulumi up.",
    };
}
