using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Validation;

/// <summary>Local times that clock changes leave out or repeat, read so that an alarm holds under every reading.</summary>
internal static class LocalTimes
{
    private static readonly ZoneLocalMappingResolver Earliest = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnEndOfIntervalBefore);

    /// <summary>The latest local time that the clock has shown by now: after clocks were set back, that is later than what it shows.</summary>
    public static LocalDateTime LatestBefore(Instant now, DateTimeZone zone)
    {
        var shown = now.InZone(zone).LocalDateTime;
        var interval = zone.GetZoneInterval(now);
        if (!interval.HasStart) return shown;
        // The last microsecond before the change, as fine as a DATETIME is.
        var before = zone.GetZoneInterval(interval.Start - Duration.Epsilon).IsoLocalEnd.PlusNanoseconds(-1000);
        return before > shown ? before : shown;
    }

    /// <summary>The latest instant, not after now, at which the clock showed a time; of a time that was left out, the instant of the change.</summary>
    public static Instant Latest(LocalDateTime local, Instant now, DateTimeZone zone)
    {
        var mapping = zone.MapLocal(local);
        if (mapping.Count == 0) return mapping.EarlyInterval.End;
        var last = mapping.Last().ToInstant();
        return last <= now ? last : mapping.First().ToInstant();
    }

    /// <summary>The earliest instant that a required local time may mean.</summary>
    public static Instant Required(LocalDateTime local, DateTimeZone zone) => zone.ResolveLocal(local, Earliest).ToInstant();
}
