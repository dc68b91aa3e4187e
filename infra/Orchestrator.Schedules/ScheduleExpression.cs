namespace Orchestrator.Schedules;

/// <summary>
/// The text of a schedule, understood: unix-cron, or an English-like schedule that keeps to the wall clock. What has no place on the wall clock
/// is a <see cref="PlainEveryN"/> and not one of these.
/// </summary>
public abstract record ScheduleExpression
{
    private protected ScheduleExpression()
    {
    }

    /// <summary>True when no day of any year matches, like `0 0 30 2 *`.</summary>
    public bool NeverFires => Pattern.NeverFires;

    /// <summary>True when it fires once on every day of the year.</summary>
    public bool IsDaily => Pattern is { Rhythm: DayRhythm.Daily, Seconds.Length: 1 };

    /// <summary>The days it matches and the times of such a day.</summary>
    internal abstract FirePattern Pattern { get; }

    /// <summary>Whether a date matches.</summary>
    public bool Matches(NodaTime.LocalDate date) => Pattern.Matches(date);

    /// <summary>The expression in plain words, like "every day at 04:00".</summary>
    public abstract string Describe();
}
