using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>
/// A declared job beside the live one. Two questions are asked of its runs: a job that fires is judged by its live schedule (did it run when due, as it
/// is), because a changed schedule is a finding of its own; a job that has been stopped without a declared pause is judged by the declared schedule (what
/// has the pipeline missed). A job that is declared paused misses nothing.
/// </summary>
internal sealed class ObservedJob
{
    private readonly Lazy<ScheduleReading?> liveSchedule;
    private readonly Lazy<MissedRuns?> missed;

    private ObservedJob(Job declared, ResourceState? live, JobActivity? activity, Instant now)
    {
        (Declared, Live, Activity, Now) = (declared, live, activity, now);
        DeclaredSchedule = declared.Schedule.Read();
        LiveText = live is not null && live.Properties.TryGetValue("schedule", out var expression) ? new Schedule(expression, live.Properties.GetValueOrDefault("timeZone", "UTC")) : null;
        liveSchedule = new(() => LiveText?.Read());
        missed = new(FindMissed);
    }

    /// <summary>The declaration.</summary>
    public Job Declared { get; }

    /// <summary>The live job; null when it is not there, or could not be read.</summary>
    public ResourceState? Live { get; }

    /// <summary>What Cloud Scheduler says of its runs; null when that could not be read.</summary>
    public JobActivity? Activity { get; }

    /// <summary>The instant of the run.</summary>
    public Instant Now { get; }

    public ScheduleReading DeclaredSchedule { get; }

    /// <summary>The live schedule as it is written; null when the job is not there.</summary>
    public Schedule? LiveText { get; }

    public ScheduleReading? LiveSchedule => liveSchedule.Value;

    public string? LiveState => Live?.Properties.GetValueOrDefault("state");

    public bool DeclaredPaused => Declared.State is JobState.PausedState;

    public bool Fires => LiveState == JobState.Enabled.ApiName;

    /// <summary>Whether it does not fire although it should.</summary>
    public bool Stopped => Live is not null && !Fires && !DeclaredPaused;

    /// <summary>The runs that are past their deadline; null when there are none, or none is known.</summary>
    public MissedRuns? Missed => missed.Value;

    /// <summary>
    /// From when on readers lack rows: the first missed fire, or the next one that will not come. Of a stopped job that never ran and of which nobody knows
    /// when it was made, from its next declared fire.
    /// </summary>
    public Instant? LacksFrom => Missed?.First
        ?? FireFit.Next(Fires && LiveSchedule is { } live ? live : DeclaredSchedule, Stopped ? Activity?.LastAttempt ?? Activity?.UpdatedAt ?? Now : Now);

    /// <summary>How long after its fire an attempt may start and still belong to it: the grace, and retries.</summary>
    public Duration Window => Declared.Grace + Declared.LongestRun;

    /// <summary>The declared jobs by resource.</summary>
    public static IReadOnlyDictionary<ResourceId, ObservedJob> Of(DriftEvidence evidence)
    {
        var live = evidence.Observed.Resources.Where(r => r.Id.Kind == ResourceKind.Job).DistinctBy(r => r.Id).ToDictionary(r => r.Id);
        return evidence.Analyzed.Pipeline.Jobs.DistinctBy(j => j.Name).ToDictionary(
            j => j.ResourceId,
            j => new ObservedJob(j, live.GetValueOrDefault(j.ResourceId), evidence.Observed.Activity.GetValueOrDefault(j.ResourceId), evidence.Now));
    }

    private MissedRuns? FindMissed()
    {
        if (Activity is null || DeclaredPaused) return null;
        // Somebody who stopped a job also edited it, so what was due before that edit counts: it has missed every fire since it last ran.
        if (Stopped) return MissedRuns.Of(DeclaredSchedule, Activity.LastAttempt ?? Activity.UpdatedAt, Declared.Grace, Declared.LongestRun, Now);
        if (!Fires || LiveSchedule is not { } schedule) return null;
        return MissedRuns.Of(schedule, Later(Activity.LastAttempt, Activity.UpdatedAt), Declared.Grace, Declared.LongestRun, Now);
    }

    private static Instant? Later(Instant? one, Instant? other) => one is { } a && other is { } b ? Instant.Max(a, b) : one ?? other;
}
