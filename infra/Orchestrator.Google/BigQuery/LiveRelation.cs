using System.Collections.Immutable;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A live dataset, table, view or materialized view in the form in which declared ones are written (<see cref="PropertyFacts"/>).</summary>
internal static class LiveRelation
{
    /// <summary>Upper bound of the refresh frequency that BigQuery assumes: 30 minutes.</summary>
    public const long RefreshIntervalMs = 1_800_000;

    public static ResourceState Of(DatasetResource dataset, ResourceId id)
    {
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        // The two multi-regions are accepted in any case and mean the same.
        Add(properties, "location", dataset.Location?.ToUpperInvariant() is "US" or "EU" ? dataset.Location.ToUpperInvariant() : dataset.Location);
        Common(properties, dataset.Description, dataset.Labels);
        return new() { Id = id, Properties = properties.ToImmutable() };
    }

    public static ResourceState Of(TableResource table, string name)
    {
        var properties = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var kind = Kind(table.Type);
        if (kind == ResourceKind.Table) Schema(properties, "schema", table.Schema?.Fields);
        if (kind == ResourceKind.View) Add(properties, "view.query", Query(table.View));
        if (kind == ResourceKind.MaterializedView) MaterializedView(properties, table);
        if (kind != ResourceKind.View)
        {
            Add(properties, "timePartitioning.type", table.TimePartitioning?.Type);
            Add(properties, "timePartitioning.field", table.TimePartitioning?.Field);
            Add(properties, "clustering.fields", string.Join(',', table.Clustering?.Fields ?? []));
        }
        Common(properties, table.Description, table.Labels);
        return new() { Id = new(kind, name), Properties = properties.ToImmutable() };
    }

    /// <summary>External tables and snapshots are tables of which less is known.</summary>
    public static ResourceKind Kind(string? type) => type switch
    {
        "VIEW" => ResourceKind.View,
        "MATERIALIZED_VIEW" => ResourceKind.MaterializedView,
        _ => ResourceKind.Table,
    };

    private static void MaterializedView(ImmutableSortedDictionary<string, string>.Builder properties, TableResource table)
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

    private static void Schema(ImmutableSortedDictionary<string, string>.Builder properties, string path, IReadOnlyList<FieldResource>? fields)
    {
        foreach (var field in fields ?? [])
        {
            var name = $"{path}.{field.Name}";
            properties[name] = TableSchema.Describe(field);
            Schema(properties, name, field.Fields);
        }
    }

    private static void Common(ImmutableSortedDictionary<string, string>.Builder properties, string? description, IReadOnlyDictionary<string, string>? labels)
    {
        Add(properties, "description", description);
        foreach (var (key, value) in labels ?? ImmutableDictionary<string, string>.Empty)
            if (!key.StartsWith("goog-", StringComparison.Ordinal)) properties[$"labels.{key}"] = value;
    }

    private static void Add(ImmutableSortedDictionary<string, string>.Builder properties, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) properties[name] = value;
    }
}
