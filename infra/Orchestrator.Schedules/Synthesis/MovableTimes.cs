using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// What stays when a job is moved: its days, and how often it fires on them. An hourly job stays hourly, one of three times a day keeps three times,
/// one of Mondays keeps Mondays, one of the first of the month keeps that day.
/// </summary>
internal sealed class MovableTimes
{
    private const int Day = 1440;
    private static readonly int[] Grids = [60, 30, 15, 5];
    private readonly int[] minutes;
    private readonly string days;

    private MovableTimes(int[] minutes, string days, int? weekdays, int gap) => (this.minutes, this.days, Weekdays, LongestGap) = (minutes, days, weekdays, gap);

    /// <summary>The weekdays it fires on (bit 0 = Sunday); null when that depends on the date.</summary>
    public int? Weekdays { get; }

    /// <summary>The most days from one on which it fires to the next, in some years with a leap day among them.</summary>
    public int LongestGap { get; }

    /// <summary>One time on every day.</summary>
    public static MovableTimes OnceADay { get; } = new([0], "* * *", 127, 1);

    /// <summary>The cadence of an expression; null when its days cannot be written in unix-cron, and then only its live times are known.</summary>
    public static MovableTimes? Of(ScheduleExpression expression)
    {
        var weekdays = expression.Pattern.Rhythm == DayRhythm.ByDate ? (int?)null : WeekdaysOf(expression);
        var days = expression is CronExpression cron ? $"{cron.DaysOfMonth} {cron.Months} {cron.DaysOfWeek}"
            : weekdays is { } mask ? $"* * {Names(mask)}"
            : null;
        return days is null ? null : new(MinutesOf(expression), days, weekdays, LongestGapOf(expression));
    }

    /// <summary>The most days from one on which an expression fires to the next, in some years with a leap day among them.</summary>
    public static int LongestGapOf(ScheduleExpression expression) =>
        LongestGapOf(expression, new LocalDate(2026, 1, 1), new LocalDate(2030, 1, 1)) is { } gap and > 0 ? gap : 1461;

    /// <summary>The same between days of [from, end) on which it fires; 0 when there are not two.</summary>
    public static int LongestGapOf(ScheduleExpression expression, LocalDate from, LocalDate end)
    {
        if (expression.Pattern.Rhythm == DayRhythm.Daily) return 1;
        var (longest, since) = (0, int.MinValue);
        for (var date = from; date < end; date = date.PlusDays(1))
        {
            since = since == int.MinValue ? since : since + 1;
            if (!expression.Matches(date)) continue;
            (longest, since) = (Math.Max(longest, since), 0);
        }

        return longest;
    }

    /// <summary>Minutes after midnight of a day on which an expression fires, rising.</summary>
    public static int[] MinutesOf(ScheduleExpression expression)
    {
        var seconds = expression.Pattern.Seconds;
        var minutes = new int[seconds.Length];
        for (var i = 0; i < minutes.Length; i++) minutes[i] = (int)(seconds[i] / 60);
        return minutes;
    }

    /// <summary>The widest grid on which the first of the times lies: a rounder minute would cost a job of every hour a good part of its hour, so it knows only 5 and 1.</summary>
    public static int GridOf(int[] minutes)
    {
        var grids = RunCircle.IsHourly(minutes) ? Grids.AsSpan(3) : Grids;
        foreach (var grid in grids)
        {
            if (minutes[0] % grid == 0) return grid;
        }

        return 1;
    }

    /// <summary>The same cadence at every time of its day that lies on five minutes (of its hour, if it fires in every hour).</summary>
    public IEnumerable<Candidate> In(DateTimeZone zone, ScheduledJob job)
    {
        if (RunCircle.IsHourly(minutes)) return Enumerable.Range(0, Period()).Select(turn => Turned(turn, zone, job)).Where(c => c is not null && (c.Grid >= 5 || Period() < 60))!;
        return Enumerable.Range(0, Day / 5).Select(i => Turned(Around((i * 5) - minutes[0]), zone, job)).OfType<Candidate>();
    }

    /// <summary>The same cadence some minutes later; null when unix-cron has no words for the times that come of it.</summary>
    public Candidate? Turned(int turn, DateTimeZone zone, ScheduledJob job)
    {
        int[] times = [.. minutes.Select(m => Around(m + turn)).Order()];
        return IsCron(times) ? Candidate.Of(job, this, zone, times, Around(turn)) : null;
    }

    /// <summary>The schedule of some times on the cadence's days.</summary>
    public ZonedSchedule At(int[] times, DateTimeZone zone)
    {
        var (hours, past) = (times.Select(m => m / 60).Distinct(), times.Select(m => m % 60).Distinct());
        var text = RunCircle.IsHourly(times) ? "*" : string.Join(',', hours);
        return new(CronExpression.Parse($"{string.Join(',', past)} {text} {days}"), zone);
    }

    // Minutes and hours of unix-cron combine freely: each of the minutes in each of the hours.
    private static bool IsCron(int[] times) => times.Select(m => m / 60).Distinct().Count() * times.Select(m => m % 60).Distinct().Count() == times.Length;

    private static int Around(int minute) => ((minute % Day) + Day) % Day;

    // After how many minutes the times of an hour repeat.
    private int Period() => Enumerable.Range(1, 60).First(p => 60 % p == 0 && minutes.All(m => minutes.Contains(Around(m + p))));

    private static int WeekdaysOf(ScheduleExpression expression)
    {
        var sunday = new LocalDate(1970, 1, 4);
        return Enumerable.Range(0, 7).Where(day => expression.Matches(sunday.PlusDays(day))).Aggregate(0, (mask, day) => mask | (1 << day));
    }

    private static string Names(int mask) => mask == 127 ? "*" : string.Join(',', Enumerable.Range(0, 7).Where(day => (mask >> day & 1) != 0));
}
