using System.Collections.Concurrent;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Reads the datasets of a pipeline and everything in them; what cannot be read is told, not thrown.</summary>
/// <param name="rest">BigQuery's resources.</param>
/// <param name="statements">BigQuery's queries, for what has changed.</param>
/// <param name="known">What earlier runs read; null reads everything.</param>
internal sealed class WarehouseReading(BigQueryRest rest, Statements statements, KnownTables? known)
{
    private const int AtOnce = 64;

    // Per dataset; datasets are read side by side, and few have many routines.
    private const int RoutinesAtOnce = 4;

    // A query takes about a second and BigQuery answers a hundred reads in that time: for fewer tables it would save nothing.
    private const int WorthAsking = 100;

    private readonly ConcurrentBag<ResourceState> _found = [];
    private readonly ConcurrentBag<Unobserved> _unobserved = [];
    private readonly ConcurrentBag<GoogleUnreachableException> _silent = [];
    private readonly ConcurrentBag<ListedTable> _listed = [];

    public async Task<Observation> ReadAsync(IEnumerable<string> datasets, CancellationToken cancellation)
    {
        var several = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(datasets.Distinct(StringComparer.Ordinal), several, async (dataset, token) => await DatasetAsync(dataset, token));
        // When nothing at all could be read, nobody is there to be asked.
        if (_found.IsEmpty && _silent.TryPeek(out var silent) && _unobserved.Count == _silent.Count) throw silent;

        if (known is null || _listed.Count < WorthAsking)
            await Parallel.ForEachAsync(_listed, several, async (table, token) => await TableAsync(table, token));
        else await ChangedAsync(known, several);
        return new(
            [.. _found.OrderBy(r => r.Id)],
            [.. _unobserved.OrderBy(u => u.Subject, StringComparer.Ordinal).ThenBy(u => u.Reason, StringComparer.Ordinal)]);
    }

    private async Task DatasetAsync(string name, CancellationToken cancellation)
    {
        var id = new ResourceId(ResourceKind.Dataset, name);
        var exists = false;
        try
        {
            _found.Add(LiveRelation.Of(await rest.GetDatasetAsync(name, cancellation), id));
            exists = true;
            // Listed again on a later page when tables come and go in between: once is enough.
            var tables = new Dictionary<string, string?>(StringComparer.Ordinal);
            await foreach (var page in rest.ListTablesAsync(name, cancellation)) Add(page, tables, id);
            foreach (var (table, type) in tables) _listed.Add(new(name, table, new(LiveRelation.Kind(type), $"{name}.{table}")));
            await new RoutineReading(rest, _found.Add, _unobserved.Add, failed => failed is not GoogleCredentialsException).ReadAsync(name, RoutinesAtOnce, cancellation);
        }
        catch (GoogleNotFoundException) when (!exists)
        {
            // Not created yet: absent, and known to be.
            return;
        }
        catch (GoogleException failed) when (failed is not GoogleCredentialsException)
        {
            if (failed is GoogleUnreachableException silent) _silent.Add(silent);
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

    private async Task ChangedAsync(KnownTables earlier, ParallelOptions several)
    {
        var asked = new ConcurrentBag<string>();
        var changed = new ConcurrentBag<(ListedTable Table, long? At)>();
        var keep = new ConcurrentBag<KnownTable>();
        // Of a dataset of which nothing is known no time of change helps: when it is read is enough, by BigQuery's clock.
        var clock = new Lazy<Task<long?>>(() => TableTimes.NowAsync(statements, several.CancellationToken));
        await Parallel.ForEachAsync(_listed.GroupBy(t => t.Dataset, StringComparer.Ordinal), several, async (tables, token) =>
        {
            var isKnown = earlier.Knows(tables.Key);
            var times = isKnown ? await TableTimes.AskAsync(statements, rest.Project, tables.Key, token) : null;
            var at = isKnown ? times?.Now : await clock.Value;
            if (at is not null) asked.Add(tables.Key);
            foreach (var table in tables)
            {
                if (times is not null && times.Modified.TryGetValue(table.Name, out var modified) && earlier.Find(table.Dataset, table.Id.Name) is { } entry && entry.Holds(table.Id.Kind, modified, times.Now))
                {
                    keep.Add(entry);
                    _found.Add(entry.State);
                }
                else changed.Add((table, at));
            }
        });
        await Parallel.ForEachAsync(changed, several, async (one, token) =>
        {
            var (table, at) = one;
            if (await TableAsync(table, token) is not { } read || at is not { } before || read.Modified is not { } modified) return;
            var entry = new KnownTable(read.State, modified, before);
            if (entry.IsSettled) keep.Add(entry);
        });
        var kept = keep.ToLookup(t => KnownTables.DatasetOf(t.State.Id.Name), StringComparer.Ordinal);
        foreach (var dataset in asked) earlier.Keep(dataset, [.. kept[dataset]]);
    }

    private async Task<(ResourceState State, long? Modified)?> TableAsync(ListedTable table, CancellationToken cancellation)
    {
        try
        {
            var resource = await rest.GetTableAsync(table.Dataset, table.Name, table.Id.ToString(), cancellation);
            var state = LiveRelation.Of(resource, table.Id.Name);
            _found.Add(state);
            return (state, resource.LastModifiedTime);
        }
        catch (GoogleNotFoundException)
        {
            // Deleted since it was listed: absent.
            return null;
        }
        catch (GoogleException failed) when (failed is not GoogleCredentialsException)
        {
            _unobserved.Add(new(table.Id.ToString(), failed.Message));
            return null;
        }
    }

    /// <summary>A table, view or materialized view that a dataset lists.</summary>
    private sealed record ListedTable(string Dataset, string Name, ResourceId Id);
}
