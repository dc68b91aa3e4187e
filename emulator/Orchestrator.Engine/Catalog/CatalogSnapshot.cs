using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>The whole catalog at one moment; never changes.</summary>
internal sealed record CatalogSnapshot
{
    public static readonly CatalogSnapshot Empty = new();

    // Grouped once for each catalog that is asked, beside it: a copy that is changed has no part in it.
    private static readonly ConditionalWeakTable<CatalogSnapshot, ILookup<string, TableEntry>> ByDataset = [];

    /// <summary>By <c>project.dataset</c>, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, DatasetEntry> Datasets { get; init; } = ImmutableSortedDictionary.Create<string, DatasetEntry>(StringComparer.Ordinal);

    /// <summary>By <c>project.dataset.table</c>, in ordinal order.</summary>
    public ImmutableSortedDictionary<string, TableEntry> Tables { get; init; } = ImmutableSortedDictionary.Create<string, TableEntry>(StringComparer.Ordinal);

    /// <summary>When deleted tables last changed, by full name: one that is created again must not look unchanged. Not kept over a restart.</summary>
    public ImmutableDictionary<string, Instant> Gone { get; init; } = ImmutableDictionary<string, Instant>.Empty;

    /// <summary>The number of the next table.</summary>
    public long NextStorage { get; init; } = 1;

    public static string Key(string project, DatasetId dataset) => $"{project}.{dataset.Name}";

    public DatasetEntry? Dataset(string project, DatasetId dataset) => Datasets.GetValueOrDefault(Key(project, dataset));

    public DatasetEntry RequireDataset(string project, DatasetId dataset) =>
        Dataset(project, dataset) ?? throw new NotFoundException($"Not found: Dataset {project}:{dataset.Name}");

    public TableEntry? Table(TableReference table) => Tables.GetValueOrDefault(table.ToString());

    public TableEntry RequireTable(TableReference table)
    {
        if (Table(table) is { } entry) return entry;
        RequireDataset(table.Project, table.Id.Dataset);
        throw NotFound(table);
    }

    public IEnumerable<TableEntry> TablesOf(string project, DatasetId dataset) =>
        ByDataset.GetValue(this, all => all.Tables.Values.ToLookup(t => Key(t.Project, t.TableId.Dataset), StringComparer.Ordinal))[Key(project, dataset)];

    public CatalogSnapshot With(DatasetEntry entry) => this with { Datasets = Datasets.SetItem(Key(entry.Project, entry.DatasetId), entry) };

    public CatalogSnapshot With(TableEntry entry) => this with { Tables = Tables.SetItem(entry.FullName, entry), NextStorage = Math.Max(NextStorage, entry.Storage + 1) };

    public CatalogSnapshot Without(DatasetEntry entry) => this with { Datasets = Datasets.Remove(Key(entry.Project, entry.DatasetId)) };

    public CatalogSnapshot Without(TableEntry entry) => this with { Tables = Tables.Remove(entry.FullName), Gone = Gone.SetItem(entry.FullName, entry.ModifiedAt) };

    /// <summary>BigQuery's text for a table that does not exist.</summary>
    public static NotFoundException NotFound(TableReference table) => new($"Not found: Table {table.Project}:{table.Id}");

    /// <summary>BigQuery's text for a table that exists already.</summary>
    public static DuplicateException Duplicate(TableReference table) => new($"Already Exists: Table {table.Project}:{table.Id}");
}
