using Orchestrator.Engine.Values;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>Where rows are in DuckDB. Tables go by number, because DuckDB's names have no case and BigQuery's have.</summary>
internal static class StorageSql
{
    public const string Schema = "data";

    public static string Name(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public static string TableName(long storage) => $"t{storage}";

    public static string Table(long storage) => $"{Schema}.{TableName(storage)}";

    public static string Table(TableEntry table) => Table(table.Storage);

    public static string Create(long storage, IEnumerable<Column> columns) => $"CREATE TABLE {Table(storage)} ({string.Join(", ", columns.Select(Definition))})";

    /// <summary>A column's name, type and rule. An array that is not given is empty, never NULL.</summary>
    public static string Definition(Column column) =>
        $"{Name(column.Name)} {DuckTypes.Of(column)}{column.Mode switch { ColumnMode.Required => " NOT NULL", ColumnMode.Repeated => " DEFAULT []", _ => "" }}";

    /// <summary>
    /// The statements that add a column. An array's default is set and written in statements of their own: as one, DuckDB would change a setting, and
    /// settings are locked.
    /// </summary>
    public static IEnumerable<string> Add(TableEntry table, Column column)
    {
        yield return $"ALTER TABLE {Table(table)} ADD COLUMN {Name(column.Name)} {DuckTypes.Of(column)}";
        if (column.Mode != ColumnMode.Repeated) yield break;
        yield return $"ALTER TABLE {Table(table)} ALTER COLUMN {Name(column.Name)} SET DEFAULT []";
        yield return $"UPDATE {Table(table)} SET {Name(column.Name)} = []";
    }

    /// <summary>A string literal. A NUL would end the statement's text, so it is written as chr(0).</summary>
    public static string Text(string text)
    {
        var quoted = "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
        return text.Contains('\0', StringComparison.Ordinal) ? "(" + quoted.Replace("\0", "' || chr(0) || '", StringComparison.Ordinal) + ")" : quoted;
    }
}
