using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Stretches of time, in ticks since the Unix epoch, cut where clocks of a zone change, with the local time of each piece.</summary>
internal sealed class LocalPieces(DateTimeZone zone)
{
    private const long Hour = NodaConstants.TicksPerHour;

    // Every hour of the day is among them, even when a zone has just left out a whole day.
    private const long ThreeDays = 73 * Hour;

    private readonly ZoneTimeline timeline = ZoneTimeline.Of(zone);
    private ZoneSegment last = new(0, 0, 0);

    /// <summary>Raises the worst age of each local hour: while the same rows are shown their age grows, so the last occurrence of an hour is its worst.</summary>
    public void Age(long[] worst, long stamp, long from, long until)
    {
        for (var at = Math.Max(from, until - ThreeDays); at < until;)
        {
            var segment = At(at);
            var local = at + (segment.Offset * NodaConstants.TicksPerSecond);
            var hour = Floor(local, Hour);
            var end = Math.Min(Math.Min(until, at + ((hour + 1) * Hour) - local), segment.End * NodaConstants.TicksPerSecond);
            ref var age = ref worst[(int)(((hour % 24) + 24) % 24)];
            age = Math.Max(age, end - stamp);
            at = end;
        }
    }

    /// <summary>The local minute of the hour.</summary>
    public int Minute(long at) => (int)(((Floor(at + (At(at).Offset * NodaConstants.TicksPerSecond), NodaConstants.TicksPerMinute) % 60) + 60) % 60);

    /// <summary>Marks the local times of day of a stretch.</summary>
    public void Mark(StaleCircle circle, long from, long until, long wait)
    {
        for (var at = from; at < until;)
        {
            var segment = At(at);
            var end = Math.Min(until, segment.End * NodaConstants.TicksPerSecond);
            circle.Mark(at + (segment.Offset * NodaConstants.TicksPerSecond), end + (segment.Offset * NodaConstants.TicksPerSecond), wait);
            at = end;
        }
    }

    private ZoneSegment At(long ticks)
    {
        var second = Floor(ticks, NodaConstants.TicksPerSecond);
        if (second < last.Start || second >= last.End) last = timeline.Between(second, second + 1)[0];
        return last with { End = Math.Min(last.End, long.MaxValue / NodaConstants.TicksPerSecond) };
    }

    private static long Floor(long value, long unit) => value >= 0 ? value / unit : -((-value + unit - 1) / unit);
}
