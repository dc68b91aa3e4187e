using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What people read of a reconciliation: the table of keys, what lies behind each, and the dates.</summary>
internal static class ReconciliationSections
{
    private const int MostDates = 31;
    private const int MostKeys = 8;

    public static IReadOnlyList<ReportSection> Of(Reconciliation check, IReadOnlyList<ReconciledKey> keys, CheckedAt at)
    {
        var (first, last) = check.Window.On(at.Today);
        var total = Totals.Of(keys);
        var blocks = new List<ReportBlock>
        {
            new ReportBlock.Paragraph($"{QueryText.Date(first)} to {QueryText.Date(last)}, dates in {at.ZoneId}. {Side(check.Source)} {Side(check.Target)}"),
            new ReportBlock.Grid(
                [check.Key, $"{check.Source.Name} {check.Counted}", $"{check.Target.Name} {check.Counted}", "Variance", "Issue Type"],
                [.. keys.Select(k => (IReadOnlyList<string>)[ReconciledText.Key(k.Key), ReconciledText.Shown(k, k.Source), ReconciledText.Shown(k, k.Target), k.Class == KeyClass.NoNumber ? "" : ReconciledText.Amount(k.Variance), ReconciledText.Class(k.Class)])]),
            new ReportBlock.Paragraph($"Total: {ReconciledText.Amount(total.Source)} {check.Source.Name} {check.Counted}, {ReconciledText.Amount(total.Target)} {check.Target.Name} {check.Counted}{total.Says}."),
            new ReportBlock.Grid(
                [check.Key, "Of source", "Nothing in target", "At zero since", "Lag", "Note"],
                [.. keys.Select(k => (IReadOnlyList<string>)[ReconciledText.Key(k.Key), k.Share is { } share ? ReconciledText.Share(1 - share) : "", k.Class is KeyClass.Missing or KeyClass.NotApplicable ? ReconciledText.Missing(k.Missing) : "", k.ZeroSince is { } since ? QueryText.Date(since) : "", ReconciledText.Lag(k.Lag), Note(check, k)])]),
        };
        if (Direction(check, total) is { } direction) blocks.Add(new ReportBlock.Paragraph(direction));
        var shown = keys.Where(k => k.Days.Count > 0).OrderByDescending(k => k.Offends).Take(MostKeys).ToList();
        if (shown.Count > 0) blocks.Add(History(check, shown));
        return [new($"Reconciliation {check.Name}", blocks)];
    }

    private static string Side(ReconciledSide side) =>
        $"{side.Name}: {side.Relation.Id}, {side.Role}{(side.Filters.Count == 0 ? "" : $"; where {string.Join(", ", side.Filters.Select(f => f.Name))}")}.";

    private static string Note(Reconciliation check, ReconciledKey key) => string.Join("; ", new[]
    {
        key.Young > 0 ? $"{ReconciledText.Amount(key.Young)} of the source younger than {QueryText.Span(check.MaxLag ?? Duration.Zero)}" : null,
        key.TargetNulls > 0 ? $"{key.TargetNulls} target {(key.TargetNulls == 1 ? "row" : "rows")} without a value" : null,
        Newest(key) is ({ } had, var has) && (has is null || had > has) ? $"newest {QueryText.Date(had)}, in target {(has is { } date ? QueryText.Date(date) : "none")}" : null,
    }.OfType<string>());

    private static (LocalDate? Source, LocalDate? Target) Newest(ReconciledKey key)
    {
        return (key.Days.LastOrDefault(d => (d.Source ?? 0) != 0)?.Date, key.Days.LastOrDefault(d => (d.Target ?? 0) != 0)?.Date);
    }

    // Which of the two can be larger by the way they are counted alone (R9).
    private static string? Direction(Reconciliation check, Totals total) => MeasureDirections.Of(check.Source.Measure, check.Target.Measure) switch
    {
        MeasureDirection.TargetNotBelow when total.Target < total.Source => "How the two are counted can only make the target larger: it does not explain that the target is smaller.",
        MeasureDirection.TargetNotAbove when total.Target > total.Source => "How the two are counted can only make the target smaller: it does not explain that the target is larger.",
        _ => null,
    };

    private static ReportBlock.Grid History(Reconciliation check, List<ReconciledKey> keys)
    {
        var dates = keys.SelectMany(k => k.Days).Select(d => d.Date).Distinct().Order().TakeLast(MostDates);
        return new(
            [$"{check.Source.Name} / {check.Target.Name}", .. keys.Select(k => ReconciledText.Key(k.Key))],
            [.. dates.Select(date => (IReadOnlyList<string>)[QueryText.Date(date), .. keys.Select(k => Cell(k.Days.FirstOrDefault(d => d.Date == date)))])]);
    }

    private static string Cell(ReconciledDay? day) => day is null ? "" : $"{ReconciledText.Amount(day.Source)} / {(day.TargetRows == 0 ? "-" : ReconciledText.Amount(day.Target))}";
}
