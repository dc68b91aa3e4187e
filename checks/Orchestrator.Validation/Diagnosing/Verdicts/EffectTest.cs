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
            LeftOut { Column: 0 } => Fisher(table, new Basis(table, []).Prediction, new Basis(table, [effect]).Prediction, "those rows", effect.Surprise),
            Late => Fisher(table, without, with, "the newer rows", effect.Surprise),
            NotLoaded => Fisher(table, without, with, "that part", effect.Surprise),
            RepeatedAtRandom => Excess(table, without),
            _ => Ratio(table, without, with, effect.Surprise),
        };
    }

    // Missing or there, of what the effect takes away or of the rest: cells of which it takes a part belong to neither.
    private static EffectTest Fisher(ProfileTable table, Prediction without, Prediction with, string inside, double surprise)
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
        if (gone + left == 0) return Ratio(table, without, with, surprise);
        var p = ExactTests.FisherOneSided(Round(gone), Round(left), Round(goneElsewhere), Round(leftElsewhere));
        return new(p, $"Of {inside} {EffectWords.Number(Round(gone))} of {EffectWords.Number(Round(gone + left))} are missing, of all others {EffectWords.Number(Round(goneElsewhere))} of {EffectWords.Number(Round(goneElsewhere + leftElsewhere))} (Fisher's exact test, one-sided: {EffectWords.Probability(p)}).");
    }

    // How much more probable the target is with the effect than without. Under "without" a ratio of r or more has a probability of at most 1 / r (Markov's
    // inequality), whatever the figures are; the details of the effect are paid for by their surprise.
    private static EffectTest Ratio(ProfileTable table, Prediction without, Prediction with, double surprise)
    {
        var (foretold, agrees, exact) = (0, 0, 0);
        for (var i = 0; i < table.Target.Length; i++)
        {
            var (low, high) = (with.Present[i], with.Present[i] + with.Open[i]);
            var sign = Math.Sign(Math.Round(((low + high) / 2) - without.Present[i] - without.Open[i], 6));
            if (sign == 0) continue;
            foretold++;
            if (Math.Sign(Math.Round(table.Target[i] - without.Present[i] - without.Open[i], 6)) == sign) agrees++;
            if (Evidence.Loss(low, table.Target[i]) == 0 && Evidence.Surplus(low, with.Open[i], table.Target[i]) == 0) exact++;
        }

        var p = Math.Min(1, Math.Exp(Evidence.Of(table, without) - Evidence.Of(table, with) + surprise));
        return new(p, $"It changes {foretold} cells of key and day; in {agrees} of them the target differs in the foretold direction, and {exact} hold exactly what it foretells (likelihood ratio against chance, exact by Markov's inequality: {EffectWords.Probability(p, atMost: true)}).");
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
