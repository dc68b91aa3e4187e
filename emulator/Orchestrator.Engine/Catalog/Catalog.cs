using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>Datasets and tables as data: the one catalog that both SQL and REST read and write.</summary>
public sealed class Catalog
{
    private readonly LocalWarehouse _warehouse;

    internal Catalog(LocalWarehouse warehouse) => _warehouse = warehouse;

    /// <summary>A dataset, or null.</summary>
    public DatasetEntry? FindDataset(string project, DatasetId dataset) => _warehouse.Snapshot.Dataset(project, dataset);

    /// <summary>A dataset.</summary>
    /// <exception cref="NotFoundException">It does not exist.</exception>
    public DatasetEntry GetDataset(string project, DatasetId dataset) => _warehouse.Snapshot.RequireDataset(project, dataset);

    /// <summary>The datasets of a project, by name.</summary>
    public IReadOnlyList<DatasetEntry> ListDatasets(string project) => [.. _warehouse.Snapshot.Datasets.Values.Where(d => d.Project == project)];

    /// <summary>Creates a dataset.</summary>
    /// <exception cref="DuplicateException">It exists already.</exception>
    public Task<DatasetEntry> CreateDatasetAsync(DatasetEntry entry, CancellationToken cancellation = default) => _warehouse.WriteAsync(write =>
    {
        if (write.After.Dataset(entry.Project, entry.DatasetId) is not null) throw new DuplicateException($"Already Exists: Dataset {entry.Project}:{entry.DatasetId.Name}");
        var created = entry with { CreatedAt = write.Now, ModifiedAt = write.Now };
        write.After = write.After.With(created);
        return created;
    }, cancellation);

    /// <summary>Changes a dataset: the function gets the present entry and returns the new one; project and name stay.</summary>
    /// <exception cref="NotFoundException">It does not exist.</exception>
    public Task<DatasetEntry> UpdateDatasetAsync(string project, DatasetId dataset, Func<DatasetEntry, DatasetEntry> change, CancellationToken cancellation = default) =>
        _warehouse.WriteAsync(write =>
        {
            var old = write.After.RequireDataset(project, dataset);
            var updated = change(old) with { Project = project, DatasetId = dataset, CreatedAt = old.CreatedAt, ModifiedAt = write.Now };
            write.After = write.After.With(updated);
            return updated;
        }, cancellation);

    /// <summary>Deletes a dataset, with its tables only when told so.</summary>
    /// <exception cref="NotFoundException">It does not exist.</exception>
    /// <exception cref="InvalidException">It has tables (reason resourceInUse).</exception>
    public Task DeleteDatasetAsync(string project, DatasetId dataset, bool deleteContents = false, CancellationToken cancellation = default) => _warehouse.WriteAsync(write =>
    {
        TableChanges.DropDataset(write, project, dataset, deleteContents);
        return true;
    }, cancellation);

    /// <summary>A table with its rows and bytes counted.</summary>
    /// <exception cref="NotFoundException">It or its dataset does not exist.</exception>
    public Task<TableEntry> GetTableAsync(TableReference table, CancellationToken cancellation = default) => _warehouse.OnSnapshotAsync(async snapshot =>
    {
        var entry = snapshot.RequireTable(table);
        if (entry.TableType == TableType.View) return entry;
        var sizes = await _warehouse.SizesAsync(entry, cancellation);
        return entry with { Rows = sizes.Rows, Bytes = sizes.Bytes };
    });

    /// <summary>A table without its rows and bytes, or null.</summary>
    public TableEntry? FindTable(TableReference table) => _warehouse.Snapshot.Table(table);

    /// <summary>The tables of a dataset by name, without rows and bytes.</summary>
    /// <exception cref="NotFoundException">The dataset does not exist.</exception>
    public IReadOnlyList<TableEntry> ListTables(string project, DatasetId dataset)
    {
        var snapshot = _warehouse.Snapshot;
        snapshot.RequireDataset(project, dataset);
        return [.. snapshot.TablesOf(project, dataset)];
    }

    /// <summary>Creates a table, view or materialized view. The query of the latter two is analyzed, and a materialized view is filled.</summary>
    /// <exception cref="DuplicateException">It exists already.</exception>
    /// <exception cref="NotFoundException">The dataset does not exist.</exception>
    /// <exception cref="QueryException">The query is not correct; Google's own text.</exception>
    public Task<TableEntry> CreateTableAsync(TableEntry entry, CancellationToken cancellation = default) =>
        _warehouse.WriteAsync(write => _warehouse.Tables.CreateAsync(write, entry, cancellation), cancellation);

    /// <summary>
    /// Changes a table: the function gets the present entry and returns the new one; project, name and type stay. Columns may be added and
    /// REQUIRED ones relaxed; the query of a view may change.
    /// </summary>
    /// <exception cref="NotFoundException">It does not exist.</exception>
    /// <exception cref="InvalidException">The change of the schema is one that BigQuery refuses.</exception>
    /// <exception cref="QueryException">The new query of a view is not correct.</exception>
    public Task<TableEntry> UpdateTableAsync(TableReference table, Func<TableEntry, TableEntry> change, CancellationToken cancellation = default) =>
        _warehouse.WriteAsync(write => _warehouse.Tables.UpdateAsync(write, write.After.RequireTable(table), change, cancellation), cancellation);

    /// <summary>Deletes a table, view or materialized view.</summary>
    /// <exception cref="NotFoundException">It does not exist.</exception>
    public Task DeleteTableAsync(TableReference table, CancellationToken cancellation = default) => _warehouse.WriteAsync(write =>
    {
        TableChanges.Drop(write, write.After.RequireTable(table));
        return true;
    }, cancellation);
}
