namespace Orchestrator.Validation;

/// <summary>What is assumed while a further cause is looked for: nothing, or one cause.</summary>
internal sealed class Basis
{
    private readonly Prediction[]?[] shares;

    public Basis(ProfileTable table, IReadOnlyList<Effect> effects)
    {
        shares = new Prediction[]?[table.Values.Length];
        (Table, Effects) = (table, effects);
        Draft = effects.Aggregate(new Draft(table), (draft, effect) => draft.With(table, effect));
        Prediction = Prediction.Of(table, Draft);
        Costs = new(table, Prediction);
        for (var i = 0; i < table.Target.Length; i++)
        {
            Lacks |= Evidence.Loss(Prediction.Present[i] + Prediction.Open[i], table.Target[i]) > 0;
            Exceeds |= Evidence.Surplus(Prediction.Present[i], Prediction.Open[i], table.Target[i]) > 0;
        }
    }

    public ProfileTable Table { get; }

    public IReadOnlyList<Effect> Effects { get; }

    public Draft Draft { get; }

    public Prediction Prediction { get; }

    /// <summary>What its cells cost.</summary>
    public CellCosts Costs { get; }

    /// <summary>Whether some cell has fewer rows than predicted: without it nothing needs to be left out.</summary>
    public bool Lacks { get; }

    /// <summary>Whether some cell has more rows than predicted: without it nothing needs to be multiplied.</summary>
    public bool Exceeds { get; }

    /// <summary>The explanation with one more effect.</summary>
    public Explanation Try(Effect effect) => Try(effect, Prediction.Of(Table, Draft.With(Table, effect)));

    /// <summary>The same, where the prediction is known without going through the units.</summary>
    public Explanation Try(Effect effect, Prediction prediction)
    {
        IReadOnlyList<Effect> effects = [.. Effects, effect];
        return new(effects, prediction, Evidence.Of(Table, prediction) - effects.Sum(e => e.Surprise) + Explanation.Prior(effects.Count));
    }

    /// <summary>The prediction when the rows with some values of a column arrive so many times as often as they do now.</summary>
    /// <param name="column">The column.</param>
    /// <param name="values">Indices of its values.</param>
    /// <param name="times">0 when they never arrive.</param>
    public Prediction WithValues(int column, IReadOnlyList<int> values, double times)
    {
        var (present, open) = ((double[])[.. Prediction.Present], (double[])[.. Prediction.Open]);
        foreach (var value in values)
        {
            var share = Shares(column)[value];
            for (var i = 0; i < present.Length; i++)
            {
                present[i] = Math.Max(0, present[i] + ((times - 1) * share.Present[i]));
                open[i] = Math.Max(0, open[i] + ((times - 1) * share.Open[i]));
            }
        }

        return new(present, open, Prediction.Scattered);
    }

    // What each value of a column adds to each cell: one pass over the units instead of one for each value.
    private Prediction[] Shares(int column)
    {
        if (shares[column] is { } known) return known;
        var made = Array.ConvertAll(Table.Values[column], _ => new Prediction(new double[Table.Target.Length], new double[Table.Target.Length], Scattered: false));
        var valueOf = Table.ValueOf[column];
        for (var i = 0; i < Draft.Times.Length; i++)
        {
            if (Draft.Times[i] == 0 || Draft.Cell[i] < 0) continue;
            var of = made[valueOf[i]];
            (Draft.Open[i] ? of.Open : of.Present)[Draft.Cell[i]] += Draft.Times[i] * Draft.Figure[i] * (Draft.CellTimes?[Draft.Cell[i]] ?? 1);
        }

        return shares[column] = made;
    }

    /// <summary>The explanation as it is.</summary>
    public Explanation Explanation => new(Effects, Prediction, Evidence.Of(Table, Prediction) - Effects.Sum(e => e.Surprise) + Validation.Explanation.Prior(Effects.Count));
}
