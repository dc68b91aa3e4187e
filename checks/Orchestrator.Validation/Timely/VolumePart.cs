using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What a date counts against a baseline. Amounts are compared as decimals: a drop of exactly the accepted share is accepted.</summary>
internal static class VolumePart
{
    // Beyond, a growth could not be multiplied any more.
    private const decimal Greatest = 1e20m;

    public static Func<AnswerRow, Verdict> Judge(RowVolume check, RelationScanBuilder scan, CheckedAt at)
    {
        var rows = TimelyPart.Rows(check.DateColumn, at);
        var (judged, compared) = (check.Judged(at.Today), check.Compared(at.Today));
        var asked = new[] { judged }.Concat(compared).Distinct()
            .ToDictionary(date => date, date => scan.Aggregate(Sql(check.Of, TimelyPart.And(check, rows.Between(scan, date, date)))));
        return row =>
        {
            var counted = asked.ToDictionary(a => a.Key, a => Amount(check.Of, row.Text(a.Value)));
            return new VolumeVerdict(check, judged, [.. compared.Select(date => (date, counted[date]))], at).Of(counted[judged]);
        };
    }

    private static string Sql(Measure measure, string rows) => measure switch
    {
        Measure.Rows => $"COUNTIF({rows})",
        Measure.Distinct distinct => $"COUNT(DISTINCT IF({rows}, {SqlIdentifier.Quote(distinct.Column)}, NULL))",
        Measure.Sum sum => $"SUM(IF({rows}, {SqlIdentifier.Quote(sum.Column)}, NULL))",
        _ => throw new InvalidOperationException($"{measure.GetType().Name} is a measure without SQL: add it here."),
    };

    // The total of no values is NULL, which is nothing.
    private static decimal Amount(Measure measure, string? text) => text is null ? 0
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) && Math.Abs(amount) <= Greatest ? amount
        : throw new UnreadableAnswerException($"The total{(measure is Measure.Sum sum ? $" of {sum.Column}" : "")} is '{text}', which cannot be compared.");
}
