using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What the checks over time add to the scan of a relation.</summary>
internal static class TimelyPart
{
    /// <summary>Adds the aggregates of a check and gives its judge.</summary>
    public static Func<AnswerRow, Verdict> Judge(TimelyCheck check, RelationScanBuilder scan)
    {
        var at = At(check, scan.At);
        return check switch
        {
            RowFreshness fresh => FreshnessPart.Judge(fresh, scan, at),
            RowVolume volume => VolumePart.Judge(volume, scan, at),
            ValueDistribution distribution => DistributionPart.Judge(distribution, scan, at),
            KeyStaysAlive alive => AlivePart.Judge(alive, scan, at),
            LookBackSuffices lookBack => LookBackPart.Judge(lookBack, scan, at),
            _ => throw new ArgumentException($"{check.Subject} is of a kind that has no scan: add it here.", nameof(check)),
        };
    }

    /// <summary>The condition of the rows that some checks look at; null when one of them looks at all.</summary>
    public static string? Only(IReadOnlyList<RelationCheck> checks, RelationScanBuilder scan) =>
        checks.All(c => c is TimelyCheck) ? RowWindow.Union(checks.Cast<TimelyCheck>().Select(c => Window(c, At(c, scan.At))), scan) : null;

    /// <summary>The rows of a check: those of a condition of its own, as far as it has one.</summary>
    public static string And(RelationCheck check, string condition) => check.Where is { } where ? $"{condition} AND ({where}\n)" : condition;

    /// <summary>The rows of the dates of a check.</summary>
    public static DatedRows Rows(TimeColumn column, CheckedAt at) => new(column, at.Zone, at.ZoneId);

    private static RowWindow Window(TimelyCheck check, CheckedAt at) => check switch
    {
        RowFreshness fresh => FreshnessPart.Window(fresh, at),
        DatedCheck dated => new(Rows(dated.DateColumn, at), [dated.Judged(at.Today), .. dated.Compared(at.Today)]),
        LookBackSuffices lookBack => LookBackPart.Window(lookBack, at),
        _ => throw new ArgumentException($"{check.Subject} is of a kind that has no window: add it here.", nameof(check)),
    };

    private static CheckedAt At(TimelyCheck check, CheckedAt at) => check.Zone is not { } id ? at : at with
    {
        ZoneId = id,
        Zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) ?? throw new ArgumentException($"{check.Subject} is in the unknown zone '{id}': name an IANA zone.", nameof(check)),
    };
}
