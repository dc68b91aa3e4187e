using Orchestrator.Engine.Duck;
using Orchestrator.Engine.Values;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>Changes of a table's columns that BigQuery allows: new NULLABLE or REPEATED ones at the end, new fields of a STRUCT, REQUIRED to NULLABLE.</summary>
internal static class SchemaChange
{
    public static void Apply(DuckConnection connection, TableEntry old, TableEntry updated)
    {
        Check(old, old.Columns, updated.Columns, "");
        var table = StorageSql.Table(old);
        for (var i = 0; i < updated.Columns.Count; i++)
        {
            var column = updated.Columns[i];
            var name = StorageSql.Name(column.Name);
            if (i >= old.Columns.Count)
            {
                connection.Execute($"ALTER TABLE {table} ADD COLUMN {name} {DuckTypes.Of(column)}{(column.Mode == ColumnMode.Repeated ? " DEFAULT []" : "")}", CancellationToken.None);
                continue;
            }
            var before = old.Columns[i];
            if (before.Mode == ColumnMode.Required && column.Mode == ColumnMode.Nullable) connection.Execute($"ALTER TABLE {table} ALTER COLUMN {name} DROP NOT NULL", CancellationToken.None);
            if (DuckTypes.Of(before) != DuckTypes.Of(column))
                connection.Execute($"ALTER TABLE {table} ALTER COLUMN {name} TYPE {DuckTypes.Of(column)} USING {Widened(name, ColumnTypes.ToProto(before), ColumnTypes.ToProto(column), 0)}", CancellationToken.None);
        }
    }

    private static void Check(TableEntry table, IReadOnlyList<Column> old, IReadOnlyList<Column> updated, string path)
    {
        for (var i = 0; i < old.Count; i++)
        {
            if (i >= updated.Count || !old[i].Name.Equals(updated[i].Name, StringComparison.OrdinalIgnoreCase))
                throw Refused(table, $"Field {path}{old[i].Name} is missing in new schema");
            if (Column.CanonicalType(old[i].Type) != Column.CanonicalType(updated[i].Type))
                throw Refused(table, $"Field {path}{old[i].Name} has changed type from {Column.CanonicalType(old[i].Type)} to {Column.CanonicalType(updated[i].Type)}");
            if (old[i].Mode != updated[i].Mode && (old[i].Mode, updated[i].Mode) != (ColumnMode.Required, ColumnMode.Nullable))
                throw Refused(table, $"Field {path}{old[i].Name} has changed mode from {Word(old[i].Mode)} to {Word(updated[i].Mode)}");
            Check(table, old[i].Fields, updated[i].Fields, $"{path}{old[i].Name}.");
        }
        foreach (var added in updated.Skip(old.Count))
            if (added.Mode == ColumnMode.Required) throw Refused(table, $"Cannot add required fields to an existing schema. (field: {path}{added.Name})");
    }

    private static string Widened(string value, TypeProto from, TypeProto to, int depth) => (from.TypeKind, to.TypeKind) switch
    {
        (TypeKind.TypeArray, _) => $"list_transform({value}, lambda x{depth}: {Widened("x" + depth, from.ArrayType.ElementType, to.ArrayType.ElementType, depth + 1)})",
        (TypeKind.TypeStruct, _) => $"CASE WHEN {value} IS NOT NULL THEN struct_pack({string.Join(", ", to.StructType.Field.Select((f, i) => $"_{i + 1} := " + (i < from.StructType.Field.Count
            ? Widened($"{value}._{i + 1}", from.StructType.Field[i].FieldType, f.FieldType, depth)
            : $"CAST(NULL AS {DuckTypes.Of(f.FieldType)})")))}) END",
        _ => value,
    };

    private static InvalidException Refused(TableEntry table, string what) => new($"Provided Schema does not match Table {table.Project}:{table.TableId}. {what}");

    private static string Word(ColumnMode mode) => mode.ToString().ToUpperInvariant();
}
