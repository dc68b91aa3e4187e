using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Drift;

/// <summary>Instants as findings write them.</summary>
internal static class Moment
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>For programs: RFC 3339 in UTC.</summary>
    public static string Text(Instant instant) => InstantPattern.General.Format(instant);

    /// <summary>For people: local time without its zone.</summary>
    public static string Plain(Instant instant, DateTimeZone zone) => Minutes.Format(instant.InZone(zone).LocalDateTime);

    /// <summary>For people: local time with its zone.</summary>
    public static string Local(Instant instant, DateTimeZone zone) => $"{Plain(instant, zone)} {zone.Id}";
}
