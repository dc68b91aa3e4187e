using NodaTime;

namespace Orchestrator.Model;

/// <summary>How old the newest row may be.</summary>
public abstract record Deadline
{
    private Deadline()
    {
    }

    /// <summary>A fixed age, compared exactly: 25 h accepts 25:00:00 and not a microsecond more (X35).</summary>
    /// <param name="Limit">The greatest age that is still accepted.</param>
    public sealed record MaxAge(Duration Limit) : Deadline;

    /// <summary>
    /// The rows of a job's last run that must have ended by now: its last fire, in the schedule's zone and on its weekdays, whose grace and longest run
    /// have passed. So a job of weekdays is not late on Sunday, and no age has to allow for a week-end (X42). Where a clock change leaves open when the
    /// job fires, rows are late only if they are under every rule. A declared pause that has not expired makes no run due, and the check says so.
    /// </summary>
    /// <param name="Job">The job.</param>
    public sealed record RunOf(Job Job) : Deadline
    {
        /// <summary>How far behind its fire the newest time of a run's rows lies, on the clock of the check's zone: a run at 02:00 that loads yesterday is one day behind. Default: not at all.</summary>
        public Period Behind { get; init; } = Period.Zero;
    }
}
