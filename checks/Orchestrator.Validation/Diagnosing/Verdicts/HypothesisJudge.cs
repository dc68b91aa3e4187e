namespace Orchestrator.Validation;

/// <summary>Gives each cause its verdict: from its probability among all explanations, and from an exact test that must agree.</summary>
internal static class HypothesisJudge
{
    /// <summary>The level of all tests: one in twenty, as is usual.</summary>
    public const double Level = 0.05;

    /// <summary>All causes, the most plausible first.</summary>
    public static IReadOnlyList<Hypothesis> Judge(Ranking ranking) => [.. ranking.Order.Select(kind => Judge(ranking, kind))];

    private static Hypothesis Judge(Ranking ranking, CauseKind kind)
    {
        var table = ranking.Table;
        var probability = ranking.Probability(kind);
        var effect = ranking.With(kind)?.Effects.First(e => e.Kind == kind);
        var others = ranking.With(kind)?.Effects.Where(e => e.Kind != kind).ToList() ?? [];
        var test = effect is null ? null : EffectTest.Of(table, effect, others);
        var verdict = Verdict(ranking, kind, probability, test);
        var rejection = verdict == HypothesisVerdict.Rejected ? Rejection.Of(ranking, kind) : null;
        return new()
        {
            Kind = kind,
            Name = EffectWords.Name(kind),
            Verdict = verdict,
            Probability = probability,
            PValue = rejection is not null ? rejection.PValue : test?.PValue,
            Details = effect is null ? null : EffectWords.Of(effect, table),
            Evidence = string.Join(" ", new[] { rejection?.Says ?? test?.Says ?? Rejection.NoTrace(table, kind), kind == CauseKind.Lag ? LagOdds.Of(ranking) : "" }.Where(s => s.Length > 0)),
            Query = kind == CauseKind.Duplicates && effect is RowsRepeatedInTarget ? 0 : 1,
        };
    }

    private static HypothesisVerdict Verdict(Ranking ranking, CauseKind kind, double probability, EffectTest? test)
    {
        if (probability >= 1 - Level && ranking.Unexplained <= Level && test is { PValue: <= Level }) return HypothesisVerdict.Supported;
        if (probability > Level) return HypothesisVerdict.Inconclusive;
        // Where nothing explains the target, a cause that explains part of it may still be one of several.
        var partly = ranking.Unexplained > Level && ranking.With(kind) is { } with && with.Score > ranking.WithoutCause;
        return partly ? HypothesisVerdict.Inconclusive : HypothesisVerdict.Rejected;
    }
}
