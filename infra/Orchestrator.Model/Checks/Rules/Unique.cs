namespace Orchestrator.Model;

/// <summary>No two rows have the same key. Counted are the rows that are one too many: three rows with one key are two offences.</summary>
public sealed record Unique : RowCheck
{
    /// <summary>The columns of the key, one or more.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Whether NULL equals NULL in a key. Default: no, as in SQL: a row whose key has a NULL repeats no other row.</summary>
    public bool NullsAreEqual { get; init; }

    /// <summary>
    /// Whether different keys are counted by a sketch (<c>APPROX_COUNT_DISTINCT</c>): cheaper on large tables, and wrong by about a percent. Up to
    /// <see cref="SketchError"/> of the rows may then repeat a key unseen. Default: no, they are counted exactly.
    /// </summary>
    public bool Approximate { get; init; }

    /// <summary>The share of rows by which a sketch may be wrong.</summary>
    public const decimal SketchError = 0.02m;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => Key;
}
