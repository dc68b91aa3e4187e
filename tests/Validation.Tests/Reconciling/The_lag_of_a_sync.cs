using NodaTime;
using Orchestrator.Validation;

namespace Validation.Tests.Reconciling;

/// <summary>Lags are found from the ages of what is missing, and what is no lag is not called one.</summary>
public sealed class The_lag_of_a_sync
{
    [Fact]
    public void Is_found_within_a_quarter_of_a_day_in_95_of_100_syncs()
    {
        // Ten leads a day over two weeks; a sync that lags by half a day to five days has what is older.
        var random = new Random(20260111);
        var near = 0;
        for (var run = 0; run < 1000; run++)
        {
            var lag = 0.5 + (random.NextDouble() * 4.5);
            var estimate = Lag.Estimate([.. Ages(random, perDay: 10).Select(age => Row(age, age >= lag))]);
            Assert.True(estimate.AtLeast!.Value.TotalDays <= lag && lag <= estimate.AtMost!.Value.TotalDays, $"{lag} is not in {estimate}.");
            if (Math.Abs(estimate.Best!.Value.TotalDays - lag) <= 0.25) near++;
        }
        Assert.True(near >= 950, $"{near} of 1,000.");
    }

    [Fact]
    public void Is_found_though_one_row_in_twenty_is_wrong()
    {
        var random = new Random(7);
        var (near, inside) = (0, 0);
        for (var run = 0; run < 1000; run++)
        {
            var lag = 0.5 + (random.NextDouble() * 4.5);
            var estimate = Lag.Estimate([.. Ages(random, perDay: 20).Select(age => Row(age, age >= lag != random.NextDouble() < 0.05))]);
            if (estimate.Best is not { } best) continue;
            if (Math.Abs(best.TotalDays - lag) <= 0.25) near++;
            if (estimate.AtLeast!.Value.TotalDays <= lag && lag <= estimate.AtMost!.Value.TotalDays) inside++;
        }
        Assert.True(near >= 950 && inside >= 900, $"{near} near, {inside} inside, of 1,000.");
    }

    [Fact]
    public void Is_no_better_known_than_a_day_when_there_are_only_dates()
    {
        // Whole days: those of today and yesterday are missing. Of eight rows the last may well be six hours from midnight.
        var estimate = Lag.Estimate([.. Enumerable.Range(0, 10).Select(day => Date(day, day < 2 ? 0 : 8))]);
        Assert.Equal((LagKind.Measured, true), (estimate.Kind, estimate.OnlyDates));
        Assert.Equal(2, estimate.Best!.Value.TotalDays, 6);
        Assert.InRange((estimate.AtMost!.Value - estimate.AtLeast!.Value).TotalDays, 0.5, 1);
        // Half of the third day arrived: the cut lies in it.
        estimate = Lag.Estimate([.. Enumerable.Range(0, 10).Select(day => Date(day, day < 2 ? 0 : day == 2 ? 4 : 8))]);
        Assert.InRange(estimate.Best!.Value.TotalDays, 2.4, 2.6);
        Assert.InRange((estimate.AtMost!.Value - estimate.AtLeast!.Value).TotalDays, 0.5, 1);
    }

    [Fact]
    public void Lies_in_its_interval_though_only_dates_are_known()
    {
        var random = new Random(3);
        var inside = 0;
        for (var run = 0; run < 1000; run++)
        {
            var lag = 0.5 + (random.NextDouble() * 4.5);
            var days = Ages(random, perDay: 8).GroupBy(age => (int)age).Select(day => Date(day.Key, day.Count(age => age >= lag), day.Count()));
            var estimate = Lag.Estimate([.. days]);
            if (estimate.AtLeast is { } least && least.TotalDays <= lag && lag <= estimate.AtMost!.Value.TotalDays) inside++;
        }
        Assert.True(inside >= 930, $"{inside} of 1,000.");
    }

    [Fact]
    public void Is_seldom_seen_where_rows_are_missing_at_random()
    {
        var random = new Random(11);
        var called = Enumerable.Range(0, 1000).Count(_ => Lag.Estimate([.. Ages(random, perDay: 3).Select(age => Row(age, random.NextDouble() < 0.6))]).Kind == LagKind.Measured);
        Assert.True(called <= 50, $"{called} of 1,000 syncs without a lag are said to have one.");
    }

    [Fact]
    public void Is_none_when_nothing_arrived_or_nothing_is_missing()
    {
        Assert.Equal(LagKind.NothingArrived, Lag.Estimate([Row(1, false), Row(9, false)]).Kind);
        var all = Lag.Estimate([Row(1.5, true), Row(9, true)]);
        Assert.Equal((LagKind.NothingMissing, 1.5), (all.Kind, all.AtMost!.Value.TotalDays));
        Assert.Equal(LagKind.NoRows, Lag.Estimate([]).Kind);
        Assert.Equal(LagKind.NotByAge, Lag.Estimate([Row(1, true), Row(2, true), Row(8, false)]).Kind);
    }

    [Fact]
    public void Is_not_certain_from_three_rows() => Assert.Equal(LagKind.Inconclusive, Lag.Estimate([Row(1, false), Row(2, true), Row(8, true)]).Kind);

    [Theory]
    // R8: all 6 of EMEA are missing, 6 of 16 of AMER. A table of textbooks: the lady tasting tea.
    [InlineData(6, 6, 12, 22, 0.012384)]
    [InlineData(3, 4, 4, 8, 0.242857)]
    [InlineData(4, 4, 4, 8, 0.014286)]
    [InlineData(0, 4, 4, 8, 1)]
    public void Is_judged_by_an_exact_test(long inGroup, long group, long marked, long all, double expected) =>
        Assert.Equal(expected, ExactTests.HypergeometricTail(all, marked, group, inGroup), 6);

    [Fact]
    public void Is_judged_exactly_for_thousands_of_rows_too() => Assert.Equal(0.5 + (0.5 * Half(1000)), ExactTests.HypergeometricTail(4000, 2000, 2000, 1000), 9);

    // The chance of exactly half, by multiplying the terms one by one.
    private static double Half(int half)
    {
        double log = 0;
        for (var i = 1; i <= half; i++) log += 4 * Math.Log(((2.0 * half) - i + 1) / i);
        double all = 0;
        for (var i = 1; i <= 2 * half; i++) all += Math.Log(((4.0 * half) - i + 1) / i);
        // C(2h,h)^2 / C(4h,2h)
        return Math.Exp((log / 2) - all);
    }

    private static IEnumerable<double> Ages(Random random, double perDay)
    {
        for (var age = -Math.Log(1 - random.NextDouble()) / perDay; age < 14; age += -Math.Log(1 - random.NextDouble()) / perDay) yield return age;
    }

    private static AgeBin Date(int day, long present, long rows = 8) => new(Duration.FromDays(day), Duration.FromDays(day + 1), rows, present) { OnlyDate = true };

    private static AgeBin Row(double days, bool there) => new(Duration.FromDays(days), Duration.FromDays(days), 1, there ? 1 : 0);
}
