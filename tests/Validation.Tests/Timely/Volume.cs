using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>The latest complete date is Monday, 2025-10-20.</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class Volume_of_a_date(TimelyCloud cloud)
{
    [Theory]
    [InlineData(100, 50, 0.5, null, true)]
    [InlineData(100, 49, 0.5, null, false)]
    [InlineData(101, 51, 0.5, null, true)]
    [InlineData(101, 50, 0.5, null, false)]
    [InlineData(10, 3, 0.7, null, true)]
    [InlineData(10, 2, 0.7, null, false)]
    [InlineData(100, 200, null, 1.0, true)]
    [InlineData(100, 201, null, 1.0, false)]
    [InlineData(10, 11, 0.5, 0.1, true)]
    [InlineData(10, 12, 0.5, 0.1, false)]
    [InlineData(10, 0, 0.5, null, false)]
    [InlineData(9, 0, 0.5, null, true)]
    [InlineData(0, 500, 0.5, 1.0, true)]
    public async Task Is_compared_exactly_with_the_date_before(int before, int rows, double? drop, double? growth, bool holds)
    {
        var result = await cloud.ResultAsync(Over.Volume((decimal?)drop, (decimal?)growth), Over.Now, [.. Over.Rows(before, Over.DaysAgo(2)), .. Over.Rows(rows, Over.DaysAgo(1)), .. Over.Rows(70, Over.DaysAgo(0))]);
        Assert.True(holds == (result.Outcome == CheckOutcome.Holds), result.Says);
    }

    [Fact]
    public async Task Is_told_with_what_it_is_compared_with_and_what_is_accepted()
    {
        var result = await cloud.ResultAsync(Over.Volume(0.5m, 1), Over.Now, [.. Over.Rows(40, Over.DaysAgo(2)), .. Over.Rows(19, Over.DaysAgo(1))]);
        Assert.Equal("mart.daily_leads has 19 rows on 2025-10-20 (America/Phoenix) and 40 on 2025-10-19: 47.5 % of them. From 20 to 80 rows are accepted.", result.Says);
        Assert.Equal("40", Assert.Single(result.Finding!.Rows)["baseline"]);
    }

    [Fact]
    public async Task Is_compared_with_the_median_of_the_same_weekdays_and_tells_dates_without_rows()
    {
        var check = Over.Volume() with { Against = new Baseline.SameWeekday(4) };
        var result = await cloud.ResultAsync(check, Over.Now, [.. Over.Rows(10, Over.DaysAgo(1)), .. Over.Rows(40, Over.DaysAgo(8)), .. Over.Rows(20, Over.DaysAgo(15)), .. Over.Rows(99, Over.DaysAgo(2)), .. Over.Rows(24, Over.DaysAgo(29))]);
        Assert.Equal("mart.daily_leads has 10 rows on 2025-10-20 (America/Phoenix) and 22 on the Mondays of the 4 weeks before (median), 1 of them without a row (2025-09-29): 45.5 % of them. At least 11 rows are accepted.", result.Says);
        Assert.Equal(CheckOutcome.Fails, result.Outcome);
    }

    [Fact]
    public async Task Is_not_known_when_no_date_has_a_row()
    {
        var result = await cloud.ResultAsync(Over.Volume(), Over.Now, Over.Row(day: "2025-10-01"));
        Assert.Equal((CheckOutcome.Unknown, "Could not be checked: mart.daily_leads has no row on 2025-10-20 and none on 2025-10-19, so there is nothing to compare."), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task Says_nothing_of_a_baseline_that_is_too_small()
    {
        var result = await cloud.ResultAsync(Over.Volume(), Over.Now, [.. Over.Rows(9, Over.DaysAgo(2))]);
        Assert.Equal((CheckOutcome.Holds, "mart.daily_leads has 0 rows on 2025-10-20 (America/Phoenix) and 9 on 2025-10-19: less than 10 to compare with says nothing."), (result.Outcome, result.Says));
    }

    // On Monday at 11:00 the latest complete date is Sunday; of business days it is Friday, and Thursday is the one before.
    [Theory]
    [InlineData(false, "2025-10-19", "2025-10-18")]
    [InlineData(true, "2025-10-17", "2025-10-16")]
    public async Task Leaves_out_week_ends_only_if_asked(bool only, string judged, string compared)
    {
        var result = await cloud.ResultAsync(Over.Volume() with { BusinessDaysOnly = only }, Over.Now - Duration.FromDays(1), [.. Over.Rows(10, judged), .. Over.Rows(10, compared)]);
        Assert.StartsWith($"mart.daily_leads has 10 rows on {judged} (America/Phoenix) and 10 on {compared}: 100 % of them.", result.Says, StringComparison.Ordinal);
    }

    // In Phoenix it is still the 20th at 06:59 UTC of the 21st, so the 19th is the latest complete date.
    [Theory]
    [InlineData("2025-10-21T06:59:59Z", "2025-10-19")]
    [InlineData("2025-10-21T07:00:00Z", "2025-10-20")]
    public async Task Takes_dates_in_the_zone_of_the_pipeline(string now, string judged) => Assert.Contains(
        $"on {judged} (America/Phoenix)",
        (await cloud.ResultAsync(Over.Volume(), NodaTime.Text.InstantPattern.ExtendedIso.Parse(now).Value, Over.Row(day: Over.DaysAgo(1)), Over.Row(day: Over.DaysAgo(2)))).Says, StringComparison.Ordinal);

    // New York's 2025-11-02 has 25 hours, from 04:00 UTC to 05:00 UTC of the next day; 2025-03-09 has 23, from 05:00 to 04:00.
    [Theory]
    [InlineData("2025-11-03T17:00:00Z", "2025-11-02 04:00:00+00", "2025-11-03 04:59:59.999999+00", 2)]
    [InlineData("2025-11-03T17:00:00Z", "2025-11-02 03:59:59.999999+00", "2025-11-03 05:00:00+00", 0)]
    [InlineData("2025-03-10T17:00:00Z", "2025-03-09 05:00:00+00", "2025-03-10 03:59:59.999999+00", 2)]
    [InlineData("2025-03-10T17:00:00Z", "2025-03-09 04:59:59.999999+00", "2025-03-10 04:00:00+00", 0)]
    public async Task Counts_days_of_23_and_25_hours_whole(string now, string first, string last, int rows)
    {
        var check = Over.Volume() with { DateColumn = TimeColumn.Timestamp("happened"), Zone = "America/New_York", Against = new Baseline.PreviousDates(7) };
        var at = NodaTime.Text.InstantPattern.ExtendedIso.Parse(now).Value;
        var before = Over.Row(happened: (at - Duration.FromDays(4)).ToString("uuuu-MM-dd HH:mm:ss'+00'", null));
        Assert.Contains($"has {rows} rows on ", (await cloud.ResultAsync(check, at, Over.Row(happened: first), Over.Row(happened: last), before)).Says, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10", CheckOutcome.Holds, "mart.daily_leads has 10 in total of score on 2025-10-20 (America/Phoenix) and 20 on 2025-10-19: 50 % of them. At least 10 is accepted.")]
    [InlineData("9.5", CheckOutcome.Fails, "mart.daily_leads has 9.5 in total of score on 2025-10-20 (America/Phoenix) and 20 on 2025-10-19: 47.5 % of them. At least 10 is accepted.")]
    [InlineData(null, CheckOutcome.Fails, "mart.daily_leads has 0 in total of score on 2025-10-20 (America/Phoenix) and 20 on 2025-10-19: 0 % of them. At least 10 is accepted.")]
    [InlineData("nan", CheckOutcome.Unknown, "Could not be checked: The total of score is 'NaN', which cannot be compared.")]
    public async Task May_be_a_total(string? score, CheckOutcome outcome, string says)
    {
        var result = await cloud.ResultAsync(Over.Volume() with { Of = new Measure.Sum("score") }, Over.Now, Over.Row(day: Over.DaysAgo(2), score: "15"), Over.Row(day: Over.DaysAgo(2), score: "5"), Over.Row(day: Over.DaysAgo(1), score: score));
        Assert.Equal((outcome, says), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task May_be_the_number_of_different_values()
    {
        var check = Over.Volume() with { Of = new Measure.Distinct("region"), Minimum = 2 };
        var result = await cloud.ResultAsync(check, Over.Now, [.. Over.Rows(50, Over.DaysAgo(1), "AMER"), Over.Row("AMER", Over.DaysAgo(2)), Over.Row("EMEA", Over.DaysAgo(2)), Over.Row("APAC", Over.DaysAgo(2)), Over.Row(day: Over.DaysAgo(1))]);
        Assert.Equal((CheckOutcome.Fails, "mart.daily_leads has 1 different values of region on 2025-10-20 (America/Phoenix) and 3 on 2025-10-19: 33.3 % of them. At least 1.5 is accepted."), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task Counts_local_times_by_their_date()
    {
        var check = Over.Volume() with { DateColumn = TimeColumn.Datetime("seen"), Minimum = 1 };
        var result = await cloud.ResultAsync(check, Over.Now, Over.Row(seen: "2025-10-20 00:00:00"), Over.Row(seen: "2025-10-20 23:59:59.999999"), Over.Row(seen: "2025-10-21 00:00:00"), Over.Row(seen: "2025-10-19 23:59:59.999999"), Over.Row());
        Assert.StartsWith("mart.daily_leads has 2 rows on 2025-10-20 (America/Phoenix) and 1 on 2025-10-19", result.Says, StringComparison.Ordinal);
    }
}
