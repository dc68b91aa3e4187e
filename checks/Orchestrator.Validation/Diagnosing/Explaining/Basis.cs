namespace Orchestrator.Validation;

/// <summary>What is assumed while a further cause is looked for: nothing, or one cause.</summary>
internal sealed class Basis
{
    public Basis(ProfileTable table, IReadOnlyList<Effect> effects)
    {
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
    public Explanation Try(Effect effect)
    {
        var prediction = Prediction.Of(Table, Draft.With(Table, effect));
        IReadOnlyList<Effect> effects = [.. Effects, effect];
        return new(effects, prediction, Evidence.Of(Table, prediction) - effects.Sum(e => e.Surprise) + Explanation.Prior(effects.Count));
    }

    /// <summary>The explanation as it is.</summary>
    public Explanation Explanation => new(Effects, Prediction, Evidence.Of(Table, Prediction) - Effects.Sum(e => e.Surprise) + Validation.Explanation.Prior(Effects.Count));
}
