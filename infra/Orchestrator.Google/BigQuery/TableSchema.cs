using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Columns as BigQuery's schema, and back.</summary>
internal static class TableSchema
{
    private const string Root = "schema";

    /// <summary><c>TYPE MODE</c> with the canonical names.</summary>
    public static string Describe(FieldResource field) => SchemaProperties.Describe(field.Type, field.Mode);

    /// <summary>The columns that a query or table has.</summary>
    public static IReadOnlyList<Column> Columns(SchemaResource? schema) => Columns(schema?.Fields);

    /// <summary>The declared columns of a table that does not exist yet, in declared order.</summary>
    public static IReadOnlyList<FieldResource> Declared(ResourceState desired) => Merged(desired.Properties, Ordered(desired, Root), Root);

    /// <summary>
    /// The live columns brought to the declared types and modes: live order, policy tags and default values stay, new columns come last.
    /// </summary>
    public static IReadOnlyList<FieldResource> Merged(PropertyDictionary properties, IReadOnlyList<FieldResource> live) =>
        Merged(properties, live, Root);

    // Columns to be, without types yet: the order in which they are shaped.
    private static List<FieldResource> Ordered(ResourceState desired, string path) =>
        [.. Names(desired.ColumnOrder, path).Select(n => new FieldResource { Name = n, Fields = Ordered(desired, $"{path}.{n}") })];

    private static List<FieldResource> Merged(PropertyDictionary properties, IReadOnlyList<FieldResource> live, string path)
    {
        var kept = live.Where(f => properties.ContainsKey($"{path}.{f.Name}")).ToList();
        var added = Children(properties, path).Where(n => kept.All(f => f.Name != n)).Select(n => new FieldResource { Name = n });
        return [.. kept.Concat(added).Select(f => Shaped(properties, f, $"{path}.{f.Name}"))];
    }

    private static FieldResource Shaped(PropertyDictionary properties, FieldResource field, string path)
    {
        var words = properties[path].Split(' ');
        // The live spelling of a type (INTEGER) is kept where it means the declared one (INT64).
        var type = Column.CanonicalType(field.Type ?? "") == words[0] ? field.Type : words[0];
        var shaped = Describe(field) == properties[path] ? field : field with { Type = type, Mode = words[^1] };
        var fields = Merged(properties, field.Fields ?? [], path);
        var description = properties.GetValueOrDefault($"descriptions{path[Root.Length..]}");
        // An empty text removes the words; what was never there stays away.
        return shaped with { Description = description ?? (string.IsNullOrEmpty(field.Description) ? field.Description : ""), Fields = fields.Count == 0 ? null : fields };
    }

    private static IEnumerable<string> Children(PropertyDictionary properties, string path) => Names(properties.Keys, path);

    private static IEnumerable<string> Names(IEnumerable<string> properties, string path) => properties
        .Where(p => p.StartsWith(path + ".", StringComparison.Ordinal))
        .Select(p => p[(path.Length + 1)..])
        .Where(n => !n.Contains('.', StringComparison.Ordinal));

    private static List<Column> Columns(IReadOnlyList<FieldResource>? fields) =>
    [
        .. (fields ?? []).Select(f => new Column(f.Name ?? "", Column.CanonicalType(f.Type ?? ""), Mode(f.Mode), Columns(f.Fields))),
    ];

    private static ColumnMode Mode(string? mode) => mode?.ToUpperInvariant() switch
    {
        "REQUIRED" => ColumnMode.Required,
        "REPEATED" => ColumnMode.Repeated,
        _ => ColumnMode.Nullable,
    };
}
