using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Healing steps in words and in commands.</summary>
internal sealed class HealingWords(AnalyzedPipeline analyzed, string project, HealingPolicy policy)
{
    private const int LongestValue = 60;
    private const int LongestCommand = 1000;

    private Pipeline Pipeline => analyzed.Pipeline;

    public static string Does(Change change, HealingKind kind)
    {
        var others = change.Differences.Where(d => kind is not (HealingKind.Resume or HealingKind.Pause) || d.Property != "state").Select(Set).ToList();
        return kind switch
        {
            HealingKind.Resume => $"Resume it{And(others)}.",
            HealingKind.Pause => $"Pause it again{And(others)}.",
            HealingKind.Patch => $"Set back {string.Join(", ", others)}.",
            HealingKind.Create => "Create it as declared.",
            _ => change.Live?.Id.Kind is ResourceKind.Table or ResourceKind.Dataset ? "Delete it with its stored rows and create it as declared." : "Delete it and create it as declared.",
        };
    }

    public string Why(Change change, HealingKind kind) => kind switch
    {
        HealingKind.Resume => "It is declared enabled, and no declaration pauses it.",
        HealingKind.Pause when Pipeline.Jobs.FirstOrDefault(j => j.ResourceId == change.Id)?.State is JobState.PausedState pause => Pauses.Say(pause),
        HealingKind.Create => "It is declared and not there.",
        HealingKind.Replace => $"{string.Join(", ", change.Differences.Select(d => d.Property).Take(5))} cannot be changed in place.",
        _ => $"{string.Join(", ", change.Differences.Select(d => d.Property).Take(5))}: live is not as declared.",
    };

    public IReadOnlyList<string> Commands(Change change, HealingKind kind)
    {
        var commands = change.Id.Kind == ResourceKind.Job
            ? new JobCommands(Pipeline, project).Of(change, kind)
            : new WarehouseCommands(analyzed, project).Of(change);
        // A statement or body that fills pages is not for a shell: this product does it.
        return commands is not null && commands.All(c => c.Length <= LongestCommand && !c.Contains('\n', StringComparison.Ordinal)) ? commands : [Own(change)];
    }

    private string Own(Change change) =>
        $"orchestrator drift {Pipeline.Name} --fix auto --max-fixes {policy.MaxFixes}{policy.Flags}" + (change.Action == ChangeAction.Replace || change.Effect == ChangeEffect.Destructive ? $" --confirm {change.Id}" : "");

    private static string And(List<string> others) => others.Count == 0 ? "" : $" and set back {string.Join(", ", others)}";

    // A header can hold a key: its name is enough.
    private static string Set(PropertyDifference d) => JobCommands.MayBeSecret(d.Property) || PropertyFacts.All.Any(f => f.Compared == Comparison.Sql && f.Name == d.Property) ? d.Property
        : d.Declared is null ? $"{d.Property} to nothing (it is {Short(d.Live)})"
        : $"{d.Property} to {Short(d.Declared)} (it is {Short(d.Live)})";

    private static string Short(string? value)
    {
        if (value is null) return "not set";
        var line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestValue ? $"'{line}'" : $"'{line[..(LongestValue - 1)]}…'";
    }
}
