namespace Orchestrator.Model;

/// <summary>A check that every row which is looked at must pass. How many rows do not is counted by the one scan of the relation.</summary>
public abstract record RowCheck : RelationCheck
{
    /// <summary>Whether the check holds when there is no row to look at. Default: no, so that an empty table is never green by accident.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>The columns of <see cref="RelationCheck.Relation"/> that the check names; none when it only has a predicate.</summary>
    public abstract IReadOnlyList<string> Columns { get; }
}

/// <summary>A check of the values of one column.</summary>
public abstract record ColumnCheck : RowCheck
{
    /// <summary>The column.</summary>
    public required string Column { get; init; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<string> Columns => [Column];
}
