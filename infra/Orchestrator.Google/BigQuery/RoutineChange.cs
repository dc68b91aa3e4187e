using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Brings one routine to its declared state; applied again after an interruption, it goes on where it was.</summary>
internal sealed class RoutineChange(BigQueryRest rest, TimeProvider time, Change change)
{
    private readonly string _collection = $"datasets/{BigQueryRest.Escape(TableWriting.Split(change.Id).Dataset)}/routines";

    private string Subject => change.Id.ToString();

    private string Path => $"{_collection}/{BigQueryRest.Escape(TableWriting.Split(change.Id).Table)}";

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
            await rest.WriteAsync(HttpMethod.Post, _collection, Subject, Whole(), null, cancellation);
        }
        catch (GoogleConflictException exists)
        {
            // There already: by the try whose answer was lost, or by somebody else in another form.
            if (ReadBack.Differing(change.Desired, await StateAsync(cancellation)).Any()) throw new GoogleConflictException(exists.Failure);
        }
    }

    private async Task ReplaceAsync(CancellationToken cancellation)
    {
        try
        {
            if (!ReadBack.Differing(change.Desired, await StateAsync(cancellation)).Any()) return;
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
            await rest.WriteAsync(HttpMethod.Put, Path, Subject, Whole(), (await GetAsync(cancellation)).Etag, cancellation);
        }
        catch (GoogleConflictException changed) when (changed.Status == 412)
        {
            if (ReadBack.Differing(change.Desired, await StateAsync(cancellation)).Any()) throw new GoogleConflictException(changed.Failure);
        }
    }

    private JsonObject Whole() => JsonSerializer.SerializeToNode(LiveRoutine.Whole(change.Desired, rest.Project), GoogleJson.Default.RoutineResource)!.AsObject();

    private async Task<ResourceState> StateAsync(CancellationToken cancellation) => LiveRoutine.Of(await GetAsync(cancellation), change.Id.Name);

    private Task<RoutineResource> GetAsync(CancellationToken cancellation)
    {
        var (dataset, name) = TableWriting.Split(change.Id);
        return rest.GetRoutineAsync(dataset, name, Subject, cancellation);
    }
}
