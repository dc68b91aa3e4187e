namespace Orchestrator.Model;

/// <summary>Every value of the column is there in a column of another relation. NULL points nowhere and is not judged: <see cref="NotNull"/> does that.</summary>
public sealed record Relationship : ColumnCheck
{
    /// <summary>The relation that must have the value; may be the same one.</summary>
    public required Relation To { get; init; }

    /// <summary>Its column. Both columns have the same type.</summary>
    public required string ToColumn { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => To.Id == Relation.Id ? [Relation] : [Relation, To];
}
