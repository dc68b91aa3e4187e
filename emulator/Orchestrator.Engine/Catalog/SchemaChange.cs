using Orchestrator.Engine.Values;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>Changes of a table's columns that BigQuery allows: new NULLABLE or REPEATED ones at the end, new fields of a STRUCT, REQUIRED to NULLABLE.</summary>
internal static class SchemaChange
{
    /// <summary>Checks the change and carries it out; the entry that comes back knows where the rows are now.</summary>
    public static TableEntry Apply(Write write, TableEntry old, TableEntry updated)
    {
        Check(old, old.Columns, updated.Columns, "");
        var kept = old.Columns.Select((c, i) => (Old: c, New: updated.Columns[i])).ToList();
        if (kept.All(k => DuckTypes.Of(k.Old) == DuckTypes.Of(k.New) && k.Old.Mode == k.New.Mode))
        {
            foreach (var statement in updated.Columns.Skip(old.Columns.Count).SelectMany(c => StorageSql.Add(old, c))) write.Connection.Execute(statement, CancellationToken.None);
            return updated;
        }
        // DuckDB alters types and constraints only with settings that are locked here: the rows move to a new table.
        var moved = updated with { Storage = write.After.NextStorage };
        write.Connection.Execute(StorageSql.Create(moved.Storage, moved.Columns), CancellationToken.None);
        var names = string.Join(", ", kept.Select(k => StorageSql.Name(k.New.Name)));
        var values = string.Join(", ", kept.Select(k => Widened(StorageSql.Name(k.Old.Name), ColumnTypes.ToProto(k.Old), ColumnTypes.ToProto(k.New), 0)));
        write.Connection.Execute($"INSERT INTO {StorageSql.Table(moved)} ({names}) SELECT {values} FROM {StorageSql.Table(old)} ORDER BY rowid", CancellationToken.None);
        write.Connection.Execute($"DROP TABLE {StorageSql.Table(old)}", CancellationToken.None);
        return moved;
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
            ? Widened($"struct_extract({value}, '_{i + 1}')", from.StructType.Field[i].FieldType, f.FieldType, depth)
            : $"CAST(NULL AS {DuckTypes.Of(f.FieldType)})")))}) END",
        _ => value,
    };

    private static InvalidException Refused(TableEntry table, string what) => new($"Provided Schema does not match Table {table.Project}:{table.TableId}. {what}");

    private static string Word(ColumnMode mode) => mode.ToString().ToUpperInvariant();
}
