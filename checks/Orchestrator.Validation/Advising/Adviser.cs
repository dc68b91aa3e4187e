namespace Orchestrator.Validation;

/// <summary>
/// Chooses how a relation is kept: the cheapest strategy that is legal and fresh enough. Costs are bytes read times reads, bytes of refreshes, and
/// storage; equal costs go to the fresher strategy, then to the simpler one.
/// </summary>
public static class Adviser
{
    /// <summary>The advice for one relation.</summary>
    public static Advice Of(RelationFigures figures, ReadDemand demand, Prices prices)
    {
        var options = new StrategyOptions(figures, demand, prices);
        IReadOnlyList<StrategyCost> all = [options.View(), options.MaterializedView(), options.Rebuilt()];
        var chosen = all.Where(s => s.Possible).OrderBy(s => s.MoneyPerMonth).ThenBy(s => s.AddedAge).ThenBy(s => s.Kind).FirstOrDefault();
        return new([.. all.Select(s => s with { Verdict = Verdict(s, chosen) })], chosen?.Kind, BreakEven(all, prices));
    }

    private static string Verdict(StrategyCost cost, StrategyCost? chosen)
    {
        if (cost.NotLegal.Count > 0) return $"not legal. {string.Join(" ", cost.NotLegal)}";
        if (cost.NotFresh is { } old) return $"not fresh enough: {old}";
        if (chosen is null || cost.Kind == chosen.Kind) return "chosen: the cheapest that is legal and fresh enough";
        if (cost.MoneyPerMonth > chosen.MoneyPerMonth) return $"{Money.Say(cost.MoneyPerMonth - chosen.MoneyPerMonth)} a month dearer than the {StrategyKinds.Word(chosen.Kind)}";
        return cost.AddedAge > chosen.AddedAge ? $"as cheap as the {StrategyKinds.Word(chosen.Kind)}, and its rows are older" : $"as cheap and as fresh as the {StrategyKinds.Word(chosen.Kind)}, which needs less to run";
    }

    // Costs are straight lines over the reads of a day: the view begins at nothing and rises fastest.
    private static string BreakEven(IReadOnlyList<StrategyCost> all, Prices prices)
    {
        var view = all[0];
        if (!view.Possible) return "";
        var better = all.Skip(1).Where(s => s.Possible && s.BytesPerRead < view.BytesPerRead)
            .Select(s => (s.Kind, Reads: Meeting(s, view, prices)))
            .OrderBy(s => s.Reads).ThenBy(s => s.Kind).Select(s => ((StrategyKind Kind, decimal Reads)?)s).FirstOrDefault();
        return better is { } b
            ? $"From {Math.Floor(b.Reads) + 1:#,0} reads a day on the {StrategyKinds.Word(b.Kind)} is cheaper than the view."
            : "The view is the cheapest at any number of reads.";
    }

    // The reads of a day at which the lines of two strategies meet.
    private static decimal Meeting(StrategyCost stored, StrategyCost view, Prices prices)
    {
        var perByte = prices.PerMonth(1, 0);
        return perByte == 0 ? 0 : prices.PerMonth(stored.RunBytesPerDay, stored.StoredBytes) / ((view.BytesPerRead - stored.BytesPerRead) * perByte);
    }
}
