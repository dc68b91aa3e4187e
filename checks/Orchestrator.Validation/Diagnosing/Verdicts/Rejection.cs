namespace Orchestrator.Validation;

/// <summary>Why a cause is rejected.</summary>
/// <param name="PValue">How probable the data are if it were the only cause; null when there is nothing to compute.</param>
/// <param name="Says">In words.</param>
internal sealed record Rejection(double? PValue, string Says)
{
    public static Rejection Of(Ranking ranking, CauseKind kind)
    {
        var table = ranking.Table;
        if (Direction(table, kind) is { } direction) return new(null, direction);
        if (ranking.Alone(kind) is not { } alone) return new(null, NoTrace(table, kind));
        var (residual, rows) = Residual(table, alone.Prediction);
        var (left, all) = Residual(table, ranking.Best.Prediction);
        // The background is what the best explanation leaves, by Laplace's rule: never nothing at all.
        var background = (left + 1.0) / (all + 2.0);
        var p = ExactTests.BinomialTail(Math.Max(rows, residual), residual, background);
        var says = $"As the only cause it would leave {EffectWords.Number(residual)} of {EffectWords.Number(rows)} rows unexplained ({EffectWords.Of(alone.Effects[0], table)}); the best explanation leaves {EffectWords.Number(left)}";
        return p <= HypothesisJudge.Level
            ? new(p, $"{says}, and at that rate so many have {EffectWords.Probability(p)} (exact binomial test).")
            : new(p, $"{says}. It explains no better, and needs more to be assumed.");
    }

    /// <summary>What is said of a cause that has nothing to show.</summary>
    public static string NoTrace(ProfileTable table, CauseKind kind) => kind switch
    {
        CauseKind.Filter => "No column has two values: there is nothing that a filter could leave out.",
        CauseKind.NullDropped => $"No column that filters name is NULL in rows that count{(table.Profile.NullColumns.Count > 0 ? $" ({string.Join(", ", table.Profile.NullColumns)})" : "")}.",
        CauseKind.ZoneBoundary when !table.HasHours => "The source holds dates without a time of day: rows around midnight cannot be told.",
        CauseKind.FilterNotApplied => "No filter of the source leaves out any row that the others keep.",
        _ => "Nothing in source or target looks like it.",
    };

    // R9: some causes can only add, others only take away.
    private static string? Direction(ProfileTable table, CauseKind kind)
    {
        var (missing, surplus) = (0.0, 0.0);
        for (var k = 0; k < table.Keys.Length; k++)
        {
            var difference = KeyTotals.Sum(table.Target, table, k) - KeyTotals.Sum(table.Source, table, k);
            if (difference > 0) surplus += difference;
            else missing -= difference;
        }

        return kind switch
        {
            CauseKind.Aggregation when surplus == 0 && table.Profile.Counting == CountingKind.Distinct =>
                $"The target is smaller, by {EffectWords.Number(missing)}, and for no key larger: a count of different values over a window against a sum of daily counts, or a join that fans out, can only make it larger.",
            CauseKind.Aggregation or CauseKind.Duplicates or CauseKind.FilterNotApplied when surplus == 0 && table.Profile.Counting != CountingKind.Sum =>
                $"The target is smaller, by {EffectWords.Number(missing)}, and for no key larger: rows that count several times can only make it larger.",
            CauseKind.Filter or CauseKind.Lag or CauseKind.PartialLoad when missing == 0 && surplus > 0 =>
                $"The target is larger, by {EffectWords.Number(surplus)}, and for no key smaller: rows that do not arrive can only make it smaller.",
            _ => null,
        };
    }

    private static (long Residual, long Rows) Residual(ProfileTable table, Prediction prediction)
    {
        var residual = Enumerable.Range(0, table.Target.Length)
            .Sum(i => Evidence.Loss(prediction.Present[i], table.Target[i]) + (prediction.Scattered ? 0 : Evidence.Surplus(prediction.Present[i], prediction.Open[i], table.Target[i])));
        return ((long)Math.Round(residual), (long)Math.Round(table.Source.Sum()));
    }
}
