using NodaTime;
using NodaTime.Text;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>Zones that break what one would take for granted: a change of clocks at midnight, by half an hour, by two hours, by a whole day.</summary>
public sealed class StrangeZoneFacts
{
    [Theory]
    // Samoa left out Friday 2011-12-30: 24 hours.
    [InlineData("0 9 * * *", "Pacific/Apia", GapPolicy.Skipped, OverlapPolicy.First, "2011-12-29T19:00:00Z 2011-12-30T19:00:00Z")]
    [InlineData("0 9 30 12 *", "Pacific/Apia", GapPolicy.Skipped, OverlapPolicy.First, "", "2011-12-30")]
    [InlineData("0 9 30 12 *", "Pacific/Apia", GapPolicy.Shifted, OverlapPolicy.First, "2011-12-30T19:00:00Z")]
    [InlineData("0 9 30 12 *", "Pacific/Apia", GapPolicy.AtGapEnd, OverlapPolicy.First, "2011-12-30T10:00:00Z")]
    [InlineData("0 9 30,31 12 *", "Pacific/Apia", GapPolicy.Shifted, OverlapPolicy.First, "2011-12-30T19:00:00Z")]
    [InlineData("0 * 30 12 *", "Pacific/Apia", GapPolicy.AtGapEnd, OverlapPolicy.First, "2011-12-30T10:00:00Z")]
    // Lord Howe's clocks move by half an hour.
    [InlineData("15 2 * * *", "Australia/Lord_Howe", GapPolicy.Shifted, OverlapPolicy.First, "2026-10-03T15:45:00Z")]
    [InlineData("15,45 2 * * *", "Australia/Lord_Howe", GapPolicy.Shifted, OverlapPolicy.First, "2026-10-03T15:45:00Z")]
    [InlineData("45 1 * * *", "Australia/Lord_Howe", GapPolicy.Skipped, OverlapPolicy.Both, "2026-04-04T14:45:00Z 2026-04-04T15:15:00Z")]
    // Morocco goes back for Ramadan and forward after it.
    [InlineData("30 2 * * *", "Africa/Casablanca", GapPolicy.Skipped, OverlapPolicy.Both, "2026-02-15T01:30:00Z 2026-02-15T02:30:00Z")]
    [InlineData("30 2 * * *", "Africa/Casablanca", GapPolicy.Shifted, OverlapPolicy.First, "2026-03-22T02:30:00Z")]
    [InlineData("30 2 * * *", "Africa/Casablanca", GapPolicy.AtGapEnd, OverlapPolicy.First, "2026-03-22T02:00:00Z")]
    // Troll's clocks move by two hours.
    [InlineData("30 1,2 * * *", "Antarctica/Troll", GapPolicy.Shifted, OverlapPolicy.First, "2026-03-29T01:30:00Z 2026-03-29T02:30:00Z")]
    [InlineData("30 1,2 * * *", "Antarctica/Troll", GapPolicy.AtGapEnd, OverlapPolicy.First, "2026-03-29T01:00:00Z")]
    [InlineData("30 1,2 * * *", "Antarctica/Troll", GapPolicy.Skipped, OverlapPolicy.Both, "2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z 2026-10-25T02:30:00Z")]
    // Liberia kept an odd offset until 1972-01-07: 00:00:00 became 00:44:30.
    [InlineData("30 0 * * *", "Africa/Monrovia", GapPolicy.Skipped, OverlapPolicy.First, "", "1972-01-07")]
    [InlineData("30 0 * * *", "Africa/Monrovia", GapPolicy.Shifted, OverlapPolicy.First, "1972-01-07T01:14:30Z", "1972-01-07")]
    [InlineData("30 0 * * *", "Africa/Monrovia", GapPolicy.AtGapEnd, OverlapPolicy.First, "1972-01-07T00:44:30Z", "1972-01-07")]
    // Venezuela and North Korea moved by half an hour, without summer time.
    [InlineData("45 2 * * *", "America/Caracas", GapPolicy.Skipped, OverlapPolicy.Both, "2007-12-09T06:45:00Z 2007-12-09T07:15:00Z")]
    [InlineData("45 2 * * *", "America/Caracas", GapPolicy.Shifted, OverlapPolicy.First, "2016-05-01T07:15:00Z")]
    [InlineData("45 23 * * *", "Asia/Pyongyang", GapPolicy.Skipped, OverlapPolicy.Both, "2015-08-14T14:45:00Z 2015-08-14T15:15:00Z")]
    [InlineData("45 23 * * *", "Asia/Pyongyang", GapPolicy.AtGapEnd, OverlapPolicy.First, "2018-05-04T15:00:00Z")]
    // Cairo goes back at midnight: an hour of the evening before comes twice.
    [InlineData("11 23 * * *", "Africa/Cairo", GapPolicy.Skipped, OverlapPolicy.Second, "2034-10-26T21:11:00Z")]
    public void Fires_around_the_change_of_clocks(string cron, string zone, GapPolicy gap, OverlapPolicy overlap, string expected, string? utcDay = null)
    {
        var schedule = ZonedSchedule.Parse(cron, zone);
        var fires = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => InstantPattern.ExtendedIso.Parse(f).Value).ToList();
        var from = utcDay is null ? fires[0] - Duration.FromHours(12) : LocalDatePattern.Iso.Parse(utcDay).Value.AtMidnight().InUtc().ToInstant();
        var to = utcDay is null ? fires[^1] + Duration.FromHours(12) : from + Duration.FromDays(1);
        Assert.Equal(fires, schedule.Fires(from, to, new DstPolicy(gap, overlap)));
    }

    [Theory]
    [InlineData("2034-10-26T20:58:59Z", "2034-10-25T20:11:00Z")]
    [InlineData("2034-10-26T21:11:00Z", "2034-10-25T20:11:00Z")]
    [InlineData("2034-10-26T21:11:01Z", "2034-10-26T21:11:00Z")]
    public void The_first_of_a_repeated_time_is_no_fire_though_the_question_ends_before_the_second(string instant, string previous) =>
        Assert.Equal(previous, ZonedSchedule.Parse("11 23 * * *", "Africa/Cairo").Previous(InstantPattern.ExtendedIso.Parse(instant).Value, new(GapPolicy.Skipped, OverlapPolicy.Second)).ToString());

    [Fact]
    public void A_date_that_a_zone_leaves_out_has_no_fires_and_breaks_no_calendar()
    {
        var apia = DateTimeZoneProviders.Tzdb["Pacific/Apia"];
        var lost = new LocalDate(2011, 12, 30);
        Assert.Empty(FireCalendar.On(lost, apia, [new("hourly", ZonedSchedule.Parse("0 * * * *", "Pacific/Apia"))], DstPolicy.WallClock));
        Assert.Equal(24, FireCalendar.On(lost.PlusDays(1), apia, [new("hourly", ZonedSchedule.Parse("0 * * * *", "Pacific/Apia"))], DstPolicy.WallClock).Count);
    }
}
