using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>The values of one date.</summary>
/// <param name="Date">The date.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Value">What they come to; null when there is nothing to compute it of.</param>
/// <param name="Numbers">How many of the values are finite numbers; all rows for a share.</param>
/// <param name="NotFinite">How many values are NaN or infinite.</param>
internal sealed record ValuesOfDate(LocalDate Date, long Rows, double? Value, long Numbers, long NotFinite);

/// <summary>The aggregates of a statistic over the rows of one date.</summary>
internal static class StatisticPart
{
    /// <summary>Adds them to the scan, and reads them from its row.</summary>
    public static Func<AnswerRow, ValuesOfDate> Of(ValueDistribution check, string rows, LocalDate date, RelationScanBuilder scan)
    {
        var column = SqlIdentifier.Quote(check.Column);
        var count = scan.Aggregate($"COUNTIF({rows})");
        return check.Of switch
        {
            Statistic.NullShare => Share($"{column} IS NULL"),
            Statistic.ShareOf share => Share($"CAST({column} AS STRING) = {scan.Parameter("STRING", share.Value)}"),
            Statistic.Mean => Number(x => $"AVG({x})"),
            Statistic.StandardDeviation => Number(x => $"STDDEV_SAMP({x})"),
            Statistic.Quantile quantile => Number(x => $"APPROX_QUANTILES({x}, 100)[SAFE_OFFSET({quantile.Percent})]"),
            _ => throw new InvalidOperationException($"{check.Of.GetType().Name} is a statistic without SQL: add it here."),
        };

        Func<AnswerRow, ValuesOfDate> Share(string condition)
        {
            var some = scan.Aggregate($"COUNTIF({condition} AND {rows})");
            return row => TimeText.Count(row, count) is var all && all == 0 ? new(date, 0, null, 0, 0) : new(date, all, (double)TimeText.Count(row, some) / all, all, 0);
        }

        Func<AnswerRow, ValuesOfDate> Number(Func<string, string> aggregate)
        {
            var number = $"CAST({column} AS FLOAT64)";
            var finite = $"IF({rows} AND NOT IS_NAN({number}) AND NOT IS_INF({number}), {number}, NULL)";
            var (value, numbers) = (scan.Aggregate(aggregate(finite)), scan.Aggregate($"COUNT({finite})"));
            var odd = scan.Aggregate($"COUNTIF({rows} AND (IS_NAN({number}) OR IS_INF({number})))");
            return row => new(date, TimeText.Count(row, count), TimeText.Real(row, value), TimeText.Count(row, numbers), TimeText.Count(row, odd));
        }
    }

    /// <summary>The statistic in words.</summary>
    public static string Words(ValueDistribution check) => check.Of switch
    {
        Statistic.NullShare => $"share of NULL in {check.Column}",
        Statistic.ShareOf share => $"share of '{share.Value}' in {check.Column}",
        Statistic.Mean => $"mean of {check.Column}",
        Statistic.StandardDeviation => $"standard deviation of {check.Column}",
        Statistic.Quantile quantile => $"{quantile.Percent} % quantile of {check.Column}",
        _ => throw new InvalidOperationException($"{check.Of.GetType().Name} is a statistic without words: add it here."),
    };
}
