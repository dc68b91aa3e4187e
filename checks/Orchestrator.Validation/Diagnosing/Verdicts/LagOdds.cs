namespace Orchestrator.Validation;

/// <summary>What the totals of each key say of a lag, before any day is looked at: how probable it is that so many rows are among the newest (R8).</summary>
internal static class LagOdds
{
    /// <summary>The probability that at least the missing rows of a key lie in the newest days, when rows come evenly over the window.</summary>
    /// <param name="rows">Rows of the key.</param>
    /// <param name="missing">How many of them are missing.</param>
    /// <param name="days">Days of the window.</param>
    /// <param name="lag">Days of the lag.</param>
    public static double Of(long rows, long missing, int days, int lag) => ExactTests.BinomialTail(rows, missing, (double)lag / days);

    /// <summary>In words, for the keys that lack rows: for the lag that the data suggest, and for a day less.</summary>
    public static string Of(Ranking ranking)
    {
        var table = ranking.Table;
        var lag = Days(ranking);
        var says = new List<string>();
        for (var k = 0; k < table.Keys.Length; k++)
        {
            var (rows, there) = ((long)Math.Round(KeyTotals.Sum(table.Source, table, k)), (long)Math.Round(KeyTotals.Sum(table.Target, table, k)));
            if (there >= rows || lag >= table.Days) continue;
            var missing = rows - there;
            var which = missing == rows ? $"all {missing} rows of {table.Keys[k] ?? "NULL"}" : $"{missing} or more of the {rows} rows of {table.Keys[k] ?? "NULL"}";
            says.Add($"{which} {string.Join(", ", Enumerable.Range(Math.Max(1, lag - 1), Math.Min(2, lag)).Reverse().Select(d => $"{EffectWords.Probability(Of(rows, missing, table.Days, d))} ({d} d)"))}");
        }

        return says.Count == 0 ? "" : $"From the totals alone, if rows come evenly over the {table.Days} days, to lie among the newest has for {string.Join("; for ", says.Take(6))}.";
    }

    /// <summary>The lag that the data suggest, in whole days.</summary>
    public static int Days(Ranking ranking)
    {
        if (ranking.With(CauseKind.Lag)?.Effects.OfType<Late>().First() is not { } late) return 1;
        var first = late.Cutoffs.Where(c => c != Cutoff.None).Select(c => c.Day).DefaultIfEmpty(ranking.Table.Days - 1).Min();
        return Math.Max(1, ranking.Table.Days - 1 - first);
    }
}
