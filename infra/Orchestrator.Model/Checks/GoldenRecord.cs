using NodaTime;

namespace Orchestrator.Model;

/// <summary>A column and the value that it must have in some row.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value as <c>CAST(... AS STRING)</c> writes it; null is SQL NULL, and equals only NULL.</param>
/// <param name="Type">The column's GoogleSQL type. Default: STRING. A column of another type is a diagnostic: types that drift between hops are found before any query runs (R34).</param>
public sealed record ColumnValue(string Column, string? Value, string Type = "STRING");

/// <summary>One row that must be in a relation, exactly once.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Key">The columns that say which row is meant.</param>
/// <param name="Values">What the row must hold besides; may be empty when only its presence counts.</param>
public sealed record ExpectedRow(Relation Relation, IReadOnlyList<ColumnValue> Key, IReadOnlyList<ColumnValue> Values)
{
    /// <summary>The key in words: <c>WORK_ITEM_ID 'X', USER 'user B'</c>.</summary>
    public string Says => string.Join(", ", Key.Select(k => $"{k.Column} {(k.Value is null ? "NULL" : $"'{k.Value}'")}"));
}

/// <summary>A check about rows that are known to be right: somebody looked them up in the source.</summary>
public abstract record ExpectedRows : Check
{
    /// <summary>The rows, in the order in which data flows.</summary>
    public abstract IReadOnlyList<ExpectedRow> Rows { get; }

    /// <summary>From when on the rows are expected; before it the check holds. Default: always.</summary>
    public Instant? Since { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [.. Rows.Select(r => r.Relation).DistinctBy(r => r.Id)];
}

/// <summary>A row of one relation that is known to be right (R33). A missing row, a second row and another value are each told.</summary>
public sealed record GoldenRecord : ExpectedRows
{
    /// <summary>The relation.</summary>
    public required Relation Relation { get; init; }

    /// <summary>The columns that say which row is meant.</summary>
    public required IReadOnlyList<ColumnValue> Key { get; init; }

    /// <summary>What the row must hold.</summary>
    public required IReadOnlyList<ColumnValue> Expected { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<ExpectedRow> Rows => [new(Relation, Key, Expected)];
}

/// <summary>The same entity followed hop by hop, from the raw table to what people read (R32). The first hop that disagrees is named: the fault lies between it and the hop before.</summary>
public sealed record HopTrace : ExpectedRows
{
    /// <summary>What must be in each relation, in the order in which data flows; a relation may appear several times in a row.</summary>
    public required IReadOnlyList<ExpectedRow> Hops { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<ExpectedRow> Rows => Hops;
}

/// <summary>A table holds the rows of one snapshot only: rows of an earlier one are stale, because a sync that should replace them appended (R29, R31).</summary>
public sealed record OneSnapshot : Check
{
    /// <summary>The table.</summary>
    public required Table Table { get; init; }

    /// <summary>The column that says which snapshot a row is of; the greatest value is the current one.</summary>
    public required string Column { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Table];
}
