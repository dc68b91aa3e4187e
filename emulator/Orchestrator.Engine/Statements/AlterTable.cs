using Orchestrator.Engine.Values;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>ALTER TABLE: columns added, dropped, widened or made nullable. All actions of a statement or none.</summary>
internal static class AlterTable
{
    // The coercions that BigQuery lists for SET DATA TYPE.
    private static readonly (string From, string To)[] Wider =
        [("INT64", "NUMERIC"), ("INT64", "FLOAT64"), ("NUMERIC", "FLOAT64")];

    /// <summary>Carries the statement out on a table of the catalog.</summary>
    public static void Apply(Write write, TableEntry table, ResolvedAlterTableStmtProto statement)
    {
        if (table.TableType != TableType.Table) throw new InvalidException($"{table.FullName} is not a table: its columns follow from its query.");
        var columns = table.Columns.ToList();
        foreach (var action in statement.Parent.AlterActionList) Apply(write, table, columns, ResolvedTree.Unwrap(action));
        if (columns.Count == 0) throw new InvalidException($"{table.FullName} would have no column left.", "invalidQuery");
        write.After = write.After.With(table with { Columns = columns, Version = table.Version + 1, ModifiedAt = write.Since(table.ModifiedAt), Rows = null, Bytes = null });
    }

    private static void Apply(Write write, TableEntry table, List<Column> columns, object action)
    {
        switch (action)
        {
            case ResolvedDropColumnActionProto drop: Drop(write, table, columns, drop); break;
            case ResolvedAddColumnActionProto add: Add(write, table, columns, add); break;
            case ResolvedAlterColumnSetDataTypeActionProto type: Widen(write, table, columns, type); break;
            case ResolvedAlterColumnDropNotNullActionProto nullable:
                var relaxed = Find(table, columns, nullable.Parent.Column);
                Execute(write, table, $"ALTER COLUMN {StorageSql.Name(columns[relaxed].Name)} DROP NOT NULL");
                columns[relaxed] = columns[relaxed] with { Mode = ColumnMode.Nullable };
                break;
            default: throw Unsupported.What($"ALTER TABLE with {action.GetType().Name["Resolved".Length..].Replace("ActionProto", "", StringComparison.Ordinal)}");
        }
    }

    private static void Drop(Write write, TableEntry table, List<Column> columns, ResolvedDropColumnActionProto drop)
    {
        if (drop.IsIfExists && Index(columns, drop.Name) < 0) return;
        var index = Find(table, columns, drop.Name);
        var name = columns[index].Name;
        if (Same(table.Partitioning?.Field, name) || table.Clustering.Any(c => Same(c, name)))
            throw new InvalidException($"Column {name} of {table.FullName} cannot be dropped: the table is partitioned or clustered by it.", "invalidQuery");
        Execute(write, table, $"DROP COLUMN {StorageSql.Name(name)}");
        columns.RemoveAt(index);
    }

    private static void Add(Write write, TableEntry table, List<Column> columns, ResolvedAddColumnActionProto add)
    {
        var definition = add.ColumnDefinition;
        if (Index(columns, definition.Name) >= 0)
        {
            if (add.IsIfNotExists) return;
            throw new InvalidException($"Column {definition.Name} already exists in {table.FullName}.", "invalidQuery");
        }

        var column = ColumnTypes.ToColumn(definition.Name, definition.Type);
        foreach (var statement in StorageSql.Add(table, column)) write.Connection.Execute(statement, CancellationToken.None);
        columns.Add(column);
    }

    private static void Widen(Write write, TableEntry table, List<Column> columns, ResolvedAlterColumnSetDataTypeActionProto type)
    {
        var index = Find(table, columns, type.Parent.Column);
        var before = columns[index];
        var after = ColumnTypes.ToColumn(before.Name, type.UpdatedType) with { Mode = before.Mode };
        if (before.Type == after.Type) return;
        if (before.Mode == ColumnMode.Repeated || !Wider.Contains((before.Type, after.Type)))
            throw new InvalidException($"ALTER TABLE ALTER COLUMN SET DATA TYPE requires that the existing column type ({before.Type}) is assignable to the new type ({after.Type})", "invalidQuery");
        Execute(write, table, $"ALTER COLUMN {StorageSql.Name(before.Name)} TYPE {DuckTypes.Of(after)}");
        columns[index] = after;
    }

    private static void Execute(Write write, TableEntry table, string action) =>
        write.Connection.Execute($"ALTER TABLE {StorageSql.Table(table)} {action}", CancellationToken.None);

    private static int Find(TableEntry table, List<Column> columns, string name) =>
        Index(columns, name) is >= 0 and var index ? index : throw new InvalidException($"Column not found: {name} in {table.FullName}", "invalidQuery");

    private static int Index(List<Column> columns, string name) => columns.FindIndex(c => Same(c.Name, name));

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
