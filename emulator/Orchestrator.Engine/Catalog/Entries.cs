using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>A dataset as the catalog keeps it.</summary>
public sealed record DatasetEntry
{
    /// <summary>The Google Cloud project.</summary>
    public required string Project { get; init; }

    /// <summary>The dataset's name; case matters.</summary>
    public required DatasetId DatasetId { get; init; }

    /// <summary>Where its data would be at Google: <c>US</c>, <c>EU</c>, <c>us-central1</c>.</summary>
    public string Location { get; init; } = "US";

    /// <summary>Whatever else the API sets (labels, description, friendlyName, access ...); of it the engine reads only what new tables inherit (<see cref="DatasetDefaults"/>).</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>When it was created; set by the catalog.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>When its entry last changed; set by the catalog.</summary>
    public Instant ModifiedAt { get; init; }
}

/// <summary>What kind of table an entry is.</summary>
public enum TableType
{
    /// <summary>Stored rows.</summary>
    Table,

    /// <summary>A query, expanded when it is read.</summary>
    View,

    /// <summary>Stored rows of a query, refreshed when its tables change.</summary>
    MaterializedView,
}

/// <summary>Time partitioning of a table.</summary>
/// <param name="Type">DAY, HOUR, MONTH or YEAR.</param>
/// <param name="Field">The partitioning column; null partitions by ingestion time.</param>
public sealed record Partitioning(string Type, string? Field);

/// <summary>A table, view or materialized view as the catalog keeps it.</summary>
public sealed record TableEntry
{
    /// <summary>The Google Cloud project.</summary>
    public required string Project { get; init; }

    /// <summary>Dataset and name; case matters.</summary>
    public required TableId TableId { get; init; }

    /// <summary>TABLE, VIEW or MATERIALIZED_VIEW.</summary>
    public TableType TableType { get; init; } = TableType.Table;

    /// <summary>Columns in order. For a view or materialized view the catalog takes them from its query.</summary>
    public IReadOnlyList<Column> Columns { get; init; } = [];

    /// <summary>The query of a view or materialized view, as it was written; null for a table.</summary>
    public string? Query { get; init; }

    /// <summary>Time partitioning, or null.</summary>
    public Partitioning? Partitioning { get; init; }

    /// <summary>Clustering columns in order.</summary>
    public IReadOnlyList<string> Clustering { get; init; } = [];

    /// <summary>Whatever else the API sets (labels, description, column descriptions, expirationTime ...); the engine keeps it and never reads it.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>When it was created; set by the catalog.</summary>
    public Instant CreatedAt { get; init; }

    /// <summary>When its entry or its rows last changed; set by the catalog.</summary>
    public Instant ModifiedAt { get; init; }

    /// <summary>When a materialized view was last refreshed; null for everything else.</summary>
    public Instant? LastRefresh { get; init; }

    /// <summary>The number of rows; null in lists and for views.</summary>
    public long? Rows { get; init; }

    /// <summary>Logical bytes by BigQuery's documented sizes of types; null in lists and for views.</summary>
    public long? Bytes { get; init; }

    /// <summary>Project, dataset and name.</summary>
    public TableReference Reference => new(Project, TableId);

    /// <summary>The number that rows and definitions are stored under; a table created again gets another one.</summary>
    internal long Storage { get; init; }

    /// <summary>Counts writes of rows, so that materialized views see that a table changed.</summary>
    internal long Version { get; init; }

    /// <summary>For a materialized view: the versions of its tables (by storage number) at the last refresh.</summary>
    internal IReadOnlyDictionary<string, long> RefreshedFrom { get; init; } = new Dictionary<string, long>();

    /// <summary>The default project of the query of a view: that of the statement which created it.</summary>
    internal string QueryProject => Project;

    /// <summary>The name that GoogleSQL and messages use: <c>project.dataset.table</c>.</summary>
    internal string FullName => $"{Project}.{TableId}";
}
