using System.Collections.Frozen;

namespace Orchestrator.Model;

/// <summary>Columns as properties: <c>schema.customer.name</c> is <c>STRING NULLABLE</c>, <c>descriptions.customer.name</c> the words of the column.</summary>
public static class SchemaProperties
{
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

    /// <summary>Adds columns and their fields.</summary>
    internal static void Add(PropertyDictionaryBuilder properties, IReadOnlyList<Column> columns, List<string> order, string path = "")
    {
        foreach (var column in columns)
        {
            var place = path.Length == 0 ? column.Name : $"{path}.{column.Name}";
            var name = "schema." + place;
            order.Add(name);
            properties[name] = Describe(column.Type, Mode(column));
            if (!string.IsNullOrEmpty(column.Description)) properties["descriptions." + place] = column.Description;
            Add(properties, column.Fields, order, place);
        }
    }

    private static string Mode(Column column) => column.Mode switch
    {
        ColumnMode.Required => "REQUIRED",
        ColumnMode.Repeated => "REPEATED",
        _ => "NULLABLE",
    };
}
