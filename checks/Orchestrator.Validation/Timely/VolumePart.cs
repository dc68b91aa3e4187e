using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Rows of a date against a baseline. Counts are compared as decimals: a drop of exactly the accepted share is accepted.</summary>
internal static class VolumePart
{
    public static Func<AnswerRow, Verdict> Judge(RowVolume check, RelationScanBuilder scan, CheckedAt at)
    {
        var rows = TimelyPart.Rows(check.DateColumn, at);
        var (judged, compared) = (check.Judged(at.Today), check.Compared(at.Today));
        var asked = new[] { judged }.Concat(compared).Distinct()
            .ToDictionary(date => date, date => scan.Aggregate($"COUNTIF({TimelyPart.And(check, rows.Between(scan, date, date))})"));
        return row =>
        {
            var counted = asked.ToDictionary(a => a.Key, a => TimeText.Count(row, a.Value));
            return Judge(check, judged, counted[judged], [.. compared.Select(date => (date, counted[date]))], at);
        };
    }

    private static Verdict Judge(RowVolume check, LocalDate date, long rows, IReadOnlyList<(LocalDate Date, long Rows)> compared, CheckedAt at)
    {
        if (rows == 0 && compared.All(c => c.Rows == 0))
            throw new UnreadableAnswerException($"{check.Relation.Id} has no row on {QueryText.Date(date)} and none on {Words(check, compared, date)}, so there is nothing to compare.");
        var baseline = Medians.Of([.. compared.Select(c => (decimal)c.Rows)]);
        var empty = compared.Where(c => c.Rows == 0).Select(c => QueryText.Date(c.Date)).ToList();
        var says = $"{check.Relation.Id} has {Counted(rows)} on {QueryText.Date(date)} ({at.ZoneId}) and {TimeText.Number(baseline)} on {Words(check, compared, date)}"
            + (empty.Count > 0 && compared.Count > 1 ? $", {empty.Count} of them without a row ({string.Join(", ", empty)})" : "");
        if (baseline < check.MinimumRows) return new($"{says}: fewer than {TimeText.Number((decimal)check.MinimumRows)} to compare with say nothing.", [], 1);
        var least = check.MaxDrop is { } drop ? baseline * (1 - drop) : 0;
        var most = check.MaxGrowth is { } growth ? baseline * (1 + growth) : decimal.MaxValue;
        if (baseline > 0) says += $": {TimeText.Percent(rows / baseline)} of them";
        var limits = (check.MaxDrop, check.MaxGrowth) switch
        {
            (not null, not null) => $"From {TimeText.Number(least)} to {TimeText.Number(most)} rows are accepted.",
            (not null, null) => $"At least {TimeText.Number(least)} rows are accepted.",
            _ => $"At most {TimeText.Number(most)} rows are accepted.",
        };
        return new($"{says}. {limits}", rows >= least && rows <= most ? [] : [Evidence(date, rows, baseline)], 1);
    }

    private static Dictionary<string, string?> Evidence(LocalDate date, long rows, decimal baseline) => new()
    {
        ["date"] = QueryText.Date(date),
        ["rows"] = rows.ToString(),
        ["baseline"] = TimeText.Number(baseline),
    };

    private static string Counted(long rows) => rows == 1 ? "1 row" : $"{TimeText.Number((decimal)rows)} rows";

    private static string Words(RowVolume check, IReadOnlyList<(LocalDate Date, long Rows)> compared, LocalDate date) => compared is [var (only, _)] ? QueryText.Date(only)
        : check.Against is Baseline.SameWeekday ? $"the {date.DayOfWeek}s of the {compared.Count} weeks before (median)"
        : $"the {compared.Count} dates before (median)";
}
