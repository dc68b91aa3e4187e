namespace Orchestrator.Validation;

/// <summary>How probable each cause is, over all explanations that were tried; "nothing that we know of" is one of them.</summary>
internal sealed class Ranking
{
    // One incident in twenty has a cause that is none of ours.
    private static readonly double PriorOfNothing = Math.Log(0.05);

    private readonly IReadOnlyList<Explanation> tried;
    private readonly double[] weights;

    public Ranking(ProfileTable table)
    {
        Table = table;
        tried = ExplanationSearch.Run(table);
        Best = tried[0];
        Nothing = Evidence.OfNothing(table) + PriorOfNothing;
        var top = Math.Max(Best.Score, Nothing);
        weights = [.. tried.Select(e => Math.Exp(e.Score - top))];
        var total = weights.Sum() + Math.Exp(Nothing - top);
        for (var i = 0; i < weights.Length; i++) weights[i] /= total;
        Unexplained = Math.Exp(Nothing - top) / total;
    }

    public ProfileTable Table { get; }

    /// <summary>The most probable explanation.</summary>
    public Explanation Best { get; }

    /// <summary>The probability that none of the causes is at work.</summary>
    public double Unexplained { get; }

    /// <summary>The score of the explanation without any cause.</summary>
    public double WithoutCause => tried.First(e => e.Effects.Count == 0).Score;

    private double Nothing { get; }

    /// <summary>The probability that a cause is at work, alone or with another.</summary>
    public double Probability(CauseKind kind) => tried.Select((e, i) => e.Has(kind) ? weights[i] : 0).Sum();

    /// <summary>The best explanation by a cause alone; null when it has no candidate here.</summary>
    public Explanation? Alone(CauseKind kind) => tried.FirstOrDefault(e => e.Effects is [var only] && only.Kind == kind);

    /// <summary>The best explanation that has a cause, alone or with another; null when it has no candidate here.</summary>
    public Explanation? With(CauseKind kind) => tried.FirstOrDefault(e => e.Has(kind));

    /// <summary>The causes, the most probable first.</summary>
    public IReadOnlyList<CauseKind> Order => [.. Enum.GetValues<CauseKind>().OrderByDescending(Probability).ThenByDescending(k => With(k)?.Score ?? double.NegativeInfinity)];
}
