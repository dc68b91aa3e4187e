using Orchestrator.Validation;

namespace Validation.Tests.Diagnosing;

/// <summary>Probabilities worked out by hand as fractions.</summary>
public sealed class ExactTestFacts
{
    // Document 000, a window of 11 days: all 6 rows of EMEA among the newest 2 days, or the newest; 6 or more of the 16 of AMER; EMEA 6 of 6 against AMER 6 of 16.
    [Theory]
    [InlineData(6, 6, 2, 64.0 / 1_771_561, "3.6E-5")]
    [InlineData(6, 6, 1, 1.0 / 1_771_561, "5.6E-7")]
    [InlineData(16, 6, 2, 0.0550407, "5.5E-2")]
    [InlineData(16, 6, 1, 0.0020236, "2.0E-3")]
    public void Of_a_lag_in_document_000(int rows, int missing, int lag, double exact, string printed)
    {
        var p = LagOdds.Of(rows, missing, 11, lag);
        Assert.Equal(exact, p, exact * 1e-3);
        Assert.Equal(Naive(rows, missing, lag / 11.0), p, 1e-14);
        Assert.Equal(printed, p.ToString("0.0E-0", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Of_the_region_in_document_000() => Assert.Equal(924.0 / 74_613, ExactTests.FisherOneSided(6, 0, 6, 10), 1e-14);

    [Theory]
    [InlineData(3, 1, 1, 3, 17.0 / 70)]
    [InlineData(0, 5, 5, 0, 1)]
    [InlineData(5, 0, 0, 5, 1.0 / 252)]
    [InlineData(0, 0, 3, 4, 1)]
    public void Of_a_table_of_four(int missingInside, int presentInside, int missingOutside, int presentOutside, double exact) =>
        Assert.Equal(exact, ExactTests.FisherOneSided(missingInside, presentInside, missingOutside, presentOutside), 1e-13);

    [Theory]
    [InlineData(1, 0.5, 0.39346934028736658)]
    [InlineData(3, 2, 0.32332358381693654)]
    [InlineData(10, 0.1, 2.5163478067703843e-17)]
    [InlineData(0, 7, 1)]
    [InlineData(1, 0, 0)]
    public void Of_events_at_a_rate(int events, double expected, double exact) => Assert.Equal(exact, ExactTests.PoissonTail(events, expected), exact * 1e-10);

    [Theory]
    [InlineData(10, 0, 0.3, 1)]
    [InlineData(10, 11, 0.3, 0)]
    [InlineData(10, 10, 0.5, 1.0 / 1024)]
    [InlineData(10, 3, 1, 1)]
    [InlineData(10, 3, 0, 0)]
    public void Of_trials_at_the_edge(int trials, int successes, double probability, double exact) => Assert.Equal(exact, ExactTests.BinomialTail(trials, successes, probability), 1e-14);

    [Fact]
    public void Of_a_million_rows_are_numbers_too()
    {
        Assert.InRange(ExactTests.BinomialTail(1_000_000, 500_000, 0.5), 0.5, 0.501);
        Assert.InRange(ExactTests.HypergeometricTail(2_000_000, 1_000_000, 1_000, 500), 0.5, 0.53);
        Assert.InRange(ExactTests.BinomialTail(1_000_000, 600_000, 0.5), 0, 1e-300);
    }

    // Pascal's triangle and powers: slow, and obviously right.
    private static double Naive(int n, int k, double p)
    {
        var sum = 0.0;
        for (var i = k; i <= n; i++)
        {
            var ways = 1.0;
            for (var j = 0; j < i; j++) ways = ways * (n - j) / (j + 1);
            sum += ways * Math.Pow(p, i) * Math.Pow(1 - p, n - i);
        }

        return sum;
    }
}
