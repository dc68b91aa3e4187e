using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>A table, view or materialized view of BigQuery v2.</summary>
internal sealed record TableResource
{
    public string? Etag { get; init; }

    public TableReferenceResource? TableReference { get; init; }

    public string? Type { get; init; }

    public string? Description { get; init; }

    public string? FriendlyName { get; init; }

    public long? CreationTime { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? ExpirationTime { get; init; }

    public bool? RequirePartitionFilter { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public SchemaResource? Schema { get; init; }

    public TimePartitioningResource? TimePartitioning { get; init; }

    public ClusteringResource? Clustering { get; init; }

    public ViewResource? View { get; init; }

    public MaterializedViewResource? MaterializedView { get; init; }

    public string? MaxStaleness { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? LastModifiedTime { get; init; }
}

/// <summary>The name of a table.</summary>
internal sealed record TableReferenceResource(string? ProjectId, string? DatasetId, string? TableId);

/// <summary>The columns of a table.</summary>
internal sealed record SchemaResource(IReadOnlyList<FieldResource>? Fields);

/// <summary>A column. Policy tags and default values are passed through unread, so that an update does not lose them.</summary>
internal sealed record FieldResource
{
    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? Mode { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<FieldResource>? Fields { get; init; }

    [JsonExtensionData]
    public IDictionary<string, System.Text.Json.JsonElement>? Other { get; set; }
}

/// <summary>Partitioning by time.</summary>
internal sealed record TimePartitioningResource(string? Type, string? Field)
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? ExpirationMs { get; init; }

    // Where the API had it before the table itself.
    public bool? RequirePartitionFilter { get; init; }
}

/// <summary>Clustering columns.</summary>
internal sealed record ClusteringResource(IReadOnlyList<string>? Fields);

/// <summary>The definition of a logical view.</summary>
internal sealed record ViewResource(string? Query, bool? UseLegacySql);

/// <summary>The definition of a materialized view.</summary>
internal sealed record MaterializedViewResource
{
    public string? Query { get; init; }

    public bool? EnableRefresh { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? RefreshIntervalMs { get; init; }

    public bool? AllowNonIncrementalDefinition { get; init; }
}

/// <summary>One page of <c>tables.list</c>.</summary>
internal sealed record TableList(IReadOnlyList<TableListItem>? Tables, string? NextPageToken);

/// <summary>What <c>tables.list</c> says of a table.</summary>
internal sealed record TableListItem(TableReferenceResource? TableReference, string? Type);
