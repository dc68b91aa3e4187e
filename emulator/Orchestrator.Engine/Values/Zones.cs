using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace Orchestrator.Engine.Values;

/// <summary>Time zones by GoogleSQL's names: those of the tz database, UTC, Z, and offsets such as +05:30.</summary>
internal static class Zones
{
    /// <summary>Civil times that a zone skips are read with the offset before the gap; those it repeats, at their first occurrence.</summary>
    public static readonly ZoneLocalMappingResolver Resolver = NodaTime.TimeZones.Resolvers.CreateMappingResolver(NodaTime.TimeZones.Resolvers.ReturnEarlier, NodaTime.TimeZones.Resolvers.ReturnForwardShifted);

    public static DateTimeZone Require(string name) => Find(name) ?? throw new EvaluationException($"Invalid time zone: {name}");

    /// <summary>The offset that GoogleSQL writes: local mean times of old have seconds in theirs, which are cut off.</summary>
    public static Offset OffsetOf(string zone, Instant instant) => Offset.FromSeconds(Require(zone).GetUtcOffset(instant).Seconds / 60 * 60);

    public static DateTimeZone? Find(string name)
    {
        if (name.Length == 0) return null;
        if (name is "Z" or "z" || name.Equals("UTC", StringComparison.OrdinalIgnoreCase)) return DateTimeZone.Utc;
        if (name[0] is '+' or '-') return Fixed(name);
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? DateTimeZoneProviders.Tzdb.Ids.Where(i => i.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(i => DateTimeZoneProviders.Tzdb[i]).FirstOrDefault();
    }

    private static DateTimeZone? Fixed(string name)
    {
        var parts = name[1..].Split(':');
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || parts[0].Length > 2) return null;
        var minutes = 0;
        if (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out minutes)) return null;
        if (hours > 14 || minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
        return DateTimeZone.ForOffset(Offset.FromSeconds((name[0] == '-' ? -1 : 1) * (hours * 3600 + minutes * 60)));
    }
}
