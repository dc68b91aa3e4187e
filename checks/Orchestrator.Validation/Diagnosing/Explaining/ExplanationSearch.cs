namespace Orchestrator.Validation;

/// <summary>Looks for the explanations of a profile: each cause by itself, and two together where one alone leaves something over.</summary>
internal static class ExplanationSearch
{
    private static readonly CauseKind[] Kinds = Enum.GetValues<CauseKind>();

    /// <summary>All explanations that were tried, the best first; the empty one, that nothing but background happened, among them.</summary>
    public static IReadOnlyList<Explanation> Run(ProfileTable table)
    {
        var nothing = new Basis(table, []);
        var tried = new List<Explanation> { nothing.Explanation };
        tried.AddRange(Kinds.SelectMany(kind => Candidates(nothing, kind)));
        var singles = tried.Where(e => e.Effects.Count == 1).OrderByDescending(e => e.Score).ToList();

        // A second cause can gain at most what is lost on agreement now: no search where that is less than a second cause costs.
        var ceiling = Ceiling(table) + Explanation.Prior(2);
        foreach (var first in Kinds.SelectMany(kind => singles.Where(s => s.Has(kind)).Take(kind == CauseKind.Aggregation ? 4 : 2)).ToList())
        {
            // Of two causes at least one is better than none; the other is found from there.
            if (first.Score <= nothing.Explanation.Score || ceiling - first.Effects[0].Surprise <= tried.Max(t => t.Score) - Negligible) continue;
            var basis = new Basis(table, first.Effects);
            tried.AddRange(Kinds.Where(kind => !first.Has(kind)).SelectMany(kind => Candidates(basis, kind)));
        }

        // The details of the first were found without knowing of the second: look once more, the other way round.
        foreach (var pair in tried.Where(e => e.Effects.Count == 2).OrderByDescending(e => e.Score).Take(3).ToList())
            tried.AddRange(Candidates(new(table, [pair.Effects[1]]), pair.Effects[0].Kind));
        return [.. tried.OrderByDescending(e => e.Score)];
    }

    // Explanations e^-4 times as likely as another change no verdict.
    private const double Negligible = 4;

    private static double Ceiling(ProfileTable table) => Evidence.Of(table, new(table.Target, new double[table.Target.Length], Scattered: false));

    private static IEnumerable<Explanation> Candidates(Basis basis, CauseKind kind) => kind switch
    {
        CauseKind.Filter => FilterCandidates.Of(basis),
        CauseKind.Lag => LagCandidates.Of(basis),
        CauseKind.ZoneBoundary => CountingCandidates.Zones(basis),
        CauseKind.Aggregation => CountingCandidates.Aggregations(basis),
        CauseKind.Duplicates => [.. LoadCandidates.Repeated(basis), .. CountingCandidates.Repetitions(basis)],
        CauseKind.NullDropped => NullCandidates.Of(basis),
        CauseKind.PartialLoad => LoadCandidates.Missing(basis),
        CauseKind.FilterNotApplied => NullCandidates.OfFilters(basis),
        _ => throw new InvalidOperationException($"{kind} is a cause without candidates: add them here."),
    };
}
