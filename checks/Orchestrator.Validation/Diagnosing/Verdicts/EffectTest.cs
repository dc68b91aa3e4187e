namespace Orchestrator.Validation;

/// <summary>An exact test of an effect and its outcome in words.</summary>
/// <param name="PValue">How probable it is that chance looks at least as much like the effect.</param>
/// <param name="Says">The counts behind it.</param>
internal sealed record EffectTest(double PValue, string Says)
{
    /// <summary>Tests an effect after others were taken into account.</summary>
    public static EffectTest Of(ProfileTable table, Effect effect, IReadOnlyList<Effect> others)
    {
        var without = new Basis(table, others).Prediction;
        var with = new Basis(table, [.. others, effect]).Prediction;
        return effect switch
        {
            // The key is in the target too, so its missing rows are known; what else is missing counts against it.
            LeftOut { Column: 0 } => Fisher(table, new Basis(table, []).Prediction, new Basis(table, [effect]).Prediction, "those rows"),
            Late => Fisher(table, without, with, "the newer rows"),
            NotLoaded => Fisher(table, without, with, "that part"),
            RepeatedAtRandom => Excess(table, without),
            _ => Signs(table, without, with),
        };
    }

    // Missing or there, of what the effect takes away or of the rest: cells of which it takes a part belong to neither.
    private static EffectTest Fisher(ProfileTable table, Prediction without, Prediction with, string inside)
    {
        var (gone, left, goneElsewhere, leftElsewhere) = (0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < table.Target.Length; i++)
        {
            var missing = Math.Min(without.Present[i], Evidence.Loss(without.Present[i], table.Target[i]));
            var there = without.Present[i] - missing;
            if (with.Present[i] + with.Open[i] == 0) (gone, left) = (gone + missing, left + there);
            else if (with.Open[i] == 0) (goneElsewhere, leftElsewhere) = (goneElsewhere + missing, leftElsewhere + there);
        }

        // A load of which any part may be there has no cell that is all gone: what is known is that it, and it alone, lacks rows.
        if (gone + left == 0) return Signs(table, without, with);
        var p = ExactTests.FisherOneSided(Round(gone), Round(left), Round(goneElsewhere), Round(leftElsewhere));
        return new(p, $"Of {inside} {EffectWords.Number(Round(gone))} of {EffectWords.Number(Round(gone + left))} are missing, of all others {EffectWords.Number(Round(goneElsewhere))} of {EffectWords.Number(Round(goneElsewhere + leftElsewhere))} (Fisher's exact test, one-sided: {EffectWords.Probability(p)}).");
    }

    // In each cell that the effect changes, the target differs in the foretold direction or it does not: by chance either is as likely.
    private static EffectTest Signs(ProfileTable table, Prediction without, Prediction with)
    {
        var (foretold, agrees, exact) = (0, 0, 0);
        for (var i = 0; i < table.Target.Length; i++)
        {
            var (low, high) = (with.Present[i], with.Present[i] + with.Open[i]);
            var sign = Math.Sign(Math.Round((low + high) / 2 - without.Present[i] - without.Open[i], 6));
            if (sign == 0) continue;
            foretold++;
            if (Math.Sign(Math.Round(table.Target[i] - without.Present[i] - without.Open[i], 6)) == sign) agrees++;
            if (Evidence.Loss(low, table.Target[i]) == 0 && Evidence.Surplus(low, with.Open[i], table.Target[i]) == 0) exact++;
        }

        var p = ExactTests.BinomialTail(foretold, agrees, 0.5);
        return new(p, $"It changes {foretold} cells of key and day; in {agrees} of them the target differs in the foretold direction, and {exact} hold exactly what it foretells (exact binomial test of the directions: {EffectWords.Probability(p)}).");
    }

    private static EffectTest Excess(ProfileTable table, Prediction without)
    {
        var surplus = Round(Enumerable.Range(0, table.Target.Length).Sum(i => Evidence.Surplus(without.Present[i], without.Open[i], table.Target[i])));
        var rows = without.Present.Sum();
        var p = ExactTests.PoissonTail(surplus, rows * Evidence.SurplusRate);
        return new(p, $"The target holds {EffectWords.Number(surplus)} rows more than it should beside {EffectWords.Number(Round(rows))}; one in {1 / Evidence.SurplusRate:0} is nothing unusual (exact Poisson test: {EffectWords.Probability(p)}).");
    }

    private static long Round(double rows) => (long)Math.Round(rows);
}
