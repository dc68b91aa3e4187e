using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class CronFacts
{
    [Theory]
    [InlineData("0 4 * * *", "2026-01-01T00:00:00Z", "2026-01-01T04:00:00Z")]
    [InlineData("*/15 * * * *", "2026-01-01T00:01:00Z", "2026-01-01T00:15:00Z")]
    [InlineData("0 0 1 * *", "2026-01-01T00:01:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 1 * SAT", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")] // either day field
    [InlineData("0 0 * * 7", "2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z")] // 7 is Sunday
    [InlineData("0 0 * JAN-MAR mon-fri", "2026-01-03T00:00:00Z", "2026-01-05T00:00:00Z")]
    [InlineData("10-30/10 5 * * *", "2026-01-01T05:11:00Z", "2026-01-01T05:20:00Z")]
    public void Next_fire_in_UTC(string cron, string from, string expected) =>
        Assert.Equal(Parse(expected), Read(cron, "UTC").Next(Parse(from), DstPolicy.Default));

    [Theory]
    [InlineData("60 * * * *", 0)]
    [InlineData("0 24 * * *", 2)]
    [InlineData("0 0 0 * *", 4)]
    [InlineData("0 0 * 13 *", 6)]
    [InlineData("0 0 * * 8", 8)]
    [InlineData("0,61 * * * *", 2)]
    [InlineData("5/10 * * * *", 0)]
    [InlineData("0 0 * * FRI-MON", 8)]
    [InlineData("0 0 L * *", 4)]
    [InlineData("0 0 15W * *", 4)]
    [InlineData("0 0 * * MON#2", 11)]
    [InlineData("0 0 ? * *", 4)]
    [InlineData("@daily", 0)]
    [InlineData("every 5 minutes", 0)]
    [InlineData("0 0 0 * * *", 0)]
    public void Is_refused_at_the_character(string cron, int position)
    {
        var mistake = Assert.Single(new Schedule(cron, "UTC").Read().Mistakes);
        Assert.Equal(ScheduleMistakeKind.BadExpression, mistake.Kind);
        Assert.Equal(position, mistake.Position);
        Assert.NotEmpty(mistake.Remedy);
    }

    [Theory]
    [InlineData("0 0 30 2 *", "UTC", ScheduleMistakeKind.NeverFires)]
    [InlineData("0 4 * * *", "America/Phenix", ScheduleMistakeKind.UnknownZone)]
    [InlineData("0 4 * * *", "EST", ScheduleMistakeKind.SuspectZone)]
    [InlineData("0 4 * *", "UTC", ScheduleMistakeKind.BadExpression)]
    [InlineData("", "UTC", ScheduleMistakeKind.BadExpression)]
    public void Is_a_mistake(string cron, string zone, ScheduleMistakeKind kind) => Assert.Equal(kind, Assert.Single(new Schedule(cron, zone).Read().Mistakes).Kind);

    [Fact]
    public void Every_mistake_is_collected() => Assert.Equal(3, new Schedule("60 24 * * *", "Mars/Base").Read().Mistakes.Count);

    [Theory] // 2026-03-08 02:00-03:00 does not exist in Denver; 2026-11-01 01:00-02:00 comes twice.
    [InlineData("30 2 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-03-08", "")]
    [InlineData("30 2 * * *", GapPolicy.Shifted, OverlapPolicy.First, "2026-03-08", "09:30")]
    [InlineData("30 2 * * *", GapPolicy.AtGapEnd, OverlapPolicy.First, "2026-03-08", "09:00")]
    [InlineData("30 1 * * *", GapPolicy.Shifted, OverlapPolicy.First, "2026-11-01", "07:30")]
    [InlineData("30 1 * * *", GapPolicy.Shifted, OverlapPolicy.Second, "2026-11-01", "08:30")]
    [InlineData("30 1 * * *", GapPolicy.Shifted, OverlapPolicy.Both, "2026-11-01", "07:30 08:30")]
    public void Fires_on_a_day_on_which_clocks_change(string cron, GapPolicy gap, OverlapPolicy overlap, string day, string expected)
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Denver"];
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var fires = Read(cron, "America/Denver").Fires(zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant(), new(gap, overlap));
        Assert.Equal(expected, string.Join(' ', fires.Select(f => f.InUtc().TimeOfDay.ToString("HH:mm", null))));
    }

    [Fact]
    public void An_hourly_job_fires_about_730_times_a_month() => Assert.InRange(Read("0 * * * *", "America/Denver").FiresPerMonth(Instant.FromUtc(2025, 10, 21, 0, 0)), 729, 731);

    private static ZonedCron Read(string cron, string zone) => new Schedule(cron, zone).Read().Cron!;

    private static Instant Parse(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
