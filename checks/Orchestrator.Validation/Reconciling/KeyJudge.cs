using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Compares the two sides of one key. All amounts are decimals: nothing is rounded before it is compared.</summary>
internal static class KeyJudge
{
    public static ReconciledKey Judge(Reconciliation check, string? key, ReconciledFacts facts, CheckedAt at)
    {
        var (source, target) = (facts.Source(key), facts.Target(key));
        var (had, has) = (Amount(source), Amount(target));
        var young = source.Where(b => b.Young).Sum(b => b.InWindow ?? 0);
        var days = KeyHistory.Days(source, target);
        var zeroSince = KeyHistory.ZeroSince(days);
        var missing = (has ?? 0) != 0 ? MissingHow.No : target.Sum(b => b.Rows) == 0 ? MissingHow.KeyAbsent : target.Sum(b => b.Values) == 0 ? MissingHow.ValueNull : MissingHow.ValueZero;
        var kind = Class(check, key, facts, had, has, source.Count > 0, young);
        return new()
        {
            Key = key,
            Source = had,
            Target = has,
            Class = kind,
            Missing = missing,
            Offends = Offends(check, kind, had ?? 0, has ?? 0, young, DueAtZero(check, days, zeroSince, at)),
            Young = young,
            TargetNulls = target.Sum(b => b.Rows - b.Values),
            ZeroSince = zeroSince,
            Days = days,
            Lag = Lag.Estimate(AgesOfKey.Of(check.Source.Measure, source, days, at)),
        };
    }

    // A side without rows has 0; one whose rows have no value has no amount.
    private static decimal? Amount(IReadOnlyList<ReconciledBin> bins) => bins.Count == 0 ? 0 : bins.Any(b => b.InWindow is not null) ? bins.Sum(b => b.InWindow ?? 0) : null;

    private static KeyClass Class(Reconciliation check, string? key, ReconciledFacts facts, decimal? source, decimal? target, bool inSource, decimal young)
    {
        if (key is null) return KeyClass.NullKey;
        if (check.Domain.Count > 0 && !check.Domain.Contains(key, StringComparer.Ordinal)) return KeyClass.UnknownKey;
        if (facts.IsNoNumber(key) || source is null) return KeyClass.NoNumber;
        var (had, has) = (source.Value, target ?? 0);
        if (had == 0 && has == 0) return KeyClass.NotApplicable;
        if (!inSource) return KeyClass.ExtraKey;
        if (had - has <= young && had >= has) return KeyClass.Matched;
        if (had > 0 && has == 0) return KeyClass.Missing;
        if (check.Tolerance.Accepts(had > has ? had - has - young : has - had, had)) return KeyClass.Matched;
        return had > has ? KeyClass.UnderSynced : KeyClass.OverSynced;
    }

    private static bool Offends(Reconciliation check, KeyClass kind, decimal source, decimal target, decimal young, decimal dueAtZero) => kind switch
    {
        KeyClass.NotApplicable => false,
        // A share of the window hides a key that stopped yesterday: what stopped is held against the absolute tolerance alone (R18).
        KeyClass.Matched => source - target > young && dueAtZero > check.Tolerance.Absolute,
        KeyClass.Missing => source - young > check.Tolerance.Absolute,
        KeyClass.ExtraKey => Math.Abs(target) > check.Tolerance.Absolute,
        _ => true,
    };

    // What the source has on the dates at zero that are over, and whose rows have had the time that they may take.
    private static decimal DueAtZero(Reconciliation check, IReadOnlyList<ReconciledDay> days, LocalDate? zeroSince, CheckedAt at) => zeroSince is not { } since ? 0
        : days.Where(d => d.Date >= since && d.Date.PlusDays(1).AtStartOfDayInZone(at.Zone).ToInstant() <= ReconciliationScan.Due(check, at)).Sum(d => d.Source ?? 0);
}
