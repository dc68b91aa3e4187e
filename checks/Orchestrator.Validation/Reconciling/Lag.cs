using NodaTime;

namespace Orchestrator.Validation;

/// <summary>
/// Estimates a lag from the ages of what is missing (R7, F17). A target that lags by L lacks what is younger than L and has the rest: the lag lies between
/// the age of the oldest missing row and that of the youngest row that arrived. Where other rows are missing too, the age with the fewest rows on its wrong
/// side is taken, and the interval holds every age whose likelihood is at least a twentieth of the best. Whether it is a lag at all is Fisher's exact test on (younger, older) by (missing, there), times the number of ages that were tried.
/// </summary>
public static class Lag
{
    private static readonly double WorseBy = Math.Log(20);
    private const double Significance = 0.05;

    /// <summary>The lag that fits best.</summary>
    /// <param name="bins">Rows by age, in any order. Bins that overlap in age are allowed.</param>
    public static LagEstimate Estimate(IReadOnlyList<AgeBin> bins)
    {
        var sorted = bins.Where(b => b.Rows > 0).OrderBy(b => b.Oldest).ThenBy(b => b.Youngest).ToList();
        var (rows, present) = (sorted.Sum(b => b.Rows), sorted.Sum(b => b.Present));
        if (rows == 0) return new(LagKind.NoRows, null, null, 0, 0, 1);
        if (present == rows) return new(LagKind.NothingMissing, Duration.Zero, sorted[0].Youngest, rows, 0, 1);
        if (present == 0) return new(LagKind.NothingArrived, sorted[^1].Oldest, null, rows, 0, 1);

        var cuts = Cuts(sorted, rows - present);
        var fewest = cuts.Min(c => c.Against);
        var best = cuts.First(c => c.Against == fewest);
        var chance = Math.Min(1, cuts.Count * ExactTests.HypergeometricTail(rows, rows - present, best.Younger, best.YoungerMissing));
        var likely = cuts.Where(c => LogLikelihood(fewest, fewest, rows) - LogLikelihood(c.Against, fewest, rows) <= WorseBy).ToList();
        // No age separates better than "everything is older": what is missing is not the youngest.
        var dates = sorted.Any(b => b.OnlyDate);
        var byAge = best.Younger > 0 && best.Against < rows - present;
        return byAge
            ? new(chance <= Significance ? LagKind.Measured : LagKind.Inconclusive, likely.Min(c => c.AtLeast), likely.Max(c => c.AtMost), rows, best.Against, chance) { OnlyDates = dates }
            : new(LagKind.NotByAge, null, null, rows, best.Against, chance) { OnlyDates = dates };
    }

    // A cut lies between two bins, or inside one that arrived in part: there the share that arrived says where.
    private static List<Cut> Cuts(List<AgeBin> sorted, long missing)
    {
        var cuts = new List<Cut> { new(Duration.Zero, sorted[0].Youngest, 0, 0, missing) };
        long younger = 0, youngerMissing = 0;
        for (var i = 0; i < sorted.Count; i++)
        {
            var bin = sorted[i];
            if (bin.Present > 0 && bin.Present < bin.Rows)
            {
                var (here, lacking) = (younger + bin.Rows - bin.Present, youngerMissing + bin.Rows - bin.Present);
                var (least, most) = Inside(bin);
                cuts.Add(new(least, most, here, lacking, here - lacking + missing - lacking));
            }
            younger += bin.Rows;
            youngerMissing += bin.Rows - bin.Present;
            var next = i + 1 < sorted.Count ? sorted[i + 1].Youngest + Edge(sorted[i + 1]) : bin.Oldest;
            cuts.Add(new(bin.Oldest - Edge(bin), Duration.Max(bin.Oldest, next), younger, youngerMissing, younger - youngerMissing + missing - youngerMissing));
        }
        return cuts;
    }

    // Of n rows spread evenly over a bin m are missing: the cut lies at m/n of it, give or take two standard deviations of such a share.
    private static (Duration Least, Duration Most) Inside(AgeBin bin)
    {
        var width = bin.Oldest - bin.Youngest;
        var share = (bin.Rows - bin.Present) / (double)bin.Rows;
        var spread = 1.96 * Math.Sqrt(share * (1 - share) / (bin.Rows + 2));
        return (bin.Youngest + (width * Math.Max(0, share - spread)), bin.Youngest + (width * Math.Min(1, share + spread)));
    }

    // How far the outermost of n rows may lie from the end of its date: farther in one case of twenty. Rows with times lie at their ends.
    private static Duration Edge(AgeBin bin) => bin.OnlyDate ? (bin.Oldest - bin.Youngest) * (1 - Math.Pow(0.05, 1.0 / bin.Rows)) : Duration.Zero;

    private static double LogLikelihood(long against, long fewest, long rows)
    {
        var error = Math.Max(fewest, 0.5) / (rows + 1);
        return (against * Math.Log(error)) + ((rows - against) * Math.Log(1 - error));
    }

    private sealed record Cut(Duration AtLeast, Duration AtMost, long Younger, long YoungerMissing, long Against);
}
