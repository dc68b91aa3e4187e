namespace Orchestrator.Validation;

/// <summary>The diagnosis in one sentence.</summary>
internal static class DiagnosisHeadline
{
    public static string Of(Ranking ranking, IReadOnlyList<Hypothesis> hypotheses)
    {
        var supported = hypotheses.Where(h => h.Verdict == HypothesisVerdict.Supported).ToList();
        var possible = hypotheses.Where(h => h.Verdict == HypothesisVerdict.Inconclusive).ToList();
        if (supported.Count > 0)
        {
            var causes = string.Join("; and ", supported.Select(h => $"{h.Name}: {h.Details}"));
            return $"{char.ToUpperInvariant(causes[0])}{causes[1..]}.{(possible.Count > 0 && !Explains(ranking, supported) ? $" {Names(possible)} may be at work as well." : "")}";
        }

        return possible.Count switch
        {
            0 => "Nobody can tell: no cause that is known here explains the target.",
            1 => $"Nobody can tell for sure: it may be {possible[0].Name} ({possible[0].Details ?? possible[0].Evidence}), and the data are too few to say.",
            _ => $"Nobody can tell: {Names(possible)} are possible.",
        };
    }

    private static bool Explains(Ranking ranking, List<Hypothesis> supported) => ranking.Best.Effects.All(e => supported.Exists(h => h.Kind == e.Kind));

    private static string Names(List<Hypothesis> hypotheses) => string.Join(hypotheses.Count == 2 ? " and " : ", ", hypotheses.Select(h => h.Name));
}
