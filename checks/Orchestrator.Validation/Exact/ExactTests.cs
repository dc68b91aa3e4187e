namespace Orchestrator.Validation;

/// <summary>Exact tests: no table of critical values, no approximation by a normal curve, so they hold for six rows as for six million.</summary>
public static class ExactTests
{
    /// <summary>The probability of at least <paramref name="successes"/> in <paramref name="trials"/> independent trials.</summary>
    /// <param name="trials">How many trials, 0 or more.</param>
    /// <param name="successes">How many successes are asked for.</param>
    /// <param name="probability">The probability of one success, from 0 to 1.</param>
    public static double BinomialTail(long trials, long successes, double probability)
    {
        if (successes <= 0) return 1;
        if (successes > trials || probability <= 0) return 0;
        if (probability >= 1) return 1;
        var (success, failure) = (Math.Log(probability), Math.Log(1 - probability));
        return Sum(successes, trials, k => LogFactorials.Choose(trials, k) + (k * success) + ((trials - k) * failure), trials * probability);
    }

    /// <summary>The probability of at least <paramref name="events"/> when <paramref name="expected"/> are expected.</summary>
    /// <param name="events">How many events are asked for.</param>
    /// <param name="expected">The mean, 0 or more.</param>
    public static double PoissonTail(long events, double expected)
    {
        if (events <= 0) return 1;
        if (expected <= 0) return 0;
        return Sum(events, long.MaxValue, k => (k * Math.Log(expected)) - expected - LogFactorials.Of(k), expected);
    }

    /// <summary>The probability that a random draw of <paramref name="drawn"/> of <paramref name="population"/> holds at least <paramref name="hits"/> of the <paramref name="marked"/>.</summary>
    /// <param name="population">How many there are.</param>
    /// <param name="marked">How many of them are marked.</param>
    /// <param name="drawn">How many are drawn.</param>
    /// <param name="hits">How many marked ones are asked for among the drawn.</param>
    public static double HypergeometricTail(long population, long marked, long drawn, long hits)
    {
        var most = Math.Min(marked, drawn);
        if (hits <= Math.Max(0, marked + drawn - population)) return 1;
        if (hits > most) return 0;
        var all = LogFactorials.Choose(population, drawn);
        return Sum(hits, most, k => LogFactorials.Choose(marked, k) + LogFactorials.Choose(population - marked, drawn - k) - all, (double)marked * drawn / population);
    }

    /// <summary>Fisher's exact test, one-sided: how probable it is that a group misses at least so many by chance, when the missing rows fall anywhere.</summary>
    /// <param name="missingInside">Rows of the group that are missing.</param>
    /// <param name="presentInside">Rows of the group that are there.</param>
    /// <param name="missingOutside">Rows of everybody else that are missing.</param>
    /// <param name="presentOutside">Rows of everybody else that are there.</param>
    public static double FisherOneSided(long missingInside, long presentInside, long missingOutside, long presentOutside) => HypergeometricTail(
        missingInside + presentInside + missingOutside + presentOutside, missingInside + presentInside, missingInside + missingOutside, missingInside);

    // Adds probabilities from the first on; behind the mean they only fall, so the rest is nothing once a term is.
    private static double Sum(long first, long last, Func<long, double> log, double mean)
    {
        var sum = 0.0;
        for (var k = first; k <= last; k++)
        {
            var term = Math.Exp(log(k));
            sum += term;
            if (k > mean && term <= sum * 1e-17) break;
        }

        return Math.Min(1, sum);
    }
}
