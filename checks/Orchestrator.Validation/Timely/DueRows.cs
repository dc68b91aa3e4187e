using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Validation;

/// <summary>From when on rows must be there by now.</summary>
/// <param name="From">The newest row must not be earlier; null when no run is due.</param>
/// <param name="Says">The limit in one sentence.</param>
internal sealed record DueRows(Instant? From, string Says)
{
    /// <summary>Where a deadline puts it.</summary>
    public static DueRows Of(Deadline deadline, CheckedAt at) => deadline switch
    {
        Deadline.MaxAge age => new(at.Now - age.Limit, $"At most {QueryText.Span(age.Limit)} is accepted."),
        Deadline.RunOf { Job.State: JobState.PausedState paused } run when at.Today <= paused.Until =>
            new(null, $"No run of {run.Job.Name} is due: it is declared paused until {QueryText.Date(paused.Until)} ({paused.Reason})."),
        Deadline.RunOf run => Of(run, run.Job.Schedule.Read(), at),
        _ => throw new InvalidOperationException($"{deadline.GetType().Name} is a deadline without a limit: add it here."),
    };

    private static DueRows Of(Deadline.RunOf run, ScheduleReading schedule, CheckedAt at)
    {
        var allowed = run.Job.Grace + run.Job.LongestRun;
        if (schedule.Plain is { } plain)
        {
            // Its phase is unknown. At worst the newest row was written when a run began, which lasted, and so did the next.
            var worst = plain.Interval + run.Job.LongestRun + allowed;
            return new(Behind(at.Now - worst, run, at), $"{run.Job.Name} runs {plain.Describe()}, so at most {QueryText.Span(worst)} may pass between rows of one run and of the next.");
        }

        var zoned = schedule.Zoned ?? throw new ArgumentException($"The schedule '{run.Job.Schedule}' of {run.Job.Name} cannot be read: the pipeline has mistakes.", nameof(run));
        // Nobody documents what happens to a fire in a clock change: rows are late if they are late under every rule.
        var fire = DstPolicy.All.Min(policy => zoned.Previous(at.Now - allowed + Duration.Epsilon, policy));
        var from = Behind(fire, run, at);
        return new(from, $"The run of {run.Job.Name} at {QueryText.Local(fire, at)} must have ended by {QueryText.Local(fire + allowed, at)}"
            + (from == fire ? "." : $", with rows up to {QueryText.Local(from, at)}."));
    }

    private static Instant Behind(Instant fire, Deadline.RunOf run, CheckedAt at) =>
        run.Behind.Equals(Period.Zero) ? fire : LocalTimes.Required(fire.InZone(at.Zone).LocalDateTime - run.Behind, at.Zone);
}
