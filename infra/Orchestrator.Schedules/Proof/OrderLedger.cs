using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>What has been found about an edge: the worst cases, and the days on which its order fails. In ticks.</summary>
internal sealed class OrderLedger
{
    private const long Day = NodaConstants.TicksPerDay;
    private ZoneTimeline timeline = ZoneTimeline.Of(DateTimeZone.Utc);
    private ZoneSegment segment;
    private int repeats;
    private int step;
    private long horizonEnd;

    // The day that was marked last: what fails on it again is known.
    private long dayFrom;
    private long dayUntil;

    public DaySet Days { get; } = new();

    public long WorstWait { get; private set; }

    public long WorstWaitAt { get; private set; }

    public long WorstOverlap { get; private set; }

    /// <summary>Whether anything failed since <see cref="Begin"/>.</summary>
    public bool Failed { get; private set; }

    /// <summary>How late the last failure that was reported for a day was over: the wait's end, or the overlap.</summary>
    public long LastUntil { get; private set; }

    /// <summary>Starts an empty account of a horizon, with days in a zone.</summary>
    public void Begin(DateTimeZone zone, long from, long to)
    {
        timeline = ZoneTimeline.Of(zone);
        segment = default;
        (horizonEnd, dayFrom, dayUntil) = (to, 0, 0);
        Days.Clear((from / Day) - 3, (to / Day) + 3);
        (WorstWait, WorstWaitAt, WorstOverlap, Failed, LastUntil) = (0, from, 0, false, long.MinValue);
        Repeat(1, 1);
    }

    /// <summary>What is told from now on holds again after a number of days, several times.</summary>
    public void Repeat(int count, int days) => (repeats, step) = (count, days);

    public void Wait(long end, long wait, bool fails)
    {
        if (wait > WorstWait || (wait == WorstWait && end < WorstWaitAt)) (WorstWait, WorstWaitAt) = (wait, end);
        if (fails) Fail(end, end + wait);
    }

    public void Overlap(long start, long rest, bool fails)
    {
        if (rest > WorstOverlap) WorstOverlap = rest;
        if (fails) Fail(start, start);
    }

    private void Fail(long at, long until)
    {
        Failed = true;
        if (until > LastUntil) LastUntil = until;
        if (repeats == 1 && at >= dayFrom && at < dayUntil) return;
        var second = FloorDivide(at, NodaConstants.TicksPerSecond);
        if (second < segment.Start || second >= segment.End) segment = timeline.Between(second, second + 1)[0];
        // A second delivery at the end of the last period may be felt after it; outside the horizon nothing counts.
        var counted = repeats == 1 ? 1 : (int)Math.Min(repeats, ((horizonEnd - 1 - at) / (step * Day)) + 1);
        var day = FloorDivide(second + segment.Offset, CivilMonth.SecondsPerDay);
        Days.Add(day, counted, step);
        if (repeats > 1) return;
        var midnight = (day * CivilMonth.SecondsPerDay) - segment.Offset;
        dayFrom = Math.Max(midnight, segment.Start) * NodaConstants.TicksPerSecond;
        dayUntil = Math.Min(midnight + CivilMonth.SecondsPerDay, segment.End) * NodaConstants.TicksPerSecond;
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
