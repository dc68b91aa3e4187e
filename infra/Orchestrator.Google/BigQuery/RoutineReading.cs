using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Reads the routines of a dataset; what cannot be read is told, not thrown.</summary>
internal sealed class RoutineReading(BigQueryRest rest, Action<ResourceState> found, Action<Unobserved> unobserved, Func<GoogleException, bool> isPartial)
{
    /// <summary>Reads every routine that is listed.</summary>
    /// <param name="dataset">The dataset's name.</param>
    /// <param name="atOnce">How many are asked for at the same time.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task ReadAsync(string dataset, int atOnce, CancellationToken cancellation)
    {
        try
        {
            // Listed again on a later page when routines come and go in between: once is enough.
            var names = new SortedSet<string>(StringComparer.Ordinal);
            await foreach (var page in rest.ListRoutinesAsync(dataset, cancellation)) Add(page, names, dataset);
            await Parallel.ForEachAsync(
                names, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation }, async (name, token) => await OneAsync(dataset, name, token));
        }
        catch (GoogleException failed) when (failed is not GoogleNotFoundException && isPartial(failed))
        {
            unobserved(new(Unobserved.RoutinesOf(dataset), failed.Message));
        }
    }

    private void Add(IReadOnlyList<RoutineResource> page, SortedSet<string> names, string dataset)
    {
        foreach (var item in page)
        {
            if (item.RoutineReference?.RoutineId is { Length: > 0 } name) names.Add(name);
            else unobserved(new(Unobserved.RoutinesOf(dataset), $"BigQuery lists a routine without a name in dataset/{dataset}."));
        }
    }

    private async Task OneAsync(string dataset, string name, CancellationToken cancellation)
    {
        var id = new ResourceId(ResourceKind.Routine, $"{dataset}.{name}");
        try
        {
            found(LiveRoutine.Of(await rest.GetRoutineAsync(dataset, name, id.ToString(), cancellation), id.Name));
        }
        catch (GoogleNotFoundException)
        {
            // Deleted since it was listed: absent.
            return;
        }
        catch (GoogleException failed) when (isPartial(failed))
        {
            unobserved(new(id.ToString(), failed.Message));
        }
    }
}
