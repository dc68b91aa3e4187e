using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;

namespace Drift.Tests;

public sealed class AGridOfPolls
{
    [Theory]
    [InlineData("America/Phoenix", 240, "2025-07-15T00:00:00", "2025-07-15T04:00:00-07")]
    [InlineData("America/Phoenix", 240, "2025-07-15T03:59:59", "2025-07-15T04:00:00-07")]
    [InlineData("America/Phoenix", 240, "2025-07-15T21:00:00", "2025-07-16T00:00:00-07")]
    [InlineData("America/Phoenix", 1440, "2025-07-15T21:00:00", "2025-07-16T00:00:00-07")]
    [InlineData("America/Phoenix", 420, "2025-07-15T22:00:00", "2025-07-16T00:00:00-07")]
    [InlineData("America/Denver", 240, "2026-03-08T01:00:00", "2026-03-08T05:00:00-06")]
    [InlineData("America/Denver", 240, "2026-03-08T22:00:00", "2026-03-09T00:00:00-06")]
    [InlineData("America/Denver", 240, "2026-11-01T00:30:00", "2026-11-01T03:00:00-07")]
    public void Starts_at_midnight_of_the_zone_each_day(string zone, int minutes, string after, string next)
    {
        var tz = DateTimeZoneProviders.Tzdb[zone];
        var instant = LocalDateTimePattern.ExtendedIso.Parse(after).Value.InZoneLeniently(tz).ToInstant();
        Assert.Equal(next, OffsetDateTimePattern.GeneralIso.Format(new PollGrid(Duration.FromMinutes(minutes), tz).After(instant).InZone(tz).ToOffsetDateTime()));
    }
}
