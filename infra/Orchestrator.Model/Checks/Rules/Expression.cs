namespace Orchestrator.Model;

/// <summary>Every row satisfies a predicate. A row for which it is NULL does not satisfy it, and is an offence: write <c>IFNULL(..., TRUE)</c> where that is wrong.</summary>
public sealed record Expression : RowCheck
{
    /// <summary>A GoogleSQL predicate over the relation's columns; it may use <c>@now</c> (TIMESTAMP) and <c>@today</c> (DATE in the pipeline's zone).</summary>
    public required string Predicate { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<string> Columns => [];
}
