namespace Orchestrator.Validation;

/// <summary>
/// How well a prediction agrees with the target: the logarithm of the exact probability of the target's cells. Rows that should be there are lost with one
/// unknown probability, rows that should not are there with one unknown rate; both are averaged over everything that they may be (beta and gamma),
/// so nothing is fitted and no threshold decides.
/// </summary>
internal static class Evidence
{
    // Before any data: on average one row in fifty is lost for no reason at all, and less is more likely than more.
    private const double Background = 49;

    // Rows that nobody sent are rarer: one in two hundred.
    private const double Rarity = 199;

    /// <summary>How many rows per row are surplus for no reason, on average.</summary>
    public const double SurplusRate = 1 / (Rarity + 1);

    // Where rows repeat at random, half of them may.
    private const double Commonness = 2;

    /// <summary>ln of the probability of the target, given a prediction.</summary>
    public static double Of(ProfileTable table, Prediction prediction)
    {
        var (sum, lost, predicted, surplus, exposed) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < table.Target.Length; i++)
        {
            var (present, open, there) = (prediction.Present[i], prediction.Open[i], table.Target[i]);
            predicted += present;
            exposed += table.Source[i] + 1;
            if (open > 0) sum -= Math.Log(open + 1);
            if (Loss(present, there) is > 0 and var loss)
            {
                lost += loss;
                sum += LogFactorials.Choose(present, loss);
            }
            else if (Surplus(present, open, there) is > 0 and var extra)
            {
                surplus += extra;
                sum += (extra * Math.Log(table.Source[i] + 1)) - LogFactorials.Of(extra);
            }
        }

        return sum + Losses(lost, predicted) + Surpluses(surplus, exposed, prediction.Scattered);
    }

    /// <summary>
    /// ln of the probability of the target when nothing that we know of is the cause: every cell holds any share of its rows, or any excess; or all rows are
    /// lost at random at any rate.
    /// </summary>
    public static double OfNothing(ProfileTable table)
    {
        var (any, random, lost, all, surplus) = (0.0, 0.0, 0.0, 0.0, false);
        for (var i = 0; i < table.Target.Length; i++)
        {
            var (source, there) = (table.Source[i], table.Target[i]);
            any += there <= source ? -Math.Log(2 * (source + 1)) : -Math.Log(2 * (source + 2)) + ((there - source - 1) * Math.Log((source + 1) / (source + 2)));
            all += source;
            surplus |= there > source + Rounding;
            if (Loss(source, there) is not (> 0 and var loss)) continue;
            lost += loss;
            random += LogFactorials.Choose(source, loss);
        }

        return Math.Max(any, surplus ? double.NegativeInfinity : random + LogFactorials.Beta(lost + 1, all - lost + 1)) - Math.Log(2);
    }

    /// <summary>How badly one cell agrees, at the background's own rate: for searching, where cells must be weighed one by one.</summary>
    public static double Cost(double source, double present, double there)
    {
        const double rate = 1 / (Background + 1);
        if (Loss(present, there) is > 0 and var loss)
            return -LogFactorials.Choose(present, loss) - (loss * Math.Log(rate)) - ((present - loss) * Math.Log(1 - rate));
        var unlost = -present * Math.Log(1 - rate);
        var extra = Surplus(present, 0, there);
        return extra <= 0 ? unlost : unlost - (extra * Math.Log((source + 1) * rate)) + LogFactorials.Of(extra);
    }

    // Sums of amounts differ in their last digits.
    private const double Rounding = 1e-6;

    public static double Loss(double present, double there) => present - there is > Rounding and var loss ? loss : 0;

    public static double Surplus(double present, double open, double there) => there - present - open is > Rounding and var surplus ? surplus : 0;

    /// <summary>ln of the probability of losses, their unknown rate averaged out.</summary>
    public static double Losses(double lost, double predicted) => LogFactorials.Beta(lost + 1, predicted - lost + Background) - LogFactorials.Beta(1, Background);

    /// <summary>ln of the probability of surplus rows, their unknown rate averaged out; the factors of single cells are left to the caller.</summary>
    public static double Surpluses(double surplus, double exposed, bool scattered)
    {
        var scarcity = scattered ? Commonness : Rarity;
        return Math.Log(scarcity) + LogFactorials.Of(surplus) - ((surplus + 1) * Math.Log(scarcity + exposed));
    }
}
