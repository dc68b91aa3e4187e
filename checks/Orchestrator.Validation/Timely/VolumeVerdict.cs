using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Says whether a date counts as much as its baseline, with both, the share and what is accepted.</summary>
internal sealed class VolumeVerdict(RowVolume check, LocalDate date, IReadOnlyList<(LocalDate Date, decimal Amount)> compared, CheckedAt at)
{
    private string Baseline => compared is [var (only, _)] ? QueryText.Date(only)
        : check.Against is Baseline.SameWeekday ? $"the {date.DayOfWeek}s of the {compared.Count} weeks before (median)"
        : $"the {compared.Count} dates before (median)";

    public Verdict Of(decimal amount)
    {
        if (amount == 0 && compared.All(c => c.Amount == 0))
            throw new UnreadableAnswerException($"{check.Relation.Id} has {(check.Of is Measure.Rows ? "no row" : "nothing to count")} on {QueryText.Date(date)} and none on {Baseline}, so there is nothing to compare.");
        var baseline = Medians.Of([.. compared.Select(c => c.Amount)]);
        var empty = compared.Where(c => c.Amount == 0).Select(c => QueryText.Date(c.Date)).ToList();
        var says = $"{check.Relation.Id} has {Counted(amount)} on {QueryText.Date(date)} ({at.ZoneId}) and {TimeText.Number(baseline)} on {Baseline}"
            + (empty.Count > 0 && compared.Count > 1 ? $", {empty.Count} of them without a row ({string.Join(", ", empty)})" : "");
        if (baseline < check.Minimum) return new($"{says}: less than {TimeText.Number((decimal)check.Minimum)} to compare with says nothing.", [], 1);
        var least = check.MaxDrop is { } drop ? baseline * (1 - drop) : decimal.MinValue;
        var most = check.MaxGrowth is { } growth ? baseline * (1 + growth) : decimal.MaxValue;
        if (baseline > 0) says += $": {QueryText.Percent(amount / baseline)} of them";
        return new($"{says}. {Accepted(least, most)}", amount >= least && amount <= most ? [] : [Evidence(amount, baseline)], 1);
    }

    private string Accepted(decimal least, decimal most)
    {
        var unit = check.Of is Measure.Rows ? "rows are" : "is";
        return (check.MaxDrop, check.MaxGrowth) switch
        {
            (not null, not null) => $"From {TimeText.Number(least)} to {TimeText.Number(most)} {unit} accepted.",
            (not null, null) => $"At least {TimeText.Number(least)} {unit} accepted.",
            _ => $"At most {TimeText.Number(most)} {unit} accepted.",
        };
    }

    private Dictionary<string, string?> Evidence(decimal amount, decimal baseline) => new()
    {
        ["date"] = QueryText.Date(date),
        [check.Of is Measure.Rows ? "rows" : "amount"] = TimeText.Number(amount),
        ["baseline"] = TimeText.Number(baseline),
    };

    private string Counted(decimal amount) => check.Of switch
    {
        Measure.Distinct distinct => $"{TimeText.Number(amount)} different values of {distinct.Column}",
        Measure.Sum sum => $"{TimeText.Number(amount)} in total of {sum.Column}",
        _ => amount == 1 ? "1 row" : $"{TimeText.Number(amount)} rows",
    };
}
