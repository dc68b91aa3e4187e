using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What a reconciliation comes to: key by key, in the order of the domain, then as found; and what to do about it.</summary>
internal static class ReconciliationVerdict
{
    public static Verdict Judge(Reconciliation check, ReconciledFacts facts, Pipeline pipeline, CheckedAt at)
    {
        var (first, last) = check.Window.On(at.Today);
        // Nothing to compare is not agreement.
        if (facts.Keys.Count == 0) throw new UnreadableAnswerException($"Neither {check.Source.Relation.Id} nor {check.Target.Relation.Id} has a row from {QueryText.Date(first)} to {QueryText.Date(last)} that passes the filters: nothing was compared.");
        var keys = check.Domain.Concat(facts.Keys.Except(check.Domain, StringComparer.Ordinal).OrderBy(k => k is null).ThenBy(k => k, StringComparer.Ordinal))
            .Select(key => KeyJudge.Judge(check, key, facts, at)).ToList();
        var offending = keys.Where(k => k.Offends).ToList();
        return new(Says(check, keys, offending), [.. offending.Select(k => Row(check, k))], keys.Count)
        {
            Offending = offending.Count,
            // A key at zero is an error, whatever somebody thought of the check (R16).
            Severity = offending.Any(k => k.Class == KeyClass.Missing) ? Severity.Error : null,
            Remedy = Resync.Advise(check, offending, pipeline),
            Sections = ReconciliationSections.Of(check, keys, at),
            Reconciled = keys,
        };
    }

    private static string Says(Reconciliation check, IReadOnlyList<ReconciledKey> keys, List<ReconciledKey> offending)
    {
        var total = Totals.Of(keys);
        var sums = $"{ReconciledText.Amount(total.Source)} {check.Source.Name} {check.Counted} against {ReconciledText.Amount(total.Target)} {check.Target.Name} {check.Counted}";
        if (offending.Count == 0) return $"{check.Source.Name} and {check.Target.Name} agree for {Counted(keys.Count, check.Key)}: {sums}.";
        return $"{string.Join("; ", offending.Take(5).Select(k => Says(check, k)))}{(offending.Count > 5 ? $"; and {offending.Count - 5} more" : "")}. {sums}{total.Says}.";
    }

    private static string Says(Reconciliation check, ReconciledKey key)
    {
        var name = ReconciledText.Key(key.Key);
        var sides = $"{ReconciledText.Shown(key, key.Source)} against {ReconciledText.Shown(key, key.Target)}";
        var since = key.ZeroSince is { } date ? $", at zero since {QueryText.Date(date)}" : "";
        var late = check.MaxLag is { } limit && key.Lag.Kind == LagKind.Measured && key.Lag.AtLeast > limit ? $", {ReconciledText.Lag(key.Lag)} late where {QueryText.Span(limit)} is accepted" : "";
        var how = key.Class == KeyClass.Missing ? $" ({ReconciledText.Missing(key.Missing)})" : "";
        return $"{name} is {ReconciledText.Class(key.Class)}{how}, {sides}{since}{late}";
    }

    private static Dictionary<string, string?> Row(Reconciliation check, ReconciledKey key) => new()
    {
        [check.Key] = key.Key,
        [check.Source.Name] = ReconciledText.Amount(key.Source),
        [check.Target.Name] = ReconciledText.Amount(key.Target),
        ["variance"] = ReconciledText.Amount(key.Variance),
        ["class"] = ReconciledText.Class(key.Class),
        ["missing"] = key.Class == KeyClass.Missing ? ReconciledText.Missing(key.Missing) : null,
        ["zero_since"] = key.ZeroSince is { } since ? QueryText.Date(since) : null,
    };

    private static string Counted(int keys, string key) => $"{keys} {(keys == 1 ? "value" : "values")} of {key}";
}

/// <summary>Sums over all keys.</summary>
/// <param name="Source">The source's amounts together.</param>
/// <param name="Target">The target's amounts together.</param>
internal sealed record Totals(decimal Source, decimal Target)
{
    /// <summary>The sums of some keys; what has no amount counts as 0.</summary>
    public static Totals Of(IReadOnlyList<ReconciledKey> keys) => new(keys.Sum(k => k.Source ?? 0), keys.Sum(k => k.Target ?? 0));

    /// <summary>The difference: <c>, 12 short, 54.5 %</c>; nothing when there is none.</summary>
    public string Says => Source == Target ? ""
        : $", {ReconciledText.Amount(Math.Abs(Source - Target))} {(Source > Target ? "short" : "too many")}{(Source == 0 ? "" : $", {ReconciledText.Share(Math.Abs((Source - Target) / Source))}")}";
}
