namespace Orchestrator.Model;

/// <summary>The relation has the columns that its readers count on, with their types. Asked of a dry run: no row is read and nothing is billed.</summary>
public sealed record SchemaIs : Check
{
    /// <summary>The relation.</summary>
    public required Relation Relation { get; init; }

    /// <summary>The columns that must be there; names are compared without case, in any order. NULLABLE and REQUIRED are not told apart: a query's columns have no such mode.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>Whether there may be further columns. Default: yes, readers that name their columns do not see them.</summary>
    public bool AllowMore { get; init; } = true;

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Relation];
}
