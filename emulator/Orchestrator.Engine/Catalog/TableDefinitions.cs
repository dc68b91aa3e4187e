using Orchestrator.Engine.Values;

namespace Orchestrator.Engine;

/// <summary>Creating and changing tables, views and materialized views with BigQuery's rules.</summary>
internal sealed class TableDefinitions(LocalWarehouse warehouse)
{
    public async Task<TableEntry> CreateAsync(Write write, TableEntry entry, CancellationToken cancellation)
    {
        write.After.RequireDataset(entry.Project, entry.TableId.Dataset);
        if (write.After.Table(entry.Reference) is not null) throw CatalogSnapshot.Duplicate(entry.Reference);
        if (entry.TableType == TableType.Table)
        {
            CheckColumns(entry);
            return TableChanges.Add(write, entry);
        }
        var columns = await warehouse.Views.ColumnsAsync(write.After, entry, cancellation);
        var created = TableChanges.Add(write, entry with { Columns = columns });
        return entry.TableType == TableType.View ? created : await warehouse.Views.RefreshAsync(write, created, cancellation);
    }

    public async Task<TableEntry> UpdateAsync(Write write, TableEntry old, Func<TableEntry, TableEntry> change, CancellationToken cancellation)
    {
        var updated = change(old) with
        {
            Project = old.Project,
            TableId = old.TableId,
            TableType = old.TableType,
            Storage = old.Storage,
            Version = old.Version,
            CreatedAt = old.CreatedAt,
            ModifiedAt = write.Since(old.ModifiedAt),
            LastRefresh = old.LastRefresh,
            RefreshedFrom = old.RefreshedFrom,
            Rows = null,
            Bytes = null,
        };
        if (old.TableType == TableType.Table)
        {
            CheckColumns(updated);
            updated = SchemaChange.Apply(write, old, updated);
        }
        else if (updated.Query != old.Query)
        {
            if (old.TableType == TableType.MaterializedView) throw new InvalidException("The query of a materialized view cannot be changed: delete it and create it again.");
            updated = updated with { Version = old.Version + 1, Columns = await warehouse.Views.ColumnsAsync(write.After.Without(old), updated, cancellation) };
        }
        write.After = write.After.With(updated);
        return updated;
    }

    private static void CheckColumns(TableEntry table)
    {
        if (table.Query is not null) throw new InvalidException($"Table {table.FullName} has a query: only views have.");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in table.Columns)
        {
            if (!seen.Add(column.Name)) throw new InvalidException($"Duplicate column name: {column.Name}");
            try
            {
                DuckTypes.Of(column);
            }
            catch (ArgumentException e)
            {
                throw new InvalidException(e.Message);
            }
        }
        if (table.Partitioning?.Field is { } field && !seen.Contains(field)) throw new InvalidException($"The field specified for partitioning cannot be found in the schema: {field}");
        foreach (var name in table.Clustering)
            if (!seen.Contains(name)) throw new InvalidException($"The field specified for clustering cannot be found in the schema: {name}");
    }
}
