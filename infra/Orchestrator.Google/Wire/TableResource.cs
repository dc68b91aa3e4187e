using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>A table, view or materialized view of BigQuery v2.</summary>
internal sealed record TableResource
{
    public string? Etag { get; set; }

    public TableReferenceResource? TableReference { get; set; }

    [JsonConverter(typeof(SharedText))]
    public string? Type { get; set; }

    public string? Description { get; set; }

    public string? FriendlyName { get; set; }

    public long? CreationTime { get; set; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? ExpirationTime { get; set; }

    public bool? RequirePartitionFilter { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public SchemaResource? Schema { get; set; }

    public TimePartitioningResource? TimePartitioning { get; set; }

    public ClusteringResource? Clustering { get; set; }

    public ViewResource? View { get; set; }

    public MaterializedViewResource? MaterializedView { get; set; }

    public string? MaxStaleness { get; set; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString)]
    public long? LastModifiedTime { get; set; }
}

/// <summary>The name of a table.</summary>
internal sealed record TableReferenceResource
{
    [JsonConverter(typeof(SharedText))]
    public string? ProjectId { get; set; }

    [JsonConverter(typeof(SharedText))]
    public string? DatasetId { get; set; }

    public string? TableId { get; set; }
}

/// <summary>The columns of a table.</summary>
internal sealed record SchemaResource
{
    public IReadOnlyList<FieldResource>? Fields { get; set; }
}

/// <summary>A column. Policy tags and default values are passed through unread, so that an update does not lose them.</summary>
[JsonConverter(typeof(FieldConverter))]
internal sealed record FieldResource
{
    public string? Name { get; set; }

    public string? Type { get; set; }

    public string? Mode { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<FieldResource>? Fields { get; set; }

    public IReadOnlyDictionary<string, JsonElement>? Other { get; set; }
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
internal sealed record TableListItem
{
    public TableReferenceResource? TableReference { get; set; }

    [JsonConverter(typeof(SharedText))]
    public string? Type { get; set; }
}
