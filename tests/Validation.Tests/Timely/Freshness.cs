using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>Ages are compared to the microsecond, deadlines follow the cron and the zone, and what never appeared is missed.</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class Freshness_of_rows(TimelyCloud cloud)
{
    // Now is 2025-10-21 18:00 UTC, which is 11:00 in Phoenix.
    [Theory]
    [InlineData("2025-10-20 17:00:00+00", true)]
    [InlineData("2025-10-20 17:00:00.000001+00", true)]
    [InlineData("2025-10-20 16:59:59.999999+00", false)]
    public async Task Accepts_25_hours_and_not_a_microsecond_more(string loaded, bool holds) => Assert.Equal(holds, await Holds(Over.Loaded(), Over.Now, Over.Row(loaded: loaded)));

    [Fact]
    public async Task Tells_an_age_without_truncating_it()
    {
        var result = await cloud.ResultAsync(Over.Loaded(), Over.Now, Over.Row(loaded: "2025-10-20 16:59:59.999999+00"));
        Assert.Equal("The row written last of mart.daily_leads is 25 h 00 min 00.000001 s old (2025-10-20 09:59 America/Phoenix). At most 25 h is accepted.", result.Says);
    }

    [Theory]
    [InlineData("2025-10-21 18:00:00+00", CheckOutcome.Holds, 0)]
    [InlineData("2025-10-21 18:00:00.000001+00", CheckOutcome.Fails, 1)]
    [InlineData("2099-01-01 00:00:00+00", CheckOutcome.Fails, 1)]
    public async Task Is_not_made_of_rows_that_are_later_than_now(string loaded, CheckOutcome outcome, int later)
    {
        var result = await cloud.ResultAsync(Over.Loaded(), Over.Now, Over.Row(loaded: loaded), Over.Row(loaded: "2025-10-01 00:00:00+00"));
        Assert.Equal(outcome, result.Outcome);
        Assert.Equal(later == 1, result.Says.Contains("1 row is later than now and does not count: a clock is wrong.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Misses_an_entity_that_never_appeared_with_one_row_of_evidence_for_each()
    {
        var result = await cloud.ResultAsync(
            Over.ByRegion("APAC", "AMER", "EMEA"), Over.Now,
            Over.Row("AMER", loaded: "2025-10-21 10:00:00+00"), Over.Row("EMEA", loaded: "2025-10-19 18:00:00+00"), Over.Row("EMEA", loaded: "2025-10-22 18:00:00+00"), Over.Row(loaded: "2025-10-21 10:00:00+00"));
        Assert.Equal("APAC has no row since 2025-09-20; the row written last of EMEA is 48 h old (2025-10-19 11:00 America/Phoenix). At most 25 h is accepted. 1 row is later than now and does not count: a clock is wrong.", result.Says);
        Assert.Equal([("APAC", null, "0"), ("EMEA", "48 h", "1")], result.Finding!.Rows.Select(r => (r["entity"]!, r["age"], r["later_than_now"]!)));
    }

    [Fact]
    public async Task Of_a_table_without_rows_is_not_green() => Assert.Equal("mart.daily_leads has no row since 2025-09-20. At most 25 h is accepted.", (await cloud.ResultAsync(Over.Loaded(), Over.Now)).Says);

    [Fact]
    public async Task Looks_only_at_rows_of_its_own_condition() =>
        Assert.False(await Holds(Over.Loaded() with { Where = "region = 'EMEA' -- of one region" }, Over.Now, Over.Row("AMER", loaded: "2025-10-21 10:00:00+00")));

    [Theory]
    [InlineData(RowTime.Event, "newest event")]
    [InlineData(RowTime.Load, "row written last")]
    [InlineData(RowTime.Visible, "newest row that readers see")]
    public async Task Calls_the_time_that_it_judges_by_its_name(RowTime time, string name) =>
        Assert.StartsWith($"The {name} of mart.daily_leads is 1 h old", (await cloud.ResultAsync(Over.Loaded() with { Time = time }, Over.Now, Over.Row(loaded: "2025-10-21 17:00:00+00"))).Says, StringComparison.Ordinal);

    // A date is as old as its end: 2025-10-20 ended at midnight in Phoenix, 11 hours ago.
    [Theory]
    [InlineData("2025-10-20", 11, true)]
    [InlineData("2025-10-20", 10, false)]
    [InlineData("2025-10-21", 1, true)]
    [InlineData("2025-10-22", 1, false)]
    public async Task Of_dates_counts_from_their_end(string day, int hours, bool holds) =>
        Assert.Equal(holds, await Holds(Over.Loaded(new Deadline.MaxAge(Duration.FromHours(hours))) with { Time = RowTime.Event, Column = TimeColumn.Date("day") }, Over.Now, Over.Row(day: day)));

    // New York sets its clocks back on 2025-11-02 at 02:00 EDT (06:00 UTC): 01:30 is at 05:30 and at 06:30 UTC.
    [Theory]
    [InlineData("2025-11-02T06:45:00Z", "2025-11-02 01:30:00", 15, true)]
    [InlineData("2025-11-02T06:45:00Z", "2025-11-02 01:29:59.999999", 15, false)]
    [InlineData("2025-11-02T06:10:00Z", "2025-11-02 01:50:00", 20, true)]
    [InlineData("2025-11-02T06:10:00Z", "2025-11-02 01:50:00", 19, false)]
    [InlineData("2025-11-02T05:10:00Z", "2025-11-02 01:50:00", 60, false)]
    [InlineData("2025-11-02T07:00:00Z", "2025-11-02 02:00:00", 1, true)]
    public async Task Of_local_times_takes_a_repeated_one_for_the_later_that_has_been(string now, string seen, int minutes, bool holds) =>
        Assert.Equal(holds, await Holds(Over.Loaded(new Deadline.MaxAge(Duration.FromMinutes(minutes))) with { Column = TimeColumn.Datetime("seen"), Zone = "America/New_York" }, At(now), Over.Row(seen: seen)));

    // The job fires at 02:00 Phoenix (09:00 UTC) on weekdays; with its grace and longest run its rows are due at 03:15 (10:15 UTC). 2025-10-17 is a Friday.
    [Theory]
    [InlineData("2025-10-19T23:00:00Z", "2025-10-17T09:00:00Z", true)]
    [InlineData("2025-10-19T23:00:00Z", "2025-10-17T08:59:59Z", false)]
    [InlineData("2025-10-20T10:14:59Z", "2025-10-17T09:00:00Z", true)]
    [InlineData("2025-10-20T10:15:00Z", "2025-10-17T09:00:00Z", false)]
    [InlineData("2025-10-20T10:15:00Z", "2025-10-20T09:00:00Z", true)]
    public async Task By_a_schedule_follows_its_weekdays(string now, string loaded, bool holds) => Assert.Equal(holds, await Holds(Over.Loaded(new Deadline.RunOf(Over.Sync)), At(now), Loaded(loaded)));

    [Fact]
    public async Task By_a_schedule_says_which_run_is_late() => Assert.Equal(
        "The row written last of mart.daily_leads is 73 h 15 min old (2025-10-17 02:00 America/Phoenix). The run of sync-leads at 2025-10-20 02:00 America/Phoenix must have ended by 2025-10-20 03:15 America/Phoenix.",
        (await cloud.ResultAsync(Over.Loaded(new Deadline.RunOf(Over.Sync)), At("2025-10-20T10:15:00Z"), Loaded("2025-10-17T09:00:00Z"))).Says);

    // A run at 02:30 Berlin, 75 min allowed. On 2025-03-30 there is no 02:30: 01:30 UTC (shifted), 01:00 UTC (end of the gap), or no run. On 2025-10-26 there are two, at 00:30 and at 01:30 UTC.
    [Theory]
    [InlineData("2025-03-30T02:40:00Z", "2025-03-29T01:30:00Z", true)]
    [InlineData("2025-03-30T23:00:00Z", "2025-03-29T01:29:59Z", false)]
    [InlineData("2025-03-31T01:44:59Z", "2025-03-29T01:30:00Z", true)]
    [InlineData("2025-03-31T01:45:00Z", "2025-03-29T01:30:00Z", false)]
    [InlineData("2025-10-26T02:44:59Z", "2025-10-25T00:30:00Z", true)]
    [InlineData("2025-10-26T02:45:00Z", "2025-10-25T00:30:00Z", false)]
    [InlineData("2025-10-26T23:00:00Z", "2025-10-26T00:30:00Z", true)]
    public async Task By_a_schedule_is_late_on_days_of_clock_changes_only_under_every_rule(string now, string loaded, bool holds) =>
        Assert.Equal(holds, await Holds(Over.Loaded(new Deadline.RunOf(Over.Sync with { Schedule = new("30 2 * * *", "Europe/Berlin") })), At(now), Loaded(loaded)));

    // On Monday the run that brings Sunday is due at 03:15 Phoenix; before, Friday's run brought Thursday.
    [Theory]
    [InlineData("2025-10-20T10:14:59Z", "2025-10-16", true)]
    [InlineData("2025-10-20T10:14:59Z", "2025-10-15", false)]
    [InlineData("2025-10-20T10:15:00Z", "2025-10-18", false)]
    [InlineData("2025-10-20T10:15:00Z", "2025-10-19", true)]
    public async Task By_a_schedule_that_brings_yesterday_compares_dates(string now, string day, bool holds) => Assert.Equal(holds, await Holds(
        Over.Loaded(new Deadline.RunOf(Over.Sync) { Behind = Period.FromDays(1) }) with { Time = RowTime.Event, Column = TimeColumn.Date("day") }, At(now), Over.Row(day: day)));

    [Theory]
    [InlineData(false, CheckOutcome.Holds, "No run of sync-leads is due: it is declared paused until 2025-10-21 (It moves).")]
    [InlineData(true, CheckOutcome.Fails, "The run of sync-leads at 2025-10-22 02:00 America/Phoenix must have ended by 2025-10-22 03:15 America/Phoenix.")]
    public async Task By_the_schedule_of_a_paused_job_waits_for_the_end_of_the_pause(bool dayAfter, CheckOutcome outcome, string says)
    {
        var paused = Over.Sync with { State = JobState.Paused("It moves", "data team", new(2025, 10, 21)) };
        var result = await cloud.ResultAsync(Over.Loaded(new Deadline.RunOf(paused)), dayAfter ? Over.Now + Duration.FromDays(1) : Over.Now, Loaded("2025-10-01T00:00:00Z"));
        Assert.Equal(outcome, result.Outcome);
        Assert.EndsWith(says, result.Says, StringComparison.Ordinal);
    }

    // Every 2 hours from the end of the run before: 2 h, twice a run of 1 h, and 15 min of grace.
    [Theory]
    [InlineData("2025-10-21T13:45:00Z", true)]
    [InlineData("2025-10-21T13:44:59Z", false)]
    public async Task By_a_schedule_without_times_allows_for_its_worst_phase(string loaded, bool holds) =>
        Assert.Equal(holds, await Holds(Over.Loaded(new Deadline.RunOf(Over.Sync with { Schedule = new("every 2 hours", "America/Phoenix") })), Over.Now, Loaded(loaded)));

    // A job of the first of January: its rows are looked for further back than a month.
    [Theory]
    [InlineData("2025-01-01T07:00:00Z", true)]
    [InlineData("2025-01-01T06:59:59Z", false)]
    public async Task By_a_rare_schedule_looks_back_as_far_as_needed(string loaded, bool holds) =>
        Assert.Equal(holds, await Holds(Over.Loaded(new Deadline.RunOf(Over.Sync with { Schedule = new("0 0 1 1 *", "America/Phoenix") })), Over.Now, Loaded(loaded)));

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;

    private static string Loaded(string instant) => Over.Row(loaded: instant.Replace("T", " ", StringComparison.Ordinal).Replace("Z", "+00", StringComparison.Ordinal));

    private async Task<bool> Holds(Check check, Instant now, params IReadOnlyList<string> rows)
    {
        var result = await cloud.ResultAsync(check, now, rows);
        Assert.True(result.Outcome != CheckOutcome.Unknown, result.Says);
        return result.Outcome == CheckOutcome.Holds;
    }
}
