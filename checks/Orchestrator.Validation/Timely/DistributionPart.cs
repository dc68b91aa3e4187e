using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>A statistic of a date against the band that earlier dates span.</summary>
internal static class DistributionPart
{
    private const int UsualMinimum = 7;

    public static Func<AnswerRow, Verdict> Judge(ValueDistribution check, RelationScanBuilder scan, CheckedAt at)
    {
        var rows = TimelyPart.Rows(check.DateColumn, at);
        var asked = new[] { check.Judged(at.Today) }.Concat(check.Compared(at.Today))
            .Select(date => StatisticPart.Of(check, TimelyPart.And(check, rows.Between(scan, date, date)), date, scan)).ToList();
        return row =>
        {
            var values = asked.Select(read => read(row)).ToList();
            return Judge(check, values[0], [.. values.Skip(1)], at);
        };
    }

    private static Verdict Judge(ValueDistribution check, ValuesOfDate judged, IReadOnlyList<ValuesOfDate> compared, CheckedAt at)
    {
        var date = QueryText.Date(judged.Date);
        if (judged.Rows == 0) throw new UnreadableAnswerException($"{check.Relation.Id} has no row on {date} ({at.ZoneId}), so there is nothing to judge.");
        if (judged.NotFinite > 0) return Fails(check, judged, null, $"{judged.NotFinite} of {judged.Rows} values of {check.Column} on {date} are NaN or infinite.");
        if (judged.Numbers == 0) return Fails(check, judged, null, $"All {judged.Rows} values of {check.Column} on {date} are NULL.");
        if (judged.Value is not { } value) throw new UnreadableAnswerException($"{check.Column} has a single number on {date}, which has no {StatisticPart.Words(check)}.");
        var history = compared.Select(c => c.Value).OfType<double>().ToList();
        var needed = check.MinimumDates ?? Math.Min(UsualMinimum, compared.Count);
        if (history.Count < needed)
        {
            var little = $"not enough history ({history.Count} of {needed} dates)";
            return check.LearningUntil is { } until && at.Today <= until
                ? new($"The {StatisticPart.Words(check)} on {date} is {TimeText.Number(value)}; {little}, which is expected until {QueryText.Date(until)}.", [], history.Count)
                : throw new UnreadableAnswerException($"{little} to judge the {StatisticPart.Words(check)} on {date}.");
        }

        var band = Band.Of(check, history);
        var says = $"The {StatisticPart.Words(check)} on {date} is {TimeText.Number(value)}; {history.Count} earlier dates span {TimeText.Number(band.Low)} to {TimeText.Number(band.High)} around {TimeText.Number(band.Median)}.";
        return band.Holds(value) ? new(says, [], history.Count) : Fails(check, judged, band, says);
    }

    private static Verdict Fails(ValueDistribution check, ValuesOfDate judged, Band? band, string says) => new(
        says,
        [
            new Dictionary<string, string?>
            {
                ["date"] = QueryText.Date(judged.Date),
                ["statistic"] = StatisticPart.Words(check),
                ["value"] = judged.Value is { } value ? TimeText.Number(value) : null,
                ["low"] = band is null ? null : TimeText.Number(band.Low),
                ["high"] = band is null ? null : TimeText.Number(band.High),
                ["rows"] = judged.Rows.ToString(),
            },
        ],
        1);
}

/// <summary>Where a statistic may lie.</summary>
/// <param name="Median">The middle.</param>
/// <param name="Reach">How far it may lie from it.</param>
internal sealed record Band(double Median, double Reach)
{
    private const double UsualFloor = 0.01;

    public double Low => Median - Reach;

    public double High => Median + Reach;

    /// <summary>The band of earlier values.</summary>
    public static Band Of(ValueDistribution check, IReadOnlyList<double> history)
    {
        var median = Medians.Of(history);
        var floor = check.Floor ?? (check.Of.IsShare ? UsualFloor : UsualFloor * Math.Abs(median));
        return new(median, Math.Max(check.Width * Medians.Spread(history, median), floor));
    }

    /// <summary>Whether a value lies in it, its ends included.</summary>
    public bool Holds(double value) => Math.Abs(value - Median) <= Reach;
}
