using NodaTime;

namespace Orchestrator.Validation;

/// <summary>
/// What source and target hold of a reconciliation, as far as a diagnosis needs it: the source by key, date, hour, dimension and NULL, the target by key and date.
/// Sums only, no rows. The diagnosis is a pure function of it.
/// </summary>
public sealed record VarianceProfile
{
    /// <summary>First date of the window.</summary>
    public required LocalDate First { get; init; }

    /// <summary>Last date of the window.</summary>
    public required LocalDate Last { get; init; }

    /// <summary>The instant at which it was taken.</summary>
    public required Instant Now { get; init; }

    /// <summary>The zone in which dates are taken.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>The pipeline's zone, in which a sync may have taken its dates instead.</summary>
    public DateTimeZone? BusinessZone { get; init; }

    /// <summary>Columns of <see cref="SourceUnit.Values"/>: the key, then the dimensions.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Columns of <see cref="SourceUnit.Nulls"/>.</summary>
    public IReadOnlyList<string> NullColumns { get; init; } = [];

    /// <summary>Names of the source's filters, in the order of <see cref="SourceUnit.Failed"/>.</summary>
    public IReadOnlyList<string> Filters { get; init; } = [];

    /// <summary>The source's groups, also of the day before and after the window, and those that exactly one filter leaves out.</summary>
    public required IReadOnlyList<SourceUnit> Units { get; init; }

    /// <summary>The target's cells.</summary>
    public required IReadOnlyList<TargetCell> Target { get; init; }

    /// <summary>How the source counts, which says in which direction another way of counting can err (R9).</summary>
    public CountingKind Counting { get; init; } = CountingKind.Rows;
}

/// <summary>How a measure counts.</summary>
public enum CountingKind
{
    /// <summary>Rows.</summary>
    Rows,

    /// <summary>Different values over the whole window.</summary>
    Distinct,

    /// <summary>A sum of amounts.</summary>
    Sum,
}

/// <summary>A group of source rows that agree in everything a hypothesis speaks of.</summary>
/// <param name="Date">Their date in the reconciliation's zone.</param>
/// <param name="Hour">The beginning of their hour; null when the source has dates only.</param>
/// <param name="Values">The key and the dimensions, as text.</param>
/// <param name="Nulls">Whether each of the columns that filters name is NULL.</param>
/// <param name="Failed">0: they count. n: only the n-th filter (from 1) leaves them out, being false; -n: being NULL.</param>
/// <param name="Counted">What they add to the source's figure. A value that repeats counts at its first date.</param>
/// <param name="Daily">What they add when every date is counted by itself.</param>
/// <param name="Rows">How many rows they are.</param>
public sealed record SourceUnit(
    LocalDate Date, Instant? Hour, IReadOnlyList<string?> Values, IReadOnlyList<bool> Nulls, int Failed, double Counted, double Daily, long Rows);

/// <summary>What the target says of one key and date.</summary>
/// <param name="Key">The key.</param>
/// <param name="Date">The date.</param>
/// <param name="Value">Its figure; null when all values are NULL.</param>
/// <param name="Rows">How many rows hold it.</param>
public sealed record TargetCell(string? Key, LocalDate Date, double? Value, long Rows);
