using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>Changes of the catalog together with the storage behind it, inside a write.</summary>
internal static class TableChanges
{
    public static void Drop(Write write, TableEntry table)
    {
        if (table.TableType != TableType.View) write.Connection.Execute($"DROP TABLE {StorageSql.Table(table)}", CancellationToken.None);
        write.After = write.After.Without(table);
    }

    public static void DropDataset(Write write, string project, DatasetId dataset, bool deleteContents)
    {
        var entry = write.After.RequireDataset(project, dataset);
        var tables = write.After.TablesOf(project, dataset).ToList();
        if (tables.Count > 0 && !deleteContents) throw new InvalidException($"Dataset {project}:{dataset.Name} is still in use", "resourceInUse");
        foreach (var table in tables) Drop(write, table);
        write.After = write.After.Without(entry);
    }

    /// <summary>Adds a table with storage of its own; rows come after.</summary>
    public static TableEntry Add(Write write, TableEntry entry)
    {
        var dataset = write.After.RequireDataset(entry.Project, entry.TableId.Dataset);
        if (write.After.Table(entry.Reference) is not null) throw CatalogSnapshot.Duplicate(entry.Reference);
        var created = DatasetDefaults.Inherit(dataset, entry with { Storage = write.After.NextStorage, Version = 1, CreatedAt = write.Now, ModifiedAt = write.After.Gone.TryGetValue(entry.FullName, out var gone) ? write.Since(gone) : write.Now, Rows = null, Bytes = null });
        if (created.TableType != TableType.View) write.Connection.Execute(StorageSql.Create(created.Storage, created.Columns), CancellationToken.None);
        write.After = write.After.With(created);
        return created;
    }
}
