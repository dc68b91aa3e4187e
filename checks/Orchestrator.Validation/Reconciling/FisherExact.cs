namespace Orchestrator.Validation;

/// <summary>Fisher's exact test on a two by two table.</summary>
public static class FisherExact
{
    /// <summary>The probability that a group drawn at random holds at least as many of the marked ones as it does.</summary>
    /// <param name="markedInGroup">Marked ones in the group.</param>
    /// <param name="group">The size of the group.</param>
    /// <param name="marked">Marked ones altogether.</param>
    /// <param name="all">All.</param>
    public static double OneSided(long markedInGroup, long group, long marked, long all)
    {
        var total = LogChoose(all, group);
        double sum = 0;
        for (var k = markedInGroup; k <= Math.Min(group, marked); k++)
            if (group - k <= all - marked) sum += Math.Exp(LogChoose(marked, k) + LogChoose(all - marked, group - k) - total);
        return Math.Min(1, sum);
    }

    private static double LogChoose(long n, long k) => LogFactorial(n) - LogFactorial(k) - LogFactorial(n - k);

    // Exact sums for small numbers, Stirling's series beyond: its error there is below 1e-15.
    private static double LogFactorial(long n)
    {
        if (n > 255) return (n * Math.Log(n)) - n + (0.5 * Math.Log(2 * Math.PI * n)) + (1.0 / (12.0 * n)) - (1.0 / (360.0 * n * n * n));
        double sum = 0;
        for (var i = 2; i <= n; i++) sum += Math.Log(i);
        return sum;
    }
}
