using NodaTime;

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

    /// <summary>The name that the console shows instead of the dataset's own. Default: none.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>
    /// How long after its creation a table, view or materialized view expires that declares no expiration of its own, at least 1 h. Partitioned tables
    /// are left out when <see cref="PartitionsExpireAfter"/> is declared, as BigQuery does. Default: never.
    /// </summary>
    public Duration? TablesExpireAfter { get; init; }

    /// <summary>How long partitions of a partitioned table are kept that declares no time of its own. Default: for ever.</summary>
    public Duration? PartitionsExpireAfter { get; init; }

    /// <summary>Who may use it beyond those whom BigQuery and the pipeline's own jobs let in. Default: nobody; access given by hand is drift.</summary>
    public IReadOnlyList<DatasetAccess> Access { get; init; } = [];

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
