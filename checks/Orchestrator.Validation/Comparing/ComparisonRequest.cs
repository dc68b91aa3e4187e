namespace Orchestrator.Validation;

/// <summary>What of two tables is compared, and how far.</summary>
public sealed record ComparisonRequest
{
    /// <summary>The columns that identify a row, by name; the first splits the table and should have the most different values.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>The columns to compare; null for all that are not ignored.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Columns not to compare. Default: none.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>A condition for the left side in its own SQL; null for all rows.</summary>
    public string? LeftWhere { get; init; }

    /// <summary>A condition for the right side in its own SQL; null for all rows.</summary>
    public string? RightWhere { get; init; }

    /// <summary>How many differences are given one by one; beyond them they are counted.</summary>
    public int Limit { get; init; } = 100;

    /// <summary>A differing segment with at most so many rows on either side is fetched instead of split.</summary>
    public int LeafRows { get; init; } = 1_000;

    /// <summary>The most rows that are fetched of either side; segments beyond are reported as not looked into.</summary>
    public long MostRows { get; init; } = 1_000_000;
}

/// <summary>How far a comparison is.</summary>
/// <param name="Level">Which level of splitting, from 1; 0 while extents are asked for.</param>
/// <param name="Segments">How many segments the level asks for.</param>
/// <param name="Proven">Rows proven equal so far.</param>
/// <param name="Rows">Rows of the larger side.</param>
public sealed record ComparisonProgress(int Level, int Segments, long Proven, long Rows);

/// <summary>Two tables cannot be compared as asked: a column that is not there, types that do not go together.</summary>
public sealed class ComparisonMistakeException : Exception
{
    /// <summary>A mistake in the question.</summary>
    /// <param name="message">Where, what, how to fix.</param>
    public ComparisonMistakeException(string message)
        : base(message)
    {
    }
}
