using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>What has been found about an edge: the worst cases, and the days on which its order fails. In ticks.</summary>
internal sealed class OrderLedger
{
    private const long Day = NodaConstants.TicksPerDay;
    private const long Second = NodaConstants.TicksPerSecond;
    private ZoneTimeline timeline = ZoneTimeline.Of(DateTimeZone.Utc);
    private ZoneSegment segment;
    private Action<OrderEvent>? record;
    private int repeats;
    private int step;
    private long from;
    private long to;

    // The day that was marked last: what fails on it again is known.
    private long dayFrom;
    private long dayUntil;

    public DaySet Days { get; } = new();

    public long WorstWait { get; private set; }

    public long WorstWaitAt { get; private set; }

    public long WorstOverlap { get; private set; }

    /// <summary>Whether anything failed since <see cref="Begin"/>.</summary>
    public bool Failed { get; private set; }

    /// <summary>When the last of the failures was over.</summary>
    public long LastUntil { get; private set; }

    /// <summary>The start of the run that is delivered twice; null when everything is delivered once.</summary>
    public long? Anchor { get; set; }

    /// <summary>Starts an empty account of a horizon, with days in a zone.</summary>
    public void Begin(DateTimeZone zone, long horizonFrom, long horizonTo)
    {
        timeline = ZoneTimeline.Of(zone);
        (from, to, segment, dayFrom, dayUntil) = (horizonFrom, horizonTo, default, 0, 0);
        Days.Clear((from / Day) - 3, (to / Day) + 3);
        (WorstWait, WorstWaitAt, WorstOverlap, Failed, LastUntil) = (0, from, 0, false, long.MinValue);
        Repeat(1, 1);
    }

    /// <summary>What is told from now on happens again after a number of days, several times.</summary>
    public void Repeat(int count, int days) => (repeats, step) = (count, days);

    /// <summary>What is told from now on goes to a listener instead, whenever it happens; null ends that.</summary>
    public void Record(Action<OrderEvent>? listener) => record = listener;

    /// <summary>A producer's run is over and its rows wait for the consumer.</summary>
    public void Wait(long end, long wait, bool fails)
    {
        if (record is not null)
        {
            record(new(Anchor ?? end, end, wait, IsWait: true, fails));
            return;
        }

        if (end < from || end >= to) return;
        if (wait > WorstWait || (wait == WorstWait && end < WorstWaitAt)) (WorstWait, WorstWaitAt) = (wait, end);
        if (fails) Fail(end, end + wait);
    }

    /// <summary>The consumer starts with a rest of a producer's run to come.</summary>
    public void Overlap(long start, long rest, bool fails)
    {
        if (record is not null)
        {
            record(new(Anchor ?? start, start, rest, IsWait: false, fails));
            return;
        }

        if (start < from || start >= to) return;
        if (rest > WorstOverlap) WorstOverlap = rest;
        if (fails) Fail(start, start);
    }

    private void Fail(long at, long until)
    {
        Failed = true;
        if (until > LastUntil) LastUntil = until;
        if (repeats == 1 && at >= dayFrom && at < dayUntil) return;
        var second = FloorDivide(at, Second);
        if (second < segment.Start || second >= segment.End) segment = timeline.Between(second, second + 1)[0];
        var day = FloorDivide(second + segment.Offset, CivilMonth.SecondsPerDay);
        Days.Add(day, repeats, step);
        if (repeats > 1) return;
        var midnight = (day * CivilMonth.SecondsPerDay) - segment.Offset;
        dayFrom = Math.Max(midnight, segment.Start) * Second;
        dayUntil = Math.Min(midnight + CivilMonth.SecondsPerDay, segment.End) * Second;
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}
