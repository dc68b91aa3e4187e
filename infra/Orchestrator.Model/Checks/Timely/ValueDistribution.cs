using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// What the values of a column come to on a date lies in the band that earlier dates of the same relation span: their median, plus and minus
/// <see cref="Width"/> times the median of their distances from it (MAD), and at least <see cref="Floor"/>. One strange date does not widen such a band.
/// <para>Values that are NaN or infinite take part in nothing; on the judged date they are an offence, and so is a date whose values are all NULL.</para>
/// <para>Too few dates are "not enough history", and the check is not known rather than green: a table that lost its past looks just like a new one.
/// For a new table, <see cref="LearningUntil"/> says until when that is expected; until then the check holds, in words.</para>
/// </summary>
public sealed record ValueDistribution : DatedCheck
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <summary>What is computed of its values on each date.</summary>
    public required Statistic Of { get; init; }

    /// <inheritdoc/>
    public override Baseline Against { get; init; } = new Baseline.PreviousDates(28);

    /// <summary>How many dates with values the band needs, 3 or more. Default: 7, or all weeks of a baseline of fewer.</summary>
    public int? MinimumDates { get; init; }

    /// <summary>How many MADs the band reaches to either side. Default: 5, about three and a half standard deviations of a normal distribution.</summary>
    public double Width { get; init; } = 5;

    /// <summary>The least distance from the median that is an offence, in the unit of the statistic; needed where values hardly vary, because then the MAD is 0. Default: 0.01 for shares, else 1 % of the median.</summary>
    public double? Floor { get; init; }

    /// <summary>The last date on which too few dates are accepted. Default: they never are.</summary>
    public LocalDate? LearningUntil { get; init; }
}

/// <summary>What many values come to.</summary>
public abstract record Statistic
{
    private Statistic()
    {
    }

    /// <summary>Whether it is a share of rows, from 0 to 1.</summary>
    public bool IsShare => this is NullShare or ShareOf;

    /// <summary>The share of rows whose value is NULL.</summary>
    public sealed record NullShare : Statistic;

    /// <summary>The share of rows that have one value.</summary>
    /// <param name="Value">The value as <c>CAST(... AS STRING)</c> writes it.</param>
    public sealed record ShareOf(string Value) : Statistic;

    /// <summary>The mean of numbers; NULL is left out.</summary>
    public sealed record Mean : Statistic;

    /// <summary>The standard deviation of numbers as a sample; NULL is left out, and fewer than two numbers have none.</summary>
    public sealed record StandardDeviation : Statistic;

    /// <summary>A quantile of numbers; NULL is left out. BigQuery approximates it, the local engine is exact.</summary>
    /// <param name="Percent">From 0, the least value, over 50, the median, to 100, the greatest.</param>
    public sealed record Quantile(int Percent) : Statistic;
}
