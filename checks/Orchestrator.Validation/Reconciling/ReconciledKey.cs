using NodaTime;

namespace Orchestrator.Validation;

/// <summary>How the two sides of a key compare (R3).</summary>
public enum KeyClass
{
    /// <summary>They agree, exactly or as far as is tolerated.</summary>
    Matched,

    /// <summary>The target has less.</summary>
    UnderSynced,

    /// <summary>The target has more.</summary>
    OverSynced,

    /// <summary>The source has something and the target nothing; <see cref="ReconciledKey.Missing"/> says in which way.</summary>
    Missing,

    /// <summary>Only the target has the key, and an amount with it.</summary>
    ExtraKey,

    /// <summary>Rows whose key is NULL.</summary>
    NullKey,

    /// <summary>A key that is not in the declared domain.</summary>
    UnknownKey,

    /// <summary>Nothing on both sides.</summary>
    NotApplicable,

    /// <summary>A sum is NaN or infinite, or the source has rows and no value: the two cannot be compared.</summary>
    NoNumber,
}

/// <summary>In which way the target has nothing for a key: three things that COALESCE(SUM(x), 0) prints alike (R4).</summary>
public enum MissingHow
{
    /// <summary>The target has something.</summary>
    No,

    /// <summary>It has no row with the key.</summary>
    KeyAbsent,

    /// <summary>It has rows with the key, and their value is NULL.</summary>
    ValueNull,

    /// <summary>It has rows with the key, and their values come to 0.</summary>
    ValueZero,
}

/// <summary>One date of a key.</summary>
/// <param name="Date">The date, in the reconciliation's zone.</param>
/// <param name="Source">The source's amount of the date; null when it has rows and no value.</param>
/// <param name="Target">The target's amount of the date; null when it has rows and no value.</param>
/// <param name="TargetRows">How many rows the target has for it.</param>
public sealed record ReconciledDay(LocalDate Date, decimal? Source, decimal? Target, long TargetRows);

/// <summary>A key as a reconciliation found it. Amounts are exact.</summary>
public sealed record ReconciledKey
{
    /// <summary>The key as text; null is the NULL key.</summary>
    public required string? Key { get; init; }

    /// <summary>The source's amount over the window; null when it has rows and no value that is a number.</summary>
    public required decimal? Source { get; init; }

    /// <summary>The target's amount over the window; null when it has rows and no value that is a number.</summary>
    public required decimal? Target { get; init; }

    /// <summary>The class.</summary>
    public required KeyClass Class { get; init; }

    /// <summary>In which way the target has nothing.</summary>
    public required MissingHow Missing { get; init; }

    /// <summary>Whether it counts against the check.</summary>
    public required bool Offends { get; init; }

    /// <summary>How much of the source is too young to be due in the target.</summary>
    public required decimal Young { get; init; }

    /// <summary>How many rows of the target have the key and no value.</summary>
    public required long TargetNulls { get; init; }

    /// <summary>The first of the last dates in a row on which the source has something and the target nothing (R18); null when the newest such date has both.</summary>
    public required LocalDate? ZeroSince { get; init; }

    /// <summary>The dates on which either side has a row, in order.</summary>
    public required IReadOnlyList<ReconciledDay> Days { get; init; }

    /// <summary>How far the target lags behind, judged by the ages of what is missing.</summary>
    public required LagEstimate Lag { get; init; }

    /// <summary>Source less target; what is not there counts as 0.</summary>
    public decimal Variance => (Source ?? 0) - (Target ?? 0);

    /// <summary>The variance as a share of the source; null when the source has nothing.</summary>
    public decimal? Share => Source is { } source && source != 0 ? Variance / source : null;

    /// <summary>The dates on which the target has less than the source.</summary>
    public IEnumerable<ReconciledDay> ShortDays => Days.Where(d => (d.Source ?? 0) > (d.Target ?? 0));
}
