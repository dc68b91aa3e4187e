using System.Collections.Frozen;

namespace Orchestrator.Model;

/// <summary>Columns as properties: <c>schema.customer.name</c> is <c>STRING NULLABLE</c>, <c>descriptions.customer.name</c> the words of the column.</summary>
public static class SchemaProperties
{
    private const string Root = "schema";

    private static readonly string?[] Places = new string?[4096];

    private static readonly string[] Types =
        ["STRING", "BYTES", "INT64", "INTEGER", "FLOAT64", "FLOAT", "BOOL", "BOOLEAN", "NUMERIC", "BIGNUMERIC", "DATE", "DATETIME", "TIME", "TIMESTAMP", "GEOGRAPHY", "JSON", "INTERVAL", "STRUCT", "RECORD"];

    // A fleet has some hundred thousand columns of these few kinds: one text each.
    private static readonly FrozenDictionary<(string, string), string> Texts =
        (from type in Types from mode in (string[])["NULLABLE", "REQUIRED", "REPEATED"] select (Key: (type, mode), Text: $"{Column.CanonicalType(type)} {mode}")).ToFrozenDictionary(t => t.Key, t => t.Text);

    /// <summary><c>TYPE MODE</c> with the canonical names.</summary>
    /// <param name="type">GoogleSQL's or the API's name of the type.</param>
    /// <param name="mode">NULLABLE, REQUIRED or REPEATED; nothing means NULLABLE.</param>
    public static string Describe(string? type, string? mode) => Texts.TryGetValue((type ?? "", string.IsNullOrEmpty(mode) ? "NULLABLE" : mode), out var text)
        ? text
        : $"{Column.CanonicalType(type ?? "")} {(string.IsNullOrEmpty(mode) ? "NULLABLE" : mode.ToUpperInvariant())}";

    /// <summary>The property of a column or field: <c>schema.customer</c> and <c>name</c> give <c>schema.customer.name</c>, as one text for a whole fleet.</summary>
    /// <param name="path">The property of what it lies in, or the beginning of them all.</param>
    /// <param name="name">Its own name.</param>
    public static string Place(string path, string name)
    {
        // Many tables have columns of one name. A place per hash, and the last text keeps it: nothing grows.
        ref var place = ref Places[unchecked((uint)HashCode.Combine(path.GetHashCode(StringComparison.Ordinal), name.GetHashCode(StringComparison.Ordinal))) % Places.Length];
        var known = Volatile.Read(ref place);
        if (known is not null && known.Length == path.Length + 1 + name.Length && known.StartsWith(path, StringComparison.Ordinal) && known[path.Length] == '.' && known.EndsWith(name, StringComparison.Ordinal)) return known;
        var text = $"{path}.{name}";
        Volatile.Write(ref place, text);
        return text;
    }

    /// <summary>Adds columns and their fields.</summary>
    internal static void Add(PropertyDictionaryBuilder properties, IReadOnlyList<Column> columns, List<string> order, string path = Root)
    {
        foreach (var column in columns)
        {
            var name = Place(path, column.Name);
            order.Add(name);
            properties[name] = Describe(column.Type, Mode(column));
            if (!string.IsNullOrEmpty(column.Description)) properties["descriptions" + name[Root.Length..]] = column.Description;
            Add(properties, column.Fields, order, name);
        }
    }

    private static string Mode(Column column) => column.Mode switch
    {
        ColumnMode.Required => "REQUIRED",
        ColumnMode.Repeated => "REPEATED",
        _ => "NULLABLE",
    };
}
