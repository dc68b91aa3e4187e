namespace Orchestrator.Model;

/// <summary>
/// Two relations have the same number of rows; how many more one has than the other is judged by <see cref="RelationCheck.Tolerated"/>, a share being
/// one of this relation's rows. Rows are counted once for each relation, however many checks ask.
/// </summary>
public sealed record RowCountParity : RelationCheck
{
    /// <summary>The other relation.</summary>
    public required Relation Other { get; init; }

    /// <summary>A GoogleSQL predicate that says which rows of <see cref="Other"/> are counted. Default: all rows.</summary>
    public string? OtherWhere { get; init; }

    /// <summary>Whether two relations without rows are alike. Default: no, so that two empty tables are never green by accident.</summary>
    public bool AllowEmpty { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Relation, Other];
}
