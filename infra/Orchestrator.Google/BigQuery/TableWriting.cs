using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Declared tables, views and materialized views as BigQuery's resource, whole or the changed part.</summary>
internal static class TableWriting
{
    /// <summary>The whole resource, for its creation.</summary>
    public static JsonObject Whole(ResourceState desired, string project)
    {
        var properties = desired.Properties;
        var isTable = desired.Id.Kind == ResourceKind.Table;
        var (dataset, table) = Split(desired.Id);
        return Json(new()
        {
            TableReference = new() { ProjectId = project, DatasetId = dataset, TableId = table },
            Description = properties.GetValueOrDefault("description"),
            FriendlyName = properties.GetValueOrDefault("friendlyName"),
            ExpirationTime = ExpirationTime(properties, created: null),
            RequirePartitionFilter = RequirePartitionFilter(properties),
            Labels = Labels(properties) is { Count: > 0 } labels ? labels : null,
            Schema = isTable && TableSchema.Declared(desired) is { Count: > 0 } fields ? new() { Fields = fields } : null,
            TimePartitioning = TimePartitioning(properties),
            Clustering = Clustering(properties),
            View = View(properties),
            MaterializedView = MaterializedView(properties, properties.GetValueOrDefault("materializedView.query")),
            MaxStaleness = MaxStaleness(properties),
        });
    }

    /// <summary>The fields that a change touches. A field that has no declared value any more is sent as null, which removes it.</summary>
    public static JsonObject Changed(Change change, TableResource live)
    {
        var desired = change.Desired.Properties;
        var declared = Json(new()
        {
            Description = desired.GetValueOrDefault("description"),
            FriendlyName = desired.GetValueOrDefault("friendlyName"),
            ExpirationTime = ExpirationTime(desired, live.CreationTime is { } created ? Instant.FromUnixTimeMilliseconds(created) : null),
            RequirePartitionFilter = RequirePartitionFilter(desired),
            TimePartitioning = TimePartitioning(desired),
            Schema = new() { Fields = TableSchema.Merged(desired, live.Schema?.Fields ?? []) },
            Clustering = Clustering(desired),
            View = View(desired),
            MaterializedView = MaterializedView(desired, live.MaterializedView?.Query),
            MaxStaleness = MaxStaleness(desired),
        });
        var patch = new JsonObject();
        foreach (var name in change.Differences.Select(d => Field(d.Property)).Distinct())
            if (name != "labels") patch[name] = declared[name]?.DeepClone();
        // A patch merges objects: what is left out of one would stay.
        if (patch["timePartitioning"] is JsonObject kept && !kept.ContainsKey("expirationMs")) kept["expirationMs"] = null;
        if (change.Differences.Any(d => d.Property == "requirePartitionFilter") && live.TimePartitioning?.RequirePartitionFilter is not null)
        {
            var partitioning = Json(new() { TimePartitioning = TimePartitioning(desired) })["timePartitioning"]!.DeepClone().AsObject();
            partitioning["requirePartitionFilter"] = null;
            patch["timePartitioning"] = partitioning;
        }
        return ChangedLabels(change, patch);
    }

    /// <summary>The patch with the labels that a change sets, and with null for those that it removes.</summary>
    public static JsonObject ChangedLabels(Change change, JsonObject patch)
    {
        var changed = change.Differences.Select(d => d.Property).Where(p => p.StartsWith("labels.", StringComparison.Ordinal)).ToList();
        if (changed.Count > 0) patch["labels"] = new JsonObject(changed.Select(p => KeyValuePair.Create(p["labels.".Length..], (JsonNode?)change.Desired.Properties.GetValueOrDefault(p))));
        return patch;
    }

    public static Dictionary<string, string> Labels(PropertyDictionary properties) => properties
        .Where(p => p.Key.StartsWith("labels.", StringComparison.Ordinal))
        .ToDictionary(p => p.Key["labels.".Length..], p => p.Value);

    public static (string Dataset, string Table) Split(ResourceId id)
    {
        var dot = id.Name.IndexOf('.', StringComparison.Ordinal);
        return (id.Name[..dot], id.Name[(dot + 1)..]);
    }

    // Words of columns are part of the schema.
    private static string Field(string property) => property.Split('.')[0] is var name && name == "descriptions" ? "schema" : name;

    private static TimePartitioningResource? TimePartitioning(PropertyDictionary properties) => properties.GetValueOrDefault("timePartitioning.type") is { } type
        ? new(type, properties.GetValueOrDefault("timePartitioning.field")) { ExpirationMs = properties.TryGetValue("timePartitioning.expirationMs", out var kept) ? long.Parse(kept) : null }
        : null;

    private static bool? RequirePartitionFilter(PropertyDictionary properties) => properties.ContainsKey("requirePartitionFilter") ? true : null;

    // A time after the creation is BigQuery's own doing: it takes it from the dataset when the table is created.
    private static long? ExpirationTime(PropertyDictionary properties, Instant? created) =>
        properties.TryGetValue("expirationTime", out var text) && Expiration.Read(text, created) is { } at ? at.ToUnixTimeMilliseconds() : null;

    private static ClusteringResource? Clustering(PropertyDictionary properties) =>
        properties.GetValueOrDefault("clustering.fields") is { } fields ? new(fields.Split(',')) : null;

    private static ViewResource? View(PropertyDictionary properties) =>
        properties.GetValueOrDefault("view.query") is { } query ? new(query, UseLegacySql: false) : null;

    // Defaults are written out, so that an update restores them. Null for what is not a materialized view.
    private static MaterializedViewResource? MaterializedView(PropertyDictionary properties, string? query) => query is null ? null : new()
    {
        Query = query,
        EnableRefresh = properties.GetValueOrDefault("materializedView.enableRefresh") != "false",
        RefreshIntervalMs = properties.TryGetValue("materializedView.refreshIntervalMs", out var interval) ? long.Parse(interval) : LiveRelation.RefreshIntervalMs,
        AllowNonIncrementalDefinition = properties.ContainsKey("materializedView.allowNonIncrementalDefinition") ? true : null,
    };

    private static string? MaxStaleness(PropertyDictionary properties) =>
        properties.TryGetValue("maxStaleness", out var staleness) ? Staleness.Write(staleness) : null;

    private static JsonObject Json(TableResource table) => JsonSerializer.SerializeToNode(table, GoogleJson.Default.TableResource)!.AsObject();
}
