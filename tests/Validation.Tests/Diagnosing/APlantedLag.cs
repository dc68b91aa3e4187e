using NodaTime;
using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

public sealed class APlantedLag
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 1, 0, 0);

    [Fact]
    public void Of_half_a_day_to_five_is_estimated_within_a_quarter_of_a_day_in_950_of_1000_runs_and_lies_in_its_interval()
    {
        var (near, inside) = (0, 0);
        for (var seed = 7_000_000; seed < 7_001_000; seed++)
        {
            var random = new Random(seed);
            var (estimate, truth) = Run(random, perDay: 12 + random.Next(60), losses: random.Next(2) * 0.01);
            if (Math.Abs((estimate.Lag - truth).TotalDays) <= 0.25) near++;
            if (truth >= estimate.Least && truth <= estimate.Most) inside++;
        }

        Assert.True(near >= 950, $"{near} of 1,000 within a quarter of a day");
        Assert.True(inside >= 930, $"{inside} of 1,000 intervals hold the truth");
    }

    [Fact]
    public void With_few_rows_has_a_wide_interval_rather_than_a_wrong_number()
    {
        var inside = 0;
        for (var seed = 8_000_000; seed < 8_000_200; seed++)
        {
            var (estimate, truth) = Run(new Random(seed), perDay: 1.5, losses: 0);
            if (truth >= estimate.Least && truth <= estimate.Most) inside++;
        }

        Assert.True(inside >= 180, $"{inside} of 200 intervals hold the truth");
    }

    [Fact]
    public void Of_nothing_is_told_as_the_time_since_the_newest_row_at_most()
    {
        var rows = new[] { new TimedRows(Start, Start + Duration.FromHours(1), 5, 0), new TimedRows(Start + Duration.FromHours(20), Start + Duration.FromHours(21), 5, 0) };
        var lag = LagCutoff.Of(rows, [10.0], Start + Duration.FromHours(23))!;
        Assert.InRange(lag.Lag, Duration.Zero, Duration.FromHours(3));
        Assert.InRange(lag.Least, Duration.Zero, Duration.FromHours(1));
    }

    [Fact]
    public void Of_a_source_without_rows_is_unknown() => Assert.Null(LagCutoff.Of([], [0.0], Start));

    private static (LagInterval Estimate, Duration Truth) Run(Random random, double perDay, double losses)
    {
        const int days = 14;
        var now = Start + Duration.FromDays(days - 1) + Duration.FromHours(random.Next(1, 24));
        var truth = Duration.FromDays(0.5 + (random.NextDouble() * 4.5));
        var (hours, target) = (new SortedDictionary<int, double>(), new double[days]);
        for (var at = Next(0); Start + Duration.FromHours(at) < now; at = Next(at))
        {
            hours[(int)at] = hours.GetValueOrDefault((int)at) + 1;
            if (Start + Duration.FromHours(at) <= now - truth && random.NextDouble() >= losses) target[(int)at / 24]++;
        }

        var rows = hours.Select(h => new TimedRows(Start + Duration.FromHours(h.Key), Min(Start + Duration.FromHours(h.Key + 1), now), h.Value, h.Key / 24)).ToList();
        return (LagCutoff.Of(rows, target, now)!, truth);

        double Next(double at) => at - (Math.Log(1 - random.NextDouble()) * 24 / perDay);

        static Instant Min(Instant a, Instant b) => a < b ? a : b;
    }
}
