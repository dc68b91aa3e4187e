namespace Orchestrator.Model;

/// <summary>A check of the rows of one relation. All such checks of a relation are answered by one scan of it.</summary>
public abstract record RelationCheck : Check
{
    /// <summary>The relation.</summary>
    public required Relation Relation { get; init; }

    /// <summary>A GoogleSQL predicate that says which rows are looked at; it may use <c>@now</c> (TIMESTAMP) and <c>@today</c> (DATE in the pipeline's zone). Default: all rows.</summary>
    public string? Where { get; init; }

    /// <summary>How many offending rows are accepted, as a number or as a share of the rows looked at. Default: none.</summary>
    public Tolerance Tolerated { get; init; }

    /// <summary>Above this, and within <see cref="Tolerated"/>, the check fails as a warning, whatever its severity. Default: no level of warning.</summary>
    public Tolerance? WarnAbove { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Relation> Reads => [Relation];
}
