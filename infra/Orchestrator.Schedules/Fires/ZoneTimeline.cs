using System.Runtime.CompilerServices;
using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A stretch of time with one offset from UTC: seconds since the Unix epoch, end excluded.</summary>
internal readonly record struct ZoneSegment(long Start, long End, long Offset)
{
    public long LocalStart => Start + Offset;

    public long LocalEnd => End + Offset;
}

/// <summary>A zone as the short list of its stretches of constant offset, with neighbours of equal offset joined.</summary>
internal sealed class ZoneTimeline
{
    /// <summary>Far outside every calendar, and still safe to add offsets to.</summary>
    private const long Never = long.MaxValue / 4;

    // What is asked for in practice; outside it a list is made for each question.
    private static readonly Instant Early = Instant.FromUtc(1960, 1, 1, 0, 0);
    private static readonly Instant Late = Instant.FromUtc(2120, 1, 1, 0, 0);
    private static readonly ConditionalWeakTable<DateTimeZone, ZoneTimeline> Known = [];

    private readonly DateTimeZone zone;
    private readonly ZoneSegment[] segments;

    private ZoneTimeline(DateTimeZone zone)
    {
        this.zone = zone;
        segments = Segments(zone, Early.ToUnixTimeSeconds(), Late.ToUnixTimeSeconds());
    }

    /// <summary>The timeline of a zone; a zone never changes, so it is made once.</summary>
    public static ZoneTimeline Of(DateTimeZone zone) => Known.GetValue(zone, static z => new ZoneTimeline(z));

    /// <summary>Every stretch that touches [from, until), in order; at least one.</summary>
    public ReadOnlySpan<ZoneSegment> Between(long from, long until)
    {
        from = Math.Max(from, Instant.MinValue.ToUnixTimeSeconds());
        if (from < Early.ToUnixTimeSeconds() || until > Late.ToUnixTimeSeconds()) return Segments(zone, from, until);
        var first = Find(from);
        var last = first;
        while (segments[last].End < until) last++;
        return segments.AsSpan(first, last - first + 1);
    }

    private int Find(long at)
    {
        var (low, high) = (0, segments.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].End <= at) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static ZoneSegment[] Segments(DateTimeZone zone, long from, long until)
    {
        var segments = new List<ZoneSegment>();
        for (var at = Instant.FromUnixTimeSeconds(from); ;)
        {
            var interval = zone.GetZoneInterval(at);
            var start = interval.HasStart ? interval.Start.ToUnixTimeSeconds() : -Never;
            var end = interval.HasEnd ? interval.End.ToUnixTimeSeconds() : Never;
            var segment = new ZoneSegment(start, end, interval.WallOffset.Seconds);
            if (segments.Count > 0 && segments[^1].Offset == segment.Offset) segments[^1] = segments[^1] with { End = end };
            else segments.Add(segment);
            if (end >= until || !interval.HasEnd) return [.. segments];
            at = interval.End;
        }
    }
}
