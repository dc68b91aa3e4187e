using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

public sealed class DataTransferFacts
{
    [Theory]
    [InlineData("first sunday of quarter 00:00", "2026-01-04T00:00 2026-04-05T00:00 2026-07-05T00:00 2026-10-04T00:00 2027-01-03T00:00")]
    [InlineData("1 of quarter 06:30", "2026-01-01T06:30 2026-04-01T06:30 2026-07-01T06:30 2026-10-01T06:30")]
    [InlineData("1st,third monday of month 15:30", "2026-01-05T15:30 2026-01-19T15:30 2026-02-02T15:30")]
    [InlineData("every wed,fri of jan,jun 13:15", "2026-01-02T13:15 2026-01-07T13:15 2026-01-09T13:15")]
    [InlineData("every 6 hours synchronized", "2026-01-01T06:00 2026-01-01T12:00")]
    public void Fires_in_UTC(string text, string expected)
    {
        var (schedule, at) = (Read(text, "UTC").Zoned!, Instant.FromUtc(2026, 1, 1, 0, 0));
        foreach (var fire in expected.Split(' '))
        {
            at = schedule.Next(at, DstPolicy.Default);
            Assert.Equal(fire, at.InUtc().ToString("uuuu-MM-dd'T'HH:mm", null));
        }
    }

    [Fact]
    public void A_quarter_is_its_first_month()
    {
        Assert.Equal("1st sunday of jan,apr,jul,oct 00:00", Read("first sunday of quarter 00:00", "UTC").Zoned!.Expression.ToString());
        Assert.Equal(Read("first sunday of quarter 00:00", "UTC").Zoned!.Expression, Read("first sun of jan,apr,jul,oct 00:00", "UTC").Zoned!.Expression);
    }

    [Fact]
    public void The_default_of_a_scheduled_query_is_a_plain_interval() => Assert.Equal(Duration.FromHours(24), Read("every 24 hours", "UTC").Plain!.Interval);

    [Theory]
    [InlineData("every 4 minutes", 6, "Write every 5 minutes or more.")]
    [InlineData("every 1 mins from 10:00 to 14:00", 6, "Write every 5 minutes or more.")]
    [InlineData("every 2 minutes synchronized", 6, "Write every 5 minutes or more.")]
    [InlineData("1st monday of quarter,jan 09:00", 21, "Write quarter alone, or months alone, like jan,jul.")]
    [InlineData(" 0 4 * * *", 1, "Write every day 04:00.")]
    [InlineData("0 4 * * 1-5", 0, "Write every mon,tue,wed,thu,fri 04:00.")]
    [InlineData("0 4 1,15 * *", 0, "Write 1,15 of month 04:00.")]
    [InlineData("0 4 1 */3 *", 0, "Write 1 of jan,apr,jul,oct 04:00.")]
    [InlineData("*/15 * * * *", 0, "Write every 15 minutes synchronized.")]
    [InlineData("30 */4 * * *", 0, "Write every 4 hours from 00:30 to 20:30.")]
    [InlineData("* * * * *", 0, "Write it English-like, as in every day 09:00 or every 5 minutes from 10:00 to 14:00.")]
    [InlineData("0 4 * *", 0, "Write it English-like, as in every day 09:00 or every 5 minutes from 10:00 to 14:00.")]
    [InlineData("0 4 1 * 1", 0, "Write it English-like, as in every day 09:00 or every 5 minutes from 10:00 to 14:00.")]
    [InlineData("", 0, "Write it English-like, as in every day 09:00.")]
    public void Is_refused_at_the_character_and_says_what_to_write(string text, int position, string remedy)
    {
        var mistake = Assert.Single(Read(text, "UTC").Mistakes);
        Assert.Equal(ScheduleMistakeKind.BadExpression, mistake.Kind);
        Assert.Equal(remedy, mistake.Remedy);
        Assert.Equal(position, mistake.Position);
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("America/Phoenix")]
    [InlineData("Etc/GMT+1")]
    [InlineData("")]
    public void Any_zone_but_UTC_is_refused(string zone)
    {
        var reading = Read("every day 09:00", zone);
        Assert.Null(reading.Zoned);
        Assert.Equal(ScheduleMistakeKind.ZoneNotUtc, Assert.Single(reading.Mistakes).Kind);
        Assert.Null(Read("every 24 hours", zone).Plain);
    }

    [Theory]
    [InlineData("utc")]
    [InlineData("Etc/UTC")]
    public void UTC_has_two_names(string zone) => Assert.NotNull(Read("every day 09:00", zone).Zoned);

    private static ScheduleReading Read(string text, string zone) => new Schedule(text, zone).Read(DateTimeZoneProviders.Tzdb, ScheduleDialect.DataTransfer);
}
