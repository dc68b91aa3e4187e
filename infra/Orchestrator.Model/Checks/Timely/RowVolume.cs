namespace Orchestrator.Model;

/// <summary>
/// A date has about as many rows, different values or units in total as its baseline: the date before, or the same weekday of the weeks before (R82). A
/// date without any row counts as zero, and is told. Nothing to compare with, because no date has anything, is not known rather than green.
/// </summary>
public sealed record RowVolume : DatedCheck
{
    /// <inheritdoc/>
    public override Baseline Against { get; init; } = Baseline.PreviousDate;

    /// <summary>What is counted or summed on each date. Default: rows.</summary>
    public Measure Of { get; init; } = new Measure.Rows();

    /// <summary>The greatest accepted drop, as a share of the baseline from 0 to below 1: 0.5 accepts half of it, and not one row less. Default: any.</summary>
    public decimal? MaxDrop { get; init; }

    /// <summary>The greatest accepted growth, as a share of the baseline above 0: 1 accepts twice as much, and not one more. Default: any.</summary>
    public decimal? MaxGrowth { get; init; }

    /// <summary>A baseline of less says nothing. Default: 10.</summary>
    public int Minimum { get; init; } = 10;
}
