using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Grammar;

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
    [InlineData("0 0 15W * *", 6)]
    [InlineData("0 0 * * FRIL", 11)]
    [InlineData("0 0 * * 5-1", 8)]
    [InlineData("*/0 * * * *", 2)]
    [InlineData("0 0 * FOO *", 6)]
    [InlineData("0 0 1,,3 * *", 6)]
    [InlineData("0 0 1- * *", 6)]
    [InlineData("0 0 * *", 7)]
    [InlineData("0 0 * * * 2026", 10)]
    [InlineData("0 0 * * MON#2", 11)]
    [InlineData("0 0 ? * *", 4)]
    [InlineData("@daily", 0)]
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
    [InlineData("15 1,2 * * *", GapPolicy.Shifted, OverlapPolicy.First, "2026-03-08", "08:15 09:15")]
    [InlineData("15 1,2 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-03-08", "08:15")]
    [InlineData("0,30 2,3 * * *", GapPolicy.Shifted, OverlapPolicy.First, "2026-03-08", "09:00 09:30")] // two times become one fire
    [InlineData("0 2 * * *", GapPolicy.AtGapEnd, OverlapPolicy.First, "2026-03-08", "09:00")]
    [InlineData("59 1 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-03-08", "08:59")]
    [InlineData("0 3 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-03-08", "09:00")]
    [InlineData("0 2 * * *", GapPolicy.Skipped, OverlapPolicy.Both, "2026-11-01", "09:00")]
    public void Fires_on_a_day_on_which_clocks_change(string cron, GapPolicy gap, OverlapPolicy overlap, string day, string expected)
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Denver"];
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var fires = Read(cron, "America/Denver").Fires(zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant(), new(gap, overlap));
        Assert.Equal(expected, string.Join(' ', fires.Select(f => f.InUtc().TimeOfDay.ToString("HH:mm", null))));
    }

    [Theory] // Lord Howe's clocks move by half an hour: 02:00-02:30 does not exist on 2026-10-04, 01:30-02:00 comes twice on 2026-04-05.
    [InlineData("15 2 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-10-04", "")]
    [InlineData("15 2 * * *", GapPolicy.Shifted, OverlapPolicy.First, "2026-10-04", "15:45")]
    [InlineData("15 2 * * *", GapPolicy.AtGapEnd, OverlapPolicy.First, "2026-10-04", "15:30")]
    [InlineData("45 2 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-10-04", "15:45")]
    [InlineData("45 1 * * *", GapPolicy.Skipped, OverlapPolicy.First, "2026-04-05", "14:45")]
    [InlineData("45 1 * * *", GapPolicy.Skipped, OverlapPolicy.Second, "2026-04-05", "15:15")]
    [InlineData("45 1 * * *", GapPolicy.Skipped, OverlapPolicy.Both, "2026-04-05", "14:45 15:15")]
    public void Fires_on_a_day_on_which_clocks_move_by_half_an_hour(string cron, GapPolicy gap, OverlapPolicy overlap, string day, string expected)
    {
        var zone = DateTimeZoneProviders.Tzdb["Australia/Lord_Howe"];
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var fires = Read(cron, zone.Id).Fires(zone.AtStartOfDay(date).ToInstant(), zone.AtStartOfDay(date.PlusDays(1)).ToInstant(), new(gap, overlap));
        Assert.Equal(expected, string.Join(' ', fires.Select(f => f.InUtc().TimeOfDay.ToString("HH:mm", null))));
    }

    [Theory]
    [InlineData("0-59/15 0-23 * JAN-DEC *", "*/15 * * * *")]
    [InlineData("0 9 * * MON-FRI", "0 9 * * 1-5")]
    [InlineData("0 9 * * 7,6", "0 9 * * 0,6")]
    [InlineData("0 2 1 1,4,7,10 *", "0 2 1 */3 *")]
    [InlineData("0 0 1 * SAT", "0 0 1 * 6")]
    [InlineData("0 0 1-31 * 1", "0 0 1-31 * 1")] // either day field, and one of them is every day
    [InlineData("0 0 */2 * 1", "0 0 */2 * 1")]
    [InlineData("0 0 * * 5-7", "0 0 * * 0,5,6")]
    [InlineData("0 0 * * 0-7", "0 0 * * 0-6")] // a range of all days is restricted, an asterisk is not
    [InlineData("1,2,3,7 * * * *", "1-3,7 * * * *")]
    public void Prints_canonically(string cron, string canonical) => Assert.Equal(canonical, CronExpression.Parse(cron).ToString());

    [Theory]
    [InlineData("every day 04:00", "Write 0 4 * * *.")]
    [InlineData("every monday 09:00", "Write 0 9 * * 1.")]
    [InlineData("@daily", "Write 0 0 * * *.")]
    [InlineData("0 0 ? * *", "Write * instead.")]
    [InlineData("5/10 * * * *", "Write a range, like 5-59/10.")]
    [InlineData("0 0 * * FRI-MON", "Write the values out: 5,6,0,1.")]
    [InlineData("30 0 4 * * *", "Write five fields, 0 4 * * * if the first counts seconds.")]
    public void Says_what_to_write_instead(string cron, string remedy) => Assert.Equal(remedy, Assert.Single(CronExpression.Read(cron).Mistakes).Remedy);

    [Theory]
    [InlineData("0 0 */2 * 1")]
    [InlineData("0 0 * jan *")]
    public void What_the_platform_leaves_open_is_a_note(string cron)
    {
        var reading = new Schedule(cron, "utc").Read();
        Assert.NotNull(reading.Zoned);
        Assert.Equal(ScheduleMistakeKind.Unspecified, Assert.Single(reading.Notes).Kind);
    }

    [Theory]
    [InlineData("America/Pheonix", "America/Phoenix")]
    [InlineData("america/phoenix", "America/Phoenix")]
    [InlineData("Europe/Berlim", "Europe/Berlin")]
    public void An_unknown_zone_is_answered_with_the_nearest(string zone, string nearest) => Assert.Contains(nearest, Assert.Single(ZoneReading.Of(zone).Mistakes).Remedy, StringComparison.Ordinal);

    [Fact]
    public void Next_excludes_the_instant_itself_and_so_does_previous()
    {
        var cron = Read("0 4 * * *", "UTC");
        var fire = Instant.FromUtc(2026, 1, 2, 4, 0);
        Assert.Equal(fire + Duration.FromDays(1), cron.Next(fire, DstPolicy.Default));
        Assert.Equal(fire, cron.Next(fire - Duration.Epsilon, DstPolicy.Default));
        Assert.Equal(fire - Duration.FromDays(1), cron.Previous(fire, DstPolicy.Default));
        Assert.Equal(fire, cron.Previous(fire + Duration.Epsilon, DstPolicy.Default));
    }

    [Fact]
    public void A_leap_day_is_found_across_a_century_without_one() =>
        Assert.Equal(Instant.FromUtc(2104, 2, 29, 0, 0), Read("0 0 29 2 *", "UTC").Next(Instant.FromUtc(2096, 3, 1, 0, 0), DstPolicy.Default));

    [Fact]
    public void An_hourly_job_fires_about_730_times_a_month() => Assert.InRange(Read("0 * * * *", "America/Denver").FiresPerMonth(Instant.FromUtc(2025, 10, 21, 0, 0)), 729, 731);

    private static ZonedSchedule Read(string cron, string zone) => new Schedule(cron, zone).Read().Zoned!;

    private static Instant Parse(string text) => NodaTime.Text.InstantPattern.ExtendedIso.Parse(text).Value;
}
