using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>
/// The guard rails. They ask the declaration and never trust a plan alone: only what is declared is touched, never a declared pause, nothing that was
/// not seen completely, nothing that is accepted for now, nothing that loses data without a confirmation that names it.
/// </summary>
internal sealed class HealingRules(AnalyzedPipeline analyzed, string project, Plan plan, HealingPolicy policy, Instant now)
{
    private readonly Pipeline pipeline = analyzed.Pipeline;

    private readonly Dictionary<ResourceId, ResourceState> declared = DesiredState.Of(analyzed, project).GroupBy(s => s.Id).ToDictionary(g => g.Key, g => g.First());

    private readonly LocalDate today = now.InZone(DateTimeZoneProviders.Tzdb[analyzed.Pipeline.Zone]).Date;

    public HealingKind KindOf(Change change) => change.Action switch
    {
        ChangeAction.Create => HealingKind.Create,
        ChangeAction.Replace => HealingKind.Replace,
        _ when PauseOf(change.Id) is not null && StateOf(change.Live) != "PAUSED" => HealingKind.Pause,
        _ when change.Id.Kind == ResourceKind.Job && StateOf(change.Live) == "PAUSED" && StateOf(change.Desired) == "ENABLED" => HealingKind.Resume,
        _ => HealingKind.Patch,
    };

    /// <summary>The change without the properties that are muted; unchanged when nothing would be left of it.</summary>
    public Change Unmuted(Change change)
    {
        if (change.Action != ChangeAction.Update) return change;
        var left = change.Differences.Where(d => MuteOf(change.Id, d.Property) is null).ToList();
        // A job's state is set with everything else, so a muted state keeps the whole job as it is.
        var muted = left.Count < change.Differences.Count && left.Count > 0 && !IsMutedState(change);
        return muted ? change with { Differences = left } : change;
    }

    public string? Refusal(Change change)
    {
        if (!declared.TryGetValue(change.Id, out var state) || change.Desired.Id != change.Id) return "It is not declared, and what is not declared is never touched.";
        if (plan.Unobserved.FirstOrDefault(u => u.Covers(change.Id)) is { } unseen) return $"It could not be read completely: {unseen.Reason}";
        if (PauseOf(change.Id) is { } pause && StateOf(change.Desired) != "PAUSED") return $"It is declared paused, and nothing resumes it but the declaration. {Pauses.Say(pause)}";
        if (!change.Desired.Properties.SequenceEqual(state.Properties)) return "The plan would not bring it to what is declared.";
        if (MuteOf(change) is { } mute) return $"It is accepted until {mute.Until:uuuu-MM-dd} by {mute.Owner}: {mute.Reason.TrimEnd('.')}.";
        if (change.Differences.FirstOrDefault(d => !d.Certain) is { } uncertain) return $"{uncertain.Property} could not be compared by meaning: correct the statement first.";
        if (!LosesSomething(change) || policy.Confirmed.Contains(change.Id.ToString())) return null;
        return change.Action == ChangeAction.Replace
            ? $"It would be deleted and created again. Confirm it by name: --confirm {change.Id}"
            : $"Stored values would be lost. Confirm it by name: --confirm {change.Id}";
    }

    private JobState.PausedState? PauseOf(ResourceId id) =>
        id.Kind == ResourceKind.Job ? pipeline.Jobs.Where(j => j.ResourceId == id).Select(j => j.State).OfType<JobState.PausedState>().FirstOrDefault() : null;

    private static string? StateOf(ResourceState? state) => state?.Properties.GetValueOrDefault("state");

    private bool IsMutedState(Change change) => change.Id.Kind == ResourceKind.Job && change.Differences.Any(d => d.Property == "state" && MuteOf(change.Id, d.Property) is not null);

    private Mute? MuteOf(Change change) => change.Action == ChangeAction.Update
        ? change.Differences.Select(d => MuteOf(change.Id, d.Property)).FirstOrDefault(m => m is not null)
        : MuteOf(change.Id, property: null);

    // Whatever the finding's code: who accepts that a resource differs does not want it changed.
    private Mute? MuteOf(ResourceId id, string? property) => pipeline.Mutes.FirstOrDefault(m =>
        m.Code.StartsWith("DRIFT", StringComparison.Ordinal) && m.Subject == id.ToString() && (m.Property is null || m.Property == property) && today <= m.Until);

    private static bool LosesSomething(Change change) =>
        change.Action == ChangeAction.Replace
        || change.Effect == ChangeEffect.Destructive
        || (change.Action == ChangeAction.Update && change.Differences.Any(d => d.Property.StartsWith("schema.", StringComparison.Ordinal) && d.Live is not null && !OnlyRelaxes(d)));

    // REQUIRED that becomes NULLABLE loses nothing.
    private static bool OnlyRelaxes(PropertyDifference difference) =>
        difference.Live!.EndsWith(" REQUIRED", StringComparison.Ordinal) && difference.Declared == difference.Live.Replace(" REQUIRED", " NULLABLE", StringComparison.Ordinal);
}
