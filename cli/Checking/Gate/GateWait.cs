using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>Waits for the first run of each changed job after the deploy, and for its end.</summary>
/// <param name="request">What is waited for, and how long.</param>
/// <param name="clock">The target's time.</param>
/// <param name="observe">Reads all jobs.</param>
/// <param name="statements">Knows how statements came out.</param>
/// <param name="progress">Told what is waited for.</param>
internal sealed class GateWait(GateRequest request, GateClock clock, Func<CancellationToken, Task<Observation>> observe, StatementOutcomes statements, Action<string> progress)
{
    /// <summary>Waits for all of the jobs side by side.</summary>
    /// <returns>Each job's outcome, in their order.</returns>
    public async Task<IReadOnlyList<GatedJob>> RunAsync(IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        var now = await clock.Now(cancellation).ConfigureAwait(false);
        var open = jobs.Select(j => new AwaitedRun(j, request, now)).ToList();
        var ended = new Dictionary<string, GatedJob>(StringComparer.Ordinal);
        while (open.Count > 0)
        {
            var observed = await observe(cancellation).ConfigureAwait(false);
            now = await clock.Now(cancellation).ConfigureAwait(false);
            foreach (var run in open.ToList())
            {
                if (run.Judge(observed, now) is not { } scheduled) continue;
                if (await statements.ConfirmAsync(scheduled, observed, now < run.Limit, cancellation).ConfigureAwait(false) is not { } judged) continue;
                progress($"{judged.Job.Name}: {judged.Says}");
                ended[judged.Job.Name] = judged;
                open.Remove(run);
            }

            if (open.Count == 0) break;
            var next = Instant.Max(open.Min(r => r.LookAgain(now)), now + clock.Step);
            progress($"{ended.Count} of {jobs.Count} jobs have run; looking again at {InstantPattern.General.Format(next)}");
            await clock.Wait(next, cancellation).ConfigureAwait(false);
        }

        return [.. jobs.Select(j => ended[j.Name])];
    }
}

/// <summary>One job's run that is waited for.</summary>
internal sealed class AwaitedRun
{
    private readonly Job job;
    private readonly GateRequest request;
    private readonly Instant limit;
    private readonly Instant? due;
    private Instant? lookAt;

    public AwaitedRun(Job job, GateRequest request, Instant start)
    {
        (this.job, this.request) = (job, request);
        var end = start + request.Wait;
        limit = end;
        if (job.Schedule.Read().Zoned is not { } schedule) return;
        // A fire shortly before the gate was started may still be under way.
        var from = Instant.Max(request.Since, start - job.Grace - job.LongestRun);
        due = DstPolicy.All.Min(policy => schedule.Next(from + Duration.Epsilon, policy));
        limit = Instant.Min(end, DstPolicy.All.Max(policy => schedule.Next(from + Duration.Epsilon, policy)) + job.Grace + job.LongestRun);
        lookAt = due;
    }

    /// <summary>Until when it is waited for.</summary>
    public Instant Limit => limit;

    /// <summary>When there may be something new.</summary>
    public Instant LookAgain(Instant now) => lookAt is { } at && at > now ? Instant.Min(at, Instant.Max(limit, now)) : now;

    /// <summary>The outcome; null while it is still waited for.</summary>
    public GatedJob? Judge(Observation observed, Instant now)
    {
        if (job.State is JobState.PausedState) return Ended(GateOutcome.Paused, "It is declared paused, so no run of it is waited for.");
        if (observed.Unobserved.FirstOrDefault(u => u.Covers(job.ResourceId)) is { } unread) return Ended(GateOutcome.Unknown, $"Whether it ran is not known: {unread.Reason}");
        if (observed.Resources.FirstOrDefault(r => r.Id == job.ResourceId) is not { } live) return Ended(GateOutcome.Unknown, "It is not deployed: Cloud Scheduler has no such job.");
        if (!observed.Activity.TryGetValue(job.ResourceId, out var activity)) return Ended(GateOutcome.Unknown, "Cloud Scheduler did not say when it ran.");
        var since = activity.UpdatedAt is { } edited && edited > request.Since ? edited : request.Since;
        if (activity.LastAttempt is { } attempt && attempt > since) return OfAttempt(attempt, activity, now);
        if (live.Properties.GetValueOrDefault("state") is { } state && state != JobState.Enabled.ApiName) return Ended(GateOutcome.Unknown, $"It will not run: it is {state} in Cloud Scheduler, though declared enabled.");
        if (due is { } fire && fire > limit) return Ended(GateOutcome.Unknown, $"It fires next at {At(fire)}, which is after the {Span.Say(request.Wait)} that the gate waits: start it with --trigger, or wait longer.");
        return now < limit ? null : Ended(GateOutcome.Unknown, due is { } missed ? $"It was due at {At(missed)} and had not run by {At(now)}." : $"It had not run by {At(now)}.");
    }

    private GatedJob? OfAttempt(Instant attempt, JobActivity activity, Instant now)
    {
        if (activity.StatusCode is not { } code) return now < limit ? null : Ended(GateOutcome.Unknown, $"Its run of {At(attempt)} had not been answered by {At(now)}.") with { RanAt = attempt };
        if (code == 0) return Ended(GateOutcome.Ran, $"It ran at {At(attempt)} and succeeded.") with { RanAt = attempt };

        // A failed attempt with a retry to come is not the end of the run.
        if (job.Retry != RetryPolicy.None && activity.NextAttempt is { } retry && retry < limit && (job.Schedule.Read().Zoned is not { } schedule || DstPolicy.All.Min(p => schedule.Next(attempt, p)) > retry))
        {
            lookAt = retry;
            if (now < limit) return null;
        }

        return Ended(GateOutcome.Failed, $"Its run of {At(attempt)} failed with code {code}{(activity.StatusMessage is { } said ? $": {said.TrimEnd('.')}" : "")}.") with { RanAt = attempt };
    }

    private GatedJob Ended(GateOutcome outcome, string says) => new(job, due, outcome, says);

    private static string At(Instant instant) => InstantPattern.General.Format(instant);
}
