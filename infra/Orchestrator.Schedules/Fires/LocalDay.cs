using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Schedules;

/// <summary>The days of a zone, which have 23 or 25 hours when clocks change, and none when a zone leaves out a date (Samoa, 2011-12-30).</summary>
public static class LocalDay
{
    private static readonly ZoneLocalMappingResolver FirstInstant = Resolvers.CreateMappingResolver(Resolvers.ReturnEarlier, Resolvers.ReturnStartOfIntervalAfter);

    /// <summary>The first instant of a date; of one that does not exist in the zone, the first after it.</summary>
    public static Instant Start(LocalDate date, DateTimeZone zone) => zone.ResolveLocal(date.AtMidnight(), FirstInstant).ToInstant();
}
