using NodaTime;

namespace Orchestrator.Validation;

/// <summary>Rows of a source by age, and how many of them the target has.</summary>
/// <param name="Youngest">The age of the youngest of them.</param>
/// <param name="Oldest">The age of the oldest of them; the same when there is one row or one instant.</param>
/// <param name="Rows">How many rows the source has, 1 or more.</param>
/// <param name="Present">How many of them the target has, at most as many.</param>
public sealed record AgeBin(Duration Youngest, Duration Oldest, long Rows, long Present)
{
    /// <summary>Whether the two ages are the ends of a date, and nobody knows where in it the rows lie. Default: they are ages of rows.</summary>
    public bool OnlyDate { get; init; }
}

/// <summary>What ages say about a lag.</summary>
public enum LagKind
{
    /// <summary>There is no row to judge by.</summary>
    NoRows,

    /// <summary>Nothing is missing: the lag is at most the age of the youngest row.</summary>
    NothingMissing,

    /// <summary>Nothing arrived: the lag would be at least the age of the oldest row, which is no sign of a lag.</summary>
    NothingArrived,

    /// <summary>What is missing is the youngest, more clearly than by chance: a lag.</summary>
    Measured,

    /// <summary>The youngest are missing, but so few rows could be so by chance.</summary>
    Inconclusive,

    /// <summary>What is missing is not the youngest: no lag explains it.</summary>
    NotByAge,
}

/// <summary>How far a target lags behind its source.</summary>
/// <param name="Kind">What the ages say.</param>
/// <param name="AtLeast">The lower end of the interval: rows of this age are missing. Null when there is no interval.</param>
/// <param name="AtMost">The upper end: rows of this age have arrived. Null when nothing that old has arrived, or there is no interval.</param>
/// <param name="Rows">How many rows it was judged by.</param>
/// <param name="Against">How many of them are on the wrong side of it: missing although older, or there although younger.</param>
/// <param name="Chance">The probability that rows missing at random would look like this lag at some age; 1 when there is nothing to judge.</param>
public sealed record LagEstimate(LagKind Kind, Duration? AtLeast, Duration? AtMost, long Rows, long Against, double Chance)
{
    /// <summary>Whether it was judged by dates alone: then the interval is as wide as a day at most rates of rows.</summary>
    public bool OnlyDates { get; init; }

    /// <summary>The middle of the interval; null without one.</summary>
    public Duration? Best => AtLeast is { } least && AtMost is { } most ? (least + most) / 2 : null;
}
