using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>Findings on what jobs did, not on how they are set: missed, failing, never ran, off schedule.</summary>
internal sealed class RunFindings(Pipeline pipeline, Consequences consequences, Remedies remedies)
{
    private readonly DateTimeZone zone = DateTimeZoneProviders.Tzdb[pipeline.Zone];

    /// <summary>The findings on one job. A job that is declared paused has none: nothing is expected of it.</summary>
    public IEnumerable<Finding> Of(ObservedJob job)
    {
        if (job.Live is null || job.DeclaredPaused) return [];
        if (job.Activity is not { } activity)
        {
            return [Finding(FindingFacts.Unobserved, Severity.Error, job, "Cloud Scheduler did not say when it ran, so whether it missed a run is not known.") with { Remedy = remedies.Again }];
        }

        return [.. Missed(job, activity), .. Failed(job, activity), .. Off(job, activity)];
    }

    private IEnumerable<Finding> Missed(ObservedJob job, JobActivity activity)
    {
        if (job.Missed is not { } missed) yield break;
        var never = activity.LastAttempt is null;
        var runs = missed.Count == 1
            ? $"its run of {Moment.Local(missed.First, zone)}: no attempt within {Span.Say(job.Declared.Grace)}"
            : $"{missed.Count:N0} runs since {Moment.Local(missed.First, zone)}, the last due {Moment.Local(missed.Last, zone)}: no attempt within {Span.Say(job.Declared.Grace)} of any";
        var last = activity.LastAttempt is { } attempt ? $" It was last attempted {Moment.Local(attempt, zone)}." : "";
        var finding = Finding(never ? FindingFacts.NeverRan : FindingFacts.MissedRun, consequences.SeverityOf(job.Declared.ResourceId), job, $"{(never ? "Never ran, and missed" : "Missed")} {runs}.{last}");
        yield return finding with
        {
            Declared = Moment.Text(missed.First),
            Live = activity.LastAttempt is { } at ? Moment.Text(at) : null,
            Consequence = consequences.OfRun(job, missed.First),
            Remedy = job.Fires ? remedies.Run(job.Declared) : remedies.CatchUp,
        };
    }

    private IEnumerable<Finding> Failed(ObservedJob job, JobActivity activity)
    {
        if (activity.LastAttempt is not { } attempt) yield break;
        var schedule = job.LiveSchedule ?? job.DeclaredSchedule;
        var fire = FireFit.FireOf(schedule, attempt, job.Window) ?? attempt;
        var late = fire + job.Window <= job.Now;
        var said = activity.StatusMessage is { } message ? $" The target said: {message.TrimEnd('.')}." : "";
        if (activity.StatusCode is null && late)
        {
            yield return Finding(FindingFacts.Failing, consequences.SeverityOf(job.Declared.ResourceId), job, $"Its attempt of {Moment.Local(attempt, zone)} was never answered, though a run lasts {Span.Say(job.Declared.LongestRun)} at most.")
                with
            { Consequence = consequences.OfRun(job, fire), Remedy = remedies.Logs(job.Declared) };
        }

        if (activity.StatusCode is not { } code || code == 0) yield break;
        var what = $"The attempt of {Moment.Local(attempt, zone)} failed with {RpcCodeFacts.Say(code)}.{said}";
        if (Retry(job, activity, schedule, attempt) is { } retry && !late)
        {
            yield return Finding(FindingFacts.Retrying, Severity.Info, job, $"{what} It is tried again at {Moment.Local(retry, zone)}; the run must succeed by {Moment.Local(fire + job.Window, zone)}.");
            yield break;
        }

        var next = Retry(job, activity, schedule, attempt) is { } again ? $" Retries go on ({Moment.Local(again, zone)}), but the run is past its time."
            : !job.Fires ? " No run follows while it does not fire."
            : activity.NextAttempt is { } then ? $" No retry is left; the next run is {Moment.Local(then, zone)}."
            : " No retry is left.";
        var edited = activity.UpdatedAt > attempt && job.Fires ? " It was edited since and has not run again." : "";
        yield return Finding(FindingFacts.Failing, consequences.SeverityOf(job.Declared.ResourceId), job, what + next + edited)
            with
        { Live = $"{code}", Consequence = consequences.OfRun(job, fire), Remedy = remedies.Logs(job.Declared) };
    }

    /// <summary>When the failed run is tried again; null when the next attempt is an ordinary fire, or none.</summary>
    private static Instant? Retry(ObservedJob job, JobActivity activity, ScheduleReading schedule, Instant attempt) =>
        job.Fires && job.Live!.Properties.ContainsKey("retryConfig.retryCount") && activity.NextAttempt is { } next && FireFit.Earliest(schedule, attempt) is { } fire && next < fire ? next : null;

    // An attempt before the last edit may have followed another schedule; only of a job that has been stopped it is the last thing known.
    private IEnumerable<Finding> Off(ObservedJob job, JobActivity activity)
    {
        if (activity.LastAttempt is not { } attempt || (job.Fires && activity.UpdatedAt > attempt)) yield break;
        var live = job.LiveSchedule ?? job.DeclaredSchedule;
        if (FireFit.FireOf(live, attempt, job.Window) is not null || (!job.Fires && FireFit.FireOf(job.DeclaredSchedule, attempt, job.Window) is not null)) yield break;
        yield return Finding(FindingFacts.OffSchedule, job.Stopped ? Severity.Warning : Severity.Info, job, $"Its last attempt, {Moment.Local(attempt, zone)}, belongs to no fire of '{job.LiveText}': somebody started it by hand, or it had another schedule or zone then.")
            with
        { Live = Moment.Text(attempt), Remedy = job.Stopped ? remedies.Logs(job.Declared) : null };
    }

    private static Finding Finding(string code, Severity severity, ObservedJob job, string message) =>
        new() { Code = code, Severity = severity, Subject = job.Declared.ResourceId.ToString(), Message = message };
}
