using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Timely;

/// <summary>The latest complete date is 2025-10-20; the dates before it have the scores that a test gives, latest first.</summary>
[Collection(TheTimelyCloud.Name)]
public sealed class Distribution_of_values(TimelyCloud cloud)
{
    private static readonly string[] Ten = ["10", "12", "10", "8", "10", "12", "8", "10", "11", "9"];

    // Median 10, distances 0 2 0 2 0 2 2 0 1 1: their median, the MAD, is 1; the band reaches 5 to either side.
    [Theory]
    [InlineData("15", true)]
    [InlineData("15.001", false)]
    [InlineData("5", true)]
    [InlineData("4.999", false)]
    public async Task Lies_in_a_band_around_the_median_whose_ends_belong_to_it(string score, bool holds) =>
        Assert.Equal(holds, (await Ask(Over.Scores(new Statistic.Mean()), score, Ten)).Outcome == CheckOutcome.Holds);

    [Fact]
    public async Task Is_told_with_its_band_and_the_number_of_dates()
    {
        var result = await Ask(Over.Scores(new Statistic.Mean()), "19.5", Ten);
        Assert.Equal("The mean of score on 2025-10-20 is 19.5; 10 earlier dates span 5 to 15 around 10.", result.Says);
        Assert.Equal(("19.5", "5", "15"), (result.Finding!.Rows[0]["value"], result.Finding.Rows[0]["low"], result.Finding.Rows[0]["high"]));
    }

    [Fact]
    public async Task Is_not_widened_by_one_strange_date() =>
        Assert.Equal(CheckOutcome.Fails, (await Ask(Over.Scores(new Statistic.Mean()), "20", [.. Ten, "1000000"])).Outcome);

    // Constants have no MAD: the floor decides, which is 1 % of the median unless declared.
    [Theory]
    [InlineData(null, "10.1", true)]
    [InlineData(null, "10.11", false)]
    [InlineData(0.0, "10", true)]
    [InlineData(0.0, "10.0000001", false)]
    [InlineData(2.0, "12", true)]
    [InlineData(2.0, "12.1", false)]
    public async Task Of_constants_is_judged_by_the_floor(double? floor, string score, bool holds) =>
        Assert.Equal(holds, (await Ask(Over.Scores(new Statistic.Mean()) with { Floor = floor }, score, [.. Enumerable.Repeat("10", 10)])).Outcome == CheckOutcome.Holds);

    [Theory]
    [InlineData(6, null, "Could not be checked: not enough history (6 of 7 dates) to judge the mean of score on 2025-10-20.")]
    [InlineData(6, 20, "Could not be checked: not enough history (6 of 7 dates) to judge the mean of score on 2025-10-20.")]
    [InlineData(6, 21, "The mean of score on 2025-10-20 is 10; not enough history (6 of 7 dates), which is expected until 2025-10-21.")]
    [InlineData(7, null, "The mean of score on 2025-10-20 is 10; 7 earlier dates span -10 to 30 around 10.")]
    public async Task With_too_few_dates_is_not_known_unless_it_is_still_learning(int dates, int? learningUntil, string says)
    {
        var check = Over.Scores(new Statistic.Mean()) with { LearningUntil = learningUntil is { } day ? new LocalDate(2025, 10, day) : null, Width = 10 };
        Assert.Equal(says, (await Ask(check, "10", Ten[..dates])).Says);
    }

    [Fact]
    public async Task Without_a_value_is_an_offence_or_not_known_and_never_green()
    {
        Assert.Equal("All 1 values of score on 2025-10-20 are NULL.", (await Ask(Over.Scores(new Statistic.Mean()), null, Ten)).Finding?.Message);
        Assert.Equal("1 of 1 values of score on 2025-10-20 are NaN or infinite.", (await Ask(Over.Scores(new Statistic.Mean()), "NaN", Ten)).Finding?.Message);
        Assert.Equal("1 of 1 values of score on 2025-10-20 are NaN or infinite.", (await Ask(Over.Scores(new Statistic.Quantile(50)), "inf", Ten)).Finding?.Message);
        Assert.Equal("Could not be checked: score has a single number on 2025-10-20, which has no standard deviation of score.", (await Ask(Over.Scores(new Statistic.StandardDeviation()), "1", Ten)).Says);
        Assert.Equal(
            (CheckOutcome.Unknown, "Could not be checked: mart.daily_leads has no row on 2025-10-20 (America/Phoenix), so there is nothing to judge."),
            (await cloud.ResultAsync(Over.Scores(new Statistic.Mean()), Over.Now, Over.Row(day: Over.DaysAgo(2), score: "1"))) is var empty ? (empty.Outcome, empty.Says) : default);
    }

    [Fact]
    public async Task Leaves_NaN_of_earlier_dates_out_of_the_band()
    {
        var result = await Ask(Over.Scores(new Statistic.Mean()), "10", [.. Ten, "NaN", "-inf"]);
        Assert.Equal("The mean of score on 2025-10-20 is 10; 10 earlier dates span 5 to 15 around 10.", result.Says);
    }

    // Three of four values on each date are NULL, then all but one of eight.
    [Theory]
    [InlineData(8, 6, CheckOutcome.Holds, "The share of NULL in score on 2025-10-20 is 0.75; 10 earlier dates span 0.74 to 0.76 around 0.75.")]
    [InlineData(8, 7, CheckOutcome.Fails, "The share of NULL in score on 2025-10-20 is 0.875; 10 earlier dates span 0.74 to 0.76 around 0.75.")]
    public async Task Of_NULL_is_a_share_of_all_rows(int rows, int nulls, CheckOutcome outcome, string says)
    {
        var result = await cloud.ResultAsync(Over.Scores(new Statistic.NullShare()), Over.Now, [
            .. Enumerable.Range(2, 10).SelectMany(days => Over.Rows(3, Over.DaysAgo(days)).Append(Over.Row(day: Over.DaysAgo(days), score: "1"))),
            .. Over.Rows(nulls, Over.DaysAgo(1)), .. Over.Rows(rows - nulls, Over.DaysAgo(1), score: "1")]);
        Assert.Equal((outcome, says), (result.Outcome, result.Says));
    }

    [Fact]
    public async Task Of_one_value_is_a_share_of_all_rows()
    {
        var check = Over.Scores(new Statistic.ShareOf("AMER")) with { Column = "region" };
        var result = await cloud.ResultAsync(check, Over.Now, [
            .. Enumerable.Range(2, 10).SelectMany(days => Over.Rows(1, Over.DaysAgo(days), "AMER").Concat(Over.Rows(1, Over.DaysAgo(days), "EMEA"))), .. Over.Rows(3, Over.DaysAgo(1), "AMER"), .. Over.Rows(1, Over.DaysAgo(1))]);
        Assert.Equal("The share of 'AMER' in region on 2025-10-20 is 0.75; 10 earlier dates span 0.49 to 0.51 around 0.5.", result.Says);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(50, "3")]
    [InlineData(90, "9")]
    [InlineData(100, "10")]
    public async Task Has_quantiles_that_are_values(int percent, string value)
    {
        string[] today = ["0", "1", "1", "2", "3", "4", "5", "8", "9", "10"];
        var result = await cloud.ResultAsync(Over.Scores(new Statistic.Quantile(percent)), Over.Now, [
            .. today.Select(s => Over.Row(day: Over.DaysAgo(1), score: s)), .. Enumerable.Range(2, 10).Select(days => Over.Row(day: Over.DaysAgo(days), score: "100"))]);
        Assert.StartsWith($"The {percent} % quantile of score on 2025-10-20 is {value}; 10 earlier dates", result.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_compared_with_the_same_weekday_if_asked()
    {
        // Mondays have 1, all other days 50: a Monday of 50 is strange only among Mondays.
        IReadOnlyList<string> rows = [Over.Row(day: Over.DaysAgo(1), score: "50"), .. Enumerable.Range(2, 40).Select(days => Over.Row(day: Over.DaysAgo(days), score: days % 7 == 1 ? "1" : "50"))];
        Assert.Equal(CheckOutcome.Holds, (await cloud.ResultAsync(Over.Scores(new Statistic.Mean()), Over.Now, rows)).Outcome);
        var weekly = await cloud.ResultAsync(Over.Scores(new Statistic.Mean()) with { Against = new Baseline.SameWeekday(4) }, Over.Now, rows);
        Assert.Equal((CheckOutcome.Fails, "The mean of score on 2025-10-20 is 50; 4 earlier dates span 0.99 to 1.01 around 1."), (weekly.Outcome, weekly.Says));
    }

    private Task<CheckResult> Ask(Check check, string? score, IReadOnlyList<string> earlier) => cloud.ResultAsync(
        check, Over.Now, [Over.Row(day: Over.DaysAgo(1), score: score), .. earlier.Select((s, i) => Over.Row(day: Over.DaysAgo(i + 2), score: s))]);
}
