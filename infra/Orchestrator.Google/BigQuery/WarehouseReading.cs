using System.Collections.Concurrent;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Reads the datasets of a pipeline and everything in them; what cannot be read is told, not thrown.</summary>
internal sealed class WarehouseReading(BigQueryRest rest)
{
    private const int AtOnce = 16;

    private readonly ConcurrentBag<ResourceState> _found = [];
    private readonly ConcurrentBag<Unobserved> _unobserved = [];

    public async Task<Observation> ReadAsync(IEnumerable<string> datasets, CancellationToken cancellation)
    {
        foreach (var dataset in datasets) await DatasetAsync(dataset, cancellation);
        return new(
            [.. _found.OrderBy(r => r.Id)],
            [.. _unobserved.OrderBy(u => u.Subject, StringComparer.Ordinal).ThenBy(u => u.Reason, StringComparer.Ordinal)]);
    }

    private async Task DatasetAsync(string name, CancellationToken cancellation)
    {
        var id = new ResourceId(ResourceKind.Dataset, name);
        try
        {
            _found.Add(LiveRelation.Of(await rest.GetDatasetAsync(name, cancellation), id));
            // Listed again on a later page when tables come and go in between: once is enough.
            var tables = new Dictionary<string, string?>(StringComparer.Ordinal);
            await foreach (var page in rest.ListTablesAsync(name, cancellation)) Add(page, tables, id);
            await Parallel.ForEachAsync(
                tables,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (table, token) => await TableAsync(name, table.Key, table.Value, token));
            await new RoutineReading(rest, _found.Add, _unobserved.Add, IsPartial).ReadAsync(name, AtOnce, cancellation);
        }
        catch (GoogleNotFoundException) when (!_found.Any(r => r.Id == id))
        {
            // Not created yet: absent, and known to be.
            return;
        }
        catch (GoogleException failed) when (IsPartial(failed))
        {
            _unobserved.Add(new(id.ToString(), failed.Message));
        }
    }

    private void Add(IReadOnlyList<TableListItem> page, Dictionary<string, string?> tables, ResourceId dataset)
    {
        foreach (var item in page)
        {
            if (item.TableReference?.TableId is { Length: > 0 } table) tables[table] = item.Type;
            else _unobserved.Add(new(dataset.ToString(), $"BigQuery lists a table without a name in {dataset}."));
        }
    }

    private async Task TableAsync(string dataset, string table, string? type, CancellationToken cancellation)
    {
        var id = new ResourceId(LiveRelation.Kind(type), $"{dataset}.{table}");
        try
        {
            _found.Add(LiveRelation.Of(await rest.GetTableAsync(dataset, table, id.ToString(), cancellation), id.Name));
        }
        catch (GoogleNotFoundException)
        {
            // Deleted since it was listed: absent.
            return;
        }
        catch (GoogleException failed) when (IsPartial(failed))
        {
            _unobserved.Add(new(id.ToString(), failed.Message));
        }
    }

    // When nothing could be read yet, nobody is there to be asked at all.
    private bool IsPartial(GoogleException failed) => failed switch
    {
        GoogleCredentialsException => false,
        GoogleUnreachableException => !_found.IsEmpty || !_unobserved.IsEmpty,
        _ => true,
    };
}
