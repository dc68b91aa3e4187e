using NodaTime;

namespace Orchestrator.Model;

/// <summary>Anything that a query can read: a <see cref="Table"/>, a <see cref="View"/> or a <see cref="MaterializedTable"/>.</summary>
public abstract record Relation
{
    /// <summary>The dataset that holds it.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>Its name inside the dataset. Where it has SQL, the file is <c>sql/&lt;dataset&gt;/&lt;name&gt;.sql</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Plain words for people. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>The name that the console shows instead of its own. Default: none.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>When BigQuery deletes it, rows included. Default: as its dataset says (<see cref="Dataset.TablesExpireAfter"/>), else never.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>Dataset and name.</summary>
    public TableId Id => new(Dataset.Id, Name);

    /// <summary>How the relation appears in reports and in the cloud.</summary>
    public abstract ResourceId ResourceId { get; }

    /// <summary>Whether rows are stored (a table) rather than computed when read (a view).</summary>
    public abstract bool Stored { get; }
}

/// <summary>A table that jobs fill: its columns are declared.</summary>
public sealed record Table : Relation
{
    /// <summary>The columns, in order.</summary>
    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>How rows are partitioned. Default: not at all.</summary>
    public Partitioning? PartitionedBy { get; init; }

    /// <summary>Columns by which BigQuery clusters the rows, at most four. Default: none.</summary>
    public IReadOnlyList<string> ClusteredBy { get; init; } = [];

    /// <summary>Which columns tell how late its rows arrive. Default: none do.</summary>
    public Arrival? Arrival { get; init; }

    /// <inheritdoc/>
    public override ResourceId ResourceId => new(ResourceKind.Table, Id.ToString());

    /// <inheritdoc/>
    public override bool Stored => true;
}

/// <summary>A logical view: its SQL runs whenever somebody reads it. Always fresh with respect to the tables it reads, and only to those.</summary>
public sealed record View : Relation
{
    /// <inheritdoc/>
    public override ResourceId ResourceId => new(ResourceKind.View, Id.ToString());

    /// <inheritdoc/>
    public override bool Stored => false;
}

/// <summary>
/// A relation defined by SQL whose <see cref="Strategy"/> says whether and how its rows are stored. One word changes the strategy; the name
/// that readers use stays the same (R74).
/// </summary>
public sealed record MaterializedTable : Relation
{
    /// <summary>View, MaterializedView or Rebuilt.</summary>
    public required Materialization Strategy { get; init; }

    /// <summary>How stored rows are partitioned. Default: not at all. Meaningless for the strategy View.</summary>
    public Partitioning? PartitionedBy { get; init; }

    /// <summary>Columns by which BigQuery clusters stored rows, at most four. Default: none.</summary>
    public IReadOnlyList<string> ClusteredBy { get; init; } = [];

    /// <inheritdoc/>
    public override ResourceId ResourceId => new(Strategy switch
    {
        Materialization.AsView => ResourceKind.View,
        Materialization.AsMaterializedView => ResourceKind.MaterializedView,
        _ => ResourceKind.Table,
    }, Id.ToString());

    /// <inheritdoc/>
    public override bool Stored => Strategy is not Materialization.AsView;
}

/// <summary>How late the rows of a table arrive: the day they are about against the time at which they came or changed. A look-back must reach as far (R89).</summary>
/// <param name="EventColumn">A DATE, TIMESTAMP or DATETIME column: what the row is about.</param>
/// <param name="LoadColumn">A TIMESTAMP or DATETIME column: when the row came, or changed in the source.</param>
public sealed record Arrival(string EventColumn, string LoadColumn);

/// <summary>Time partitioning of a table by one of its columns.</summary>
/// <param name="Field">A DATE, TIMESTAMP or DATETIME column.</param>
/// <param name="By">The length of one partition.</param>
public sealed record Partitioning(string Field, PartitionLength By = PartitionLength.Day)
{
    /// <summary>How long after its date a partition is kept. Default: as its dataset says (<see cref="Dataset.PartitionsExpireAfter"/>), else for ever. Not for a materialized view.</summary>
    public Duration? ExpireAfter { get; init; }

    /// <summary>Whether a query must filter by <see cref="Field"/>. Default: no. Not for a materialized view.</summary>
    public bool RequireFilter { get; init; }
}

/// <summary>The partition lengths that BigQuery offers.</summary>
public enum PartitionLength
{
    /// <summary>One hour.</summary>
    Hour,

    /// <summary>One day.</summary>
    Day,

    /// <summary>One month.</summary>
    Month,

    /// <summary>One year.</summary>
    Year,
}
