namespace Orchestrator.Schedules;

/// <summary>Says an expression in plain words, and in the words of the English-like grammar.</summary>
internal static class CronWords
{
    public static string Describe(CronExpression cron) => SpokenTimes.With(SpokenDays.Of(cron), cron.MinutesOfDay());

    /// <summary>The same schedule in the English-like grammar; null when that cannot be said.</summary>
    public static ScheduleExpression? ToEnglish(CronExpression cron)
    {
        var times = cron.MinutesOfDay();
        var (months, either) = ((int)cron.Months.Mask, cron.DaysOfMonth.Starred || cron.DaysOfWeek.Starred);
        var everyDay = either ? cron.DaysOfMonth.IsFull && cron.DaysOfWeek.IsFull : cron.DaysOfMonth.IsFull || cron.DaysOfWeek.IsFull;
        if (times.Count > 1) return everyDay && months == EnglishTimes.AllMonths && SpokenTimes.Step(times) is { } step ? Interval(times, step) : null;
        if (everyDay || (either && cron.DaysOfMonth.IsFull)) return EnglishTimes.Of(0, everyDay ? EnglishTimes.AllWeekdays : (int)cron.DaysOfWeek.Mask, EnglishTimes.AllOrdinals, months, times[0]);
        return either && cron.DaysOfWeek.IsFull ? EnglishTimes.Of(unchecked((int)(uint)cron.DaysOfMonth.Mask), 0, 0, months, times[0]) : null;
    }

    private static EnglishInterval Interval(IReadOnlyList<int> times, int step) =>
        times[0] == 0 && times.Count * step == 1440 ? EnglishInterval.Synchronized(step) : new(step, times[0], times[^1]);
}
