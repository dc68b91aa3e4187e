using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
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
            TableReference = new(project, dataset, table),
            Description = properties.GetValueOrDefault("description"),
            Labels = Labels(properties) is { Count: > 0 } labels ? labels : null,
            Schema = isTable && TableSchema.Declared(desired) is { Count: > 0 } fields ? new(fields) : null,
            TimePartitioning = properties.GetValueOrDefault("timePartitioning.type") is { } type ? new(type, properties.GetValueOrDefault("timePartitioning.field")) : null,
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
            Schema = new(TableSchema.Merged(desired, live.Schema?.Fields ?? [])),
            Clustering = Clustering(desired),
            View = View(desired),
            MaterializedView = MaterializedView(desired, live.MaterializedView?.Query),
            MaxStaleness = MaxStaleness(desired),
        });
        var patch = new JsonObject();
        foreach (var name in change.Differences.Select(d => d.Property.Split('.')[0]).Distinct())
            if (name != "labels") patch[name] = declared[name]?.DeepClone();
        return ChangedLabels(change, patch);
    }

    /// <summary>The patch with the labels that a change sets, and with null for those that it removes.</summary>
    public static JsonObject ChangedLabels(Change change, JsonObject patch)
    {
        var changed = change.Differences.Select(d => d.Property).Where(p => p.StartsWith("labels.", StringComparison.Ordinal)).ToList();
        if (changed.Count > 0) patch["labels"] = new JsonObject(changed.Select(p => KeyValuePair.Create(p["labels.".Length..], (JsonNode?)change.Desired.Properties.GetValueOrDefault(p))));
        return patch;
    }

    public static Dictionary<string, string> Labels(ImmutableSortedDictionary<string, string> properties) => properties
        .Where(p => p.Key.StartsWith("labels.", StringComparison.Ordinal))
        .ToDictionary(p => p.Key["labels.".Length..], p => p.Value);

    public static (string Dataset, string Table) Split(ResourceId id)
    {
        var dot = id.Name.IndexOf('.', StringComparison.Ordinal);
        return (id.Name[..dot], id.Name[(dot + 1)..]);
    }

    private static ClusteringResource? Clustering(ImmutableSortedDictionary<string, string> properties) =>
        properties.GetValueOrDefault("clustering.fields") is { } fields ? new(fields.Split(',')) : null;

    private static ViewResource? View(ImmutableSortedDictionary<string, string> properties) =>
        properties.GetValueOrDefault("view.query") is { } query ? new(query, UseLegacySql: false) : null;

    // Defaults are written out, so that an update restores them. Null for what is not a materialized view.
    private static MaterializedViewResource? MaterializedView(ImmutableSortedDictionary<string, string> properties, string? query) => query is null ? null : new()
    {
        Query = query,
        EnableRefresh = properties.GetValueOrDefault("materializedView.enableRefresh") != "false",
        RefreshIntervalMs = properties.TryGetValue("materializedView.refreshIntervalMs", out var interval) ? long.Parse(interval) : LiveRelation.RefreshIntervalMs,
        AllowNonIncrementalDefinition = properties.ContainsKey("materializedView.allowNonIncrementalDefinition") ? true : null,
    };

    private static string? MaxStaleness(ImmutableSortedDictionary<string, string> properties) =>
        properties.TryGetValue("maxStaleness", out var staleness) ? Staleness.Write(staleness) : null;

    private static JsonObject Json(TableResource table) => JsonSerializer.SerializeToNode(table, GoogleJson.Default.TableResource)!.AsObject();
}
