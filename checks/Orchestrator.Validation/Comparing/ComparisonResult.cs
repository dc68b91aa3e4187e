using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How a row differs.</summary>
public enum RowDifferenceKind
{
    /// <summary>Only the right side has it.</summary>
    Added,

    /// <summary>Only the left side has it.</summary>
    Removed,

    /// <summary>Both have it, with different values.</summary>
    Changed,
}

/// <summary>A row that differs.</summary>
/// <param name="Kind">How.</param>
/// <param name="Key">Canonical texts of the key columns.</param>
/// <param name="Values">The columns that differ; for an added or removed row none.</param>
public sealed record RowDifference(RowDifferenceKind Kind, IReadOnlyList<string> Key, IReadOnlyList<ValueDifference> Values);

/// <summary>A value that differs, in canonical texts; null is NULL.</summary>
/// <param name="Column">The column, as the left side spells it.</param>
/// <param name="Kind">What the left side holds.</param>
/// <param name="Left">The left value.</param>
/// <param name="Right">The right value.</param>
public sealed record ValueDifference(string Column, ValueKind Kind, string? Left, string? Right);

/// <summary>A key that several rows have.</summary>
/// <param name="Key">Canonical texts of the key columns.</param>
/// <param name="Left">Rows on the left.</param>
/// <param name="Right">Rows on the right; null when that side was not asked, because the checksum of the rows around is equal.</param>
public sealed record SharedKey(IReadOnlyList<string> Key, long Left, long? Right);

/// <summary>A range of keys in which only one side has rows, more of them than are fetched.</summary>
/// <param name="Range">The range of the first key column.</param>
/// <param name="Kind">Added: only the right side has rows; Removed: only the left.</param>
/// <param name="Rows">How many.</param>
public sealed record OneSidedRange(KeyRange Range, RowDifferenceKind Kind, long Rows);

/// <summary>One level of splitting.</summary>
/// <param name="Segments">How many segments were asked for.</param>
/// <param name="Differing">How many differ.</param>
/// <param name="Proven">Rows of the left side in those that are equal.</param>
public sealed record ComparisonLevel(int Segments, int Differing, long Proven);

/// <summary>What a comparison found.</summary>
public sealed record ComparisonResult
{
    /// <summary>The key columns, as the left side spells them.</summary>
    public required IReadOnlyList<RowColumn> Key { get; init; }

    /// <summary>The compared columns, as the left side spells them.</summary>
    public required IReadOnlyList<RowColumn> Compared { get; init; }

    /// <summary>Rows of the left side.</summary>
    public required KeyExtent Left { get; init; }

    /// <summary>Rows of the right side.</summary>
    public required KeyExtent Right { get; init; }

    /// <summary>Rows that only the right side has.</summary>
    public required long Added { get; init; }

    /// <summary>Rows that only the left side has.</summary>
    public required long Removed { get; init; }

    /// <summary>Rows that both have with different values.</summary>
    public required long Changed { get; init; }

    /// <summary>For each column that differs in some row, in how many; in the order of the columns.</summary>
    public required IReadOnlyDictionary<string, long> ChangedColumns { get; init; }

    /// <summary>The first differences by key.</summary>
    public required IReadOnlyList<RowDifference> Differences { get; init; }

    /// <summary>Ranges of keys that one side has not at all; their rows are counted and not given one by one.</summary>
    public required IReadOnlyList<OneSidedRange> OneSided { get; init; }

    /// <summary>How many keys more than one row has.</summary>
    public required long RepeatedKeys { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<SharedKey> Repeated { get; init; }

    /// <summary>Rows of the larger side in segments that differ and were not fetched, because that would have been too many.</summary>
    public required long NotLookedInto { get; init; }

    /// <summary>The levels of splitting.</summary>
    public required IReadOnlyList<ComparisonLevel> Levels { get; init; }

    /// <summary>Whether both sides hold the same rows, each key once and none without.</summary>
    public bool Equal => Added + Removed + Changed + RepeatedKeys + NotLookedInto + Left.NullKeys + Right.NullKeys == 0;
}
