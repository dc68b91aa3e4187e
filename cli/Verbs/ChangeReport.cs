using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Plans as reports: the same grid before and after they are carried out.</summary>
internal static class ChangeReport
{
    private const int LongestValue = 60;

    /// <summary>The word for a change.</summary>
    public static string Verb(Change change) => change.Action switch
    {
        ChangeAction.Create => "create",
        ChangeAction.Update => "update",
        _ => "replace",
    };

    /// <summary>The changes as a section.</summary>
    public static ReportSection Section(string title, IReadOnlyList<Change> changes) => changes.Count == 0
        ? new(title, [new ReportBlock.Paragraph("None: declared and live are equal.")])
        : new(title, [new ReportBlock.Grid(["change", "resource", "property", "live", "declared"], [.. changes.SelectMany(Rows)])]);

    /// <summary>The figures of a plan.</summary>
    public static Dictionary<string, object?> Summary(Plan plan) => new()
    {
        ["create"] = plan.Changes.Count(c => c.Action == ChangeAction.Create),
        ["update"] = plan.Changes.Count(c => c.Action == ChangeAction.Update),
        ["replace"] = plan.Changes.Count(c => c.Action == ChangeAction.Replace),
        ["destructive"] = plan.Changes.Count(c => c.Effect == ChangeEffect.Destructive),
        ["unmanaged"] = plan.Unmanaged.Count,
        ["unobserved"] = plan.Unobserved.Count,
        ["changes"] = plan.Changes.Select(c => new Dictionary<string, object?>
        {
            ["action"] = Verb(c),
            ["resource"] = c.Id.ToString(),
            ["effect"] = c.Effect.ToString().ToLowerInvariant(),
            ["properties"] = c.Action == ChangeAction.Create ? [] : c.Differences.Select(d => d.Property).ToList(),
        }).ToList(),
    };

    /// <summary>After a run that carried everything out.</summary>
    public static VerbReport Applied(Session session, Plan plan) => session.Report("up") with
    {
        Headline = plan.Changes.Count == 0 ? "Nothing to change: declared and live are equal." : $"{Counted(plan.Changes.Count)} applied; declared and live are equal.",
        Summary = Summary(plan),
        Sections = [Section("Applied", plan.Changes)],
    };

    /// <summary>A run that stopped before a destructive change without permission.</summary>
    public static VerbReport Refused(Session session, Plan plan, IReadOnlyList<Change> refused) => session.Report("up") with
    {
        Exit = 1,
        Headline = $"Nothing was applied: {Counted(refused.Count)} would lose data. Permit each by name: {string.Join(' ', refused.Select(c => $"--allow-destroy {c.Id}"))}",
        Summary = Summary(plan),
        Sections = [Section("Destructive changes", refused)],
    };

    /// <summary>A run after which the target still differs.</summary>
    public static VerbReport NotConverged(Session session, Plan left) => session.Report("up") with
    {
        Exit = 1,
        Headline = $"Applied, but {Counted(left.Changes.Count)} still to do: the service did not keep what was written. Run 'orchestrator plan' to see them.",
        Summary = Summary(left),
        Sections = [Section("Still different", left.Changes)],
    };

    /// <summary>A run that could not see everything and therefore does nothing.</summary>
    public static VerbReport CouldNotObserve(Session session, string verb, Plan plan) => session.Report(verb) with
    {
        Exit = 3,
        Headline = $"Could not observe {plan.Unobserved.Count} of the pipeline's resources; nothing was done.",
        Summary = Summary(plan),
        Sections = [NotObserved(plan)],
    };

    /// <summary>A run that carried everything out, but could not see everything afterwards.</summary>
    public static VerbReport NotSeenAfterwards(Session session, Plan plan, Plan left) => session.Report("up") with
    {
        Exit = 3,
        Headline = $"{Counted(plan.Changes.Count)} applied, but {left.Unobserved.Count} of the pipeline's resources could not be read afterwards: whether declared and live are equal is not known. Run 'orchestrator plan' to see.",
        Summary = Summary(left),
        Sections = [Section("Applied", plan.Changes), NotObserved(left)],
    };

    private static ReportSection NotObserved(Plan plan) =>
        new("Not observed", [new ReportBlock.Grid(["what", "why"], [.. plan.Unobserved.Select(u => (IReadOnlyList<string>)[u.Subject, u.Reason])])]);

    /// <summary>A number of changes in words.</summary>
    public static string Counted(int changes) => changes == 1 ? "1 change" : $"{changes} changes";

    private static IEnumerable<IReadOnlyList<string>> Rows(Change change)
    {
        var name = change.Effect == ChangeEffect.Destructive ? $"{change.Id} (loses data)" : change.Id.ToString();
        if (change.Action == ChangeAction.Create) return [[Verb(change), name, "", "", ""]];
        return change.Differences.Select((d, i) => (IReadOnlyList<string>)[i == 0 ? Verb(change) : "", i == 0 ? name : "", d.Property, Short(d.Live), Short(d.Declared)]);
    }

    private static string Short(string? value)
    {
        if (value is null) return "(none)";
        var line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? line : line[..(LongestValue - 1)] + "…";
    }
}
