using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Enumerates fires, in seconds since the Unix epoch. Inside a stretch of constant offset a matching day is a copy of the day template;
/// only what a transition leaves out or repeats is looked at minute by minute.
/// </summary>
internal sealed class FireWalk(CronExpression cron, DstPolicy policy, long from, long until)
{
    private const long Day = 86_400;

    // Further than any zone ever jumped (Samoa left out a whole day): a fire shifted into the range may come from this long before it.
    private const long LongestJump = 2 * Day;

    private readonly List<long> fires = [];
    private bool rising = true;

    public List<long> In(DateTimeZone zone)
    {
        if (from >= until) return fires;
        var segments = ZoneTimeline.Between(zone, Earliest(from - LongestJump), until);
        for (var i = 0; i < segments.Count; i++)
        {
            var segment = segments[i];
            if (i > 0) Gap(segments[i - 1], segment);
            var (start, end) = (segment.LocalStart, segment.LocalEnd);
            if (i > 0 && policy.Overlap == OverlapPolicy.First) start = Math.Max(start, segments[i - 1].LocalEnd);
            if (i + 1 < segments.Count && policy.Overlap == OverlapPolicy.Second) end = Math.Min(end, segments[i + 1].LocalStart);
            Local(Math.Max(start, from + segment.Offset), Math.Min(end, until + segment.Offset), segment.Offset);
        }

        return rising ? fires : [.. fires.Distinct().Order()];
    }

    /// <summary>Whether any local time in [start, end) matches.</summary>
    public static bool Matches(CronExpression cron, long start, long end)
    {
        if (start >= end) return false;
        var walk = new FireWalk(cron, DstPolicy.WallClock, start, end);
        walk.Local(start, end, 0);
        return walk.fires.Count > 0;
    }

    private static long Earliest(long second) => Math.Max(second, Instant.MinValue.ToUnixTimeSeconds());

    private void Gap(ZoneSegment before, ZoneSegment after)
    {
        var (start, end) = (before.LocalEnd, after.LocalStart);
        if (start >= end || policy.Gap == GapPolicy.Skipped) return;
        if (policy.Gap == GapPolicy.AtGapEnd)
        {
            if (after.Start >= from && after.Start < until && Matches(cron, start, end)) Add(after.Start);
            return;
        }

        var count = fires.Count;
        Local(Math.Max(start, from + before.Offset), Math.Min(end, until + before.Offset), before.Offset);
        rising &= fires.Count == count;
    }

    private void Add(long fire)
    {
        fires.Add(fire);
        rising = false;
    }

    // Fires at the local times [start, end) of one offset.
    private void Local(long start, long end, long offset)
    {
        if (start >= end) return;
        var template = cron.DayTemplate;
        var day = FloorDays(start);
        var last = FloorDays(end - 1);
        for (var date = CivilDay.Of(day); day <= last; day++, date = date.Next())
        {
            if (!cron.MatchesDay(date.Month, date.Day, date.Weekday)) continue;
            var midnight = day * Day;
            var whole = midnight >= start && midnight + Day <= end;
            foreach (var second in template)
            {
                var local = midnight + second;
                if (whole || (local >= start && local < end)) fires.Add(local - offset);
            }
        }
    }

    private static long FloorDays(long second) => second >= 0 ? second / Day : -((-second + Day - 1) / Day);
}

/// <summary>A date of the Gregorian calendar that steps quickly to the next one.</summary>
internal readonly record struct CivilDay(int Year, int Month, int Day, int Weekday)
{
    public static CivilDay Of(long daysSinceEpoch)
    {
        var date = new LocalDate(1970, 1, 1).PlusDays((int)daysSinceEpoch);
        return new CivilDay(date.Year, date.Month, date.Day, (int)date.DayOfWeek % 7);
    }

    public CivilDay Next()
    {
        var weekday = Weekday == 6 ? 0 : Weekday + 1;
        if (Day < 28 || Day < CalendarSystem.Iso.GetDaysInMonth(Year, Month)) return new CivilDay(Year, Month, Day + 1, weekday);
        return Month == 12 ? new CivilDay(Year + 1, 1, 1, weekday) : new CivilDay(Year, Month + 1, 1, weekday);
    }
}
