using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A live dataset, table, view or materialized view in the form in which declared ones are written (<see cref="PropertyFacts"/>).</summary>
internal static class LiveRelation
{
    /// <summary>Upper bound of the refresh frequency that BigQuery assumes: 30 minutes.</summary>
    public const long RefreshIntervalMs = 1_800_000;

    public static ResourceState Of(DatasetResource dataset, ResourceId id)
    {
        var properties = new PropertyDictionaryBuilder();
        // The two multi-regions are accepted in any case and mean the same.
        Add(properties, "location", dataset.Location?.ToUpperInvariant() is "US" or "EU" ? dataset.Location.ToUpperInvariant() : dataset.Location);
        Add(properties, "defaultTableExpirationMs", Text(dataset.DefaultTableExpirationMs));
        Add(properties, "defaultPartitionExpirationMs", Text(dataset.DefaultPartitionExpirationMs));
        foreach (var (name, value) in LiveAccess.Of(dataset.Access)) properties[name] = value;
        Common(properties, dataset.Description, dataset.FriendlyName, dataset.Labels);
        return new() { Id = id, Properties = properties.ToProperties() };
    }

    public static ResourceState Of(TableResource table, string name)
    {
        var properties = new PropertyDictionaryBuilder((table.Schema?.Fields?.Count ?? 0) + 4);
        var kind = Kind(table.Type);
        if (kind == ResourceKind.Table) Stored(properties, table);
        if (kind == ResourceKind.View) Add(properties, "view.query", Query(table.View));
        if (kind == ResourceKind.MaterializedView) MaterializedView(properties, table);
        if (kind != ResourceKind.View)
        {
            Add(properties, "timePartitioning.type", table.TimePartitioning?.Type);
            Add(properties, "timePartitioning.field", table.TimePartitioning?.Field);
            Add(properties, "clustering.fields", string.Join(',', table.Clustering?.Fields ?? []));
        }
        if (table.ExpirationTime is { } expires)
            properties["expirationTime"] = Expiration.Live(Instant.FromUnixTimeMilliseconds(expires), table.CreationTime is { } created ? Instant.FromUnixTimeMilliseconds(created) : null);
        Common(properties, table.Description, table.FriendlyName, table.Labels);
        return new() { Id = new(kind, name), Properties = properties.ToProperties() };
    }

    /// <summary>External tables and snapshots are tables of which less is known.</summary>
    public static ResourceKind Kind(string? type) => type switch
    {
        "VIEW" => ResourceKind.View,
        "MATERIALIZED_VIEW" => ResourceKind.MaterializedView,
        _ => ResourceKind.Table,
    };

    private static void MaterializedView(PropertyDictionaryBuilder properties, TableResource table)
    {
        var view = table.MaterializedView;
        Add(properties, "materializedView.query", view?.Query);
        if (view?.EnableRefresh == false) properties["materializedView.enableRefresh"] = "false";
        if (view?.RefreshIntervalMs is { } interval and not RefreshIntervalMs) properties["materializedView.refreshIntervalMs"] = $"{interval}";
        if (view?.AllowNonIncrementalDefinition == true) properties["materializedView.allowNonIncrementalDefinition"] = "true";
        Add(properties, "maxStaleness", table.MaxStaleness is { } staleness ? Staleness.Read(staleness) : null);
    }

    // Legacy SQL with the words of GoogleSQL is another query: BigQuery's own marker makes the difference visible.
    private static string? Query(ViewResource? view) => view?.UseLegacySql == true ? $"#legacySQL\n{view.Query}" : view?.Query;

    private static void Stored(PropertyDictionaryBuilder properties, TableResource table)
    {
        Schema(properties, "schema", table.Schema?.Fields);
        Descriptions(properties, "descriptions", table.Schema?.Fields);
        Add(properties, "timePartitioning.expirationMs", Text(table.TimePartitioning?.ExpirationMs));
        if (table.RequirePartitionFilter == true || table.TimePartitioning?.RequirePartitionFilter == true) properties["requirePartitionFilter"] = "true";
    }

    private static void Descriptions(PropertyDictionaryBuilder properties, string path, IReadOnlyList<FieldResource>? fields)
    {
        foreach (var field in fields ?? [])
        {
            if (string.IsNullOrEmpty(field.Description) && field.Fields is not { Count: > 0 }) continue;
            var name = SchemaProperties.Place(path, field.Name ?? "");
            Add(properties, name, field.Description);
            Descriptions(properties, name, field.Fields);
        }
    }

    private static void Schema(PropertyDictionaryBuilder properties, string path, IReadOnlyList<FieldResource>? fields)
    {
        foreach (var field in fields ?? [])
        {
            var name = SchemaProperties.Place(path, field.Name ?? "");
            properties[name] = TableSchema.Describe(field);
            Schema(properties, name, field.Fields);
        }
    }

    private static void Common(PropertyDictionaryBuilder properties, string? description, string? friendlyName, IReadOnlyDictionary<string, string>? labels)
    {
        Add(properties, "description", description);
        Add(properties, "friendlyName", friendlyName);
        foreach (var (key, value) in labels ?? ImmutableDictionary<string, string>.Empty)
            if (!key.StartsWith("goog-", StringComparison.Ordinal)) properties[$"labels.{key}"] = value;
    }

    // Zero is how some clients say: none.
    private static string? Text(long? number) => number is > 0 ? $"{number}" : null;

    private static void Add(PropertyDictionaryBuilder properties, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) properties[name] = value;
    }
}
