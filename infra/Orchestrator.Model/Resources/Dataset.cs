namespace Orchestrator.Model;

/// <summary>A BigQuery dataset of a pipeline, with the layer whose reading order it obeys.</summary>
public sealed record Dataset
{
    /// <summary>The dataset's name.</summary>
    public required DatasetId Id { get; init; }

    /// <summary>Its layer: a relation reads from its own layer or from lower ones, never upward (R62).</summary>
    public required Layer Layer { get; init; }

    /// <summary>Plain words for people. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary><c>dataset/name</c>.</summary>
    public ResourceId ResourceId => ResourceId.Of(Id);
}

/// <summary>The layers of a warehouse, lowest first. Data flows from lower to higher; logs stand beside and are read by checks only.</summary>
public enum Layer
{
    /// <summary>As the source delivered it.</summary>
    Raw,

    /// <summary>Dimensions, joined and rebuilt for speed.</summary>
    Dimension,

    /// <summary>Business logic, one view per concept.</summary>
    Stage,

    /// <summary>Figures that people read.</summary>
    Mart,

    /// <summary>What the jobs say of themselves.</summary>
    Log,
}
