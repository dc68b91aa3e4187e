using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Brings one dataset, table, view or materialized view to its declared state; applied again after an interruption, it goes on where it was.</summary>
internal sealed class WarehouseChange(BigQueryRest rest, Statements statements, TimeProvider time, Change change)
{
    private readonly bool _isDataset = change.Id.Kind == ResourceKind.Dataset;

    private string Subject => change.Id.ToString();

    // Datasets lie in the project, everything else in a dataset.
    private string Collection => _isDataset ? "datasets" : $"datasets/{BigQueryRest.Escape(TableWriting.Split(change.Id).Dataset)}/tables";

    private string Path => $"{Collection}/{BigQueryRest.Escape(_isDataset ? change.Id.Name : TableWriting.Split(change.Id).Table)}";

    public async Task ApplyAsync(CancellationToken cancellation)
    {
        if (change.Action == ChangeAction.Create) await CreateAsync(cancellation);
        else if (change.Action == ChangeAction.Replace) await ReplaceAsync(cancellation);
        else await UpdateAsync(cancellation);
        await ReadBack.UntilAsync(time, change, () => StateAsync(cancellation), cancellation);
    }

    private async Task CreateAsync(CancellationToken cancellation)
    {
        try
        {
            await rest.WriteAsync(HttpMethod.Post, Collection, Subject, _isDataset ? DatasetWriting.Whole(change.Desired, rest.Project) : TableWriting.Whole(change.Desired, rest.Project), null, cancellation);
        }
        catch (GoogleConflictException exists)
        {
            var live = await StateAsync(cancellation);
            if (live.Id != change.Id || ReadBack.Differing(change.Desired, live).Any()) throw new GoogleConflictException(exists.Failure);
        }
    }

    private async Task ReplaceAsync(CancellationToken cancellation)
    {
        try
        {
            var live = await StateAsync(cancellation);
            if (live.Id == change.Id && !ReadBack.Differing(change.Desired, live).Any()) return;
            // Never with deleteContents: BigQuery refuses to delete a dataset that holds anything.
            await rest.WriteAsync(HttpMethod.Delete, Path, Subject, null, null, cancellation);
        }
        catch (GoogleNotFoundException)
        {
            // Deleted by the run that was interrupted, or by the try whose answer was lost: what remains is the creation.
        }
        await CreateAsync(cancellation);
    }

    private async Task UpdateAsync(CancellationToken cancellation)
    {
        try
        {
            if (_isDataset) await UpdateDatasetAsync(cancellation);
            else await UpdateTableAsync(cancellation);
        }
        catch (GoogleConflictException changed) when (changed.Status == 412)
        {
            // The version is another one because the try whose answer was lost had worked, or because of somebody else.
            if (ReadBack.Differing(change.Desired, await StateAsync(cancellation)).Any()) throw new GoogleConflictException(changed.Failure);
        }
    }

    private async Task UpdateDatasetAsync(CancellationToken cancellation)
    {
        var live = await rest.GetDatasetAsync(change.Id.Name, cancellation);
        await rest.WriteAsync(HttpMethod.Patch, Path, Subject, DatasetWriting.Changed(change, live), live.Etag, cancellation);
    }

    private async Task UpdateTableAsync(CancellationToken cancellation)
    {
        var live = await GetAsync(cancellation);
        if (change.Id.Kind == ResourceKind.Table)
        {
            foreach (var statement in ColumnStatements.For(change, live, rest.Project))
            {
                await statements.QueryAsync(new Query(statement, []), Subject, cancellation);
                live = await GetAsync(cancellation);
            }
        }
        await rest.WriteAsync(HttpMethod.Patch, Path, Subject, TableWriting.Changed(change, live), live.Etag, cancellation);
    }

    private async Task<ResourceState> StateAsync(CancellationToken cancellation) => _isDataset
        ? LiveRelation.Of(await rest.GetDatasetAsync(change.Id.Name, cancellation), change.Id)
        : LiveRelation.Of(await GetAsync(cancellation), change.Id.Name);

    private Task<TableResource> GetAsync(CancellationToken cancellation)
    {
        var (dataset, table) = TableWriting.Split(change.Id);
        return rest.GetTableAsync(dataset, table, Subject, cancellation);
    }
}
