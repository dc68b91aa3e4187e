using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A stretch of time with one offset from UTC: seconds since the Unix epoch, end excluded.</summary>
internal readonly record struct ZoneSegment(long Start, long End, long Offset)
{
    public long LocalStart => Start + Offset;

    public long LocalEnd => End + Offset;
}

/// <summary>A zone as the short list of its stretches of constant offset.</summary>
internal static class ZoneTimeline
{
    /// <summary>Far outside every calendar, and still safe to add offsets to.</summary>
    private const long Never = long.MaxValue / 4;

    /// <summary>Every stretch that touches [from, until), in order, with neighbours of equal offset joined.</summary>
    public static List<ZoneSegment> Between(DateTimeZone zone, long from, long until)
    {
        var segments = new List<ZoneSegment>();
        var at = Instant.FromUnixTimeSeconds(from);
        while (true)
        {
            var interval = zone.GetZoneInterval(at);
            var start = interval.HasStart ? interval.Start.ToUnixTimeSeconds() : -Never;
            var end = interval.HasEnd ? interval.End.ToUnixTimeSeconds() : Never;
            var segment = new ZoneSegment(start, end, interval.WallOffset.Seconds);
            if (segments.Count > 0 && segments[^1].Offset == segment.Offset) segments[^1] = segments[^1] with { End = end };
            else segments.Add(segment);
            if (end >= until || !interval.HasEnd) return segments;
            at = interval.End;
        }
    }
}
