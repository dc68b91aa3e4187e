using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Engine.Duck;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>The catalog in the database's own tables: what a commit makes durable together with the rows.</summary>
internal static class CatalogStore
{
    private const string Tables = """
        CREATE SCHEMA IF NOT EXISTS meta;
        CREATE SCHEMA IF NOT EXISTS data;
        CREATE TABLE IF NOT EXISTS meta.layout (version BIGINT);
        CREATE TABLE IF NOT EXISTS meta.datasets (name VARCHAR, body VARCHAR);
        CREATE TABLE IF NOT EXISTS meta.tables (name VARCHAR, body VARCHAR);
        CREATE TABLE IF NOT EXISTS meta.documents (collection VARCHAR, key VARCHAR, body VARCHAR, PRIMARY KEY (collection, key));
        """;

    private const long Layout = 1;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Creates the tables of a new file, or reads the catalog of an existing one.</summary>
    /// <exception cref="WarehouseUnavailableException">The file was written by a version of ours with another layout.</exception>
    public static CatalogSnapshot Load(DuckConnection connection)
    {
        connection.Execute(Tables, CancellationToken.None);
        var layout = connection.Query("SELECT version FROM meta.layout", CancellationToken.None);
        if (layout.Count == 0) connection.Execute("INSERT INTO meta.layout VALUES (?)", Layout);
        else if (layout[0][0] is not Layout) throw new WarehouseUnavailableException($"The warehouse has layout {layout[0][0]}, this version reads layout {Layout}: use another data folder.");
        var snapshot = CatalogSnapshot.Empty;
        foreach (var row in connection.Query("SELECT body FROM meta.datasets", CancellationToken.None)) snapshot = snapshot.With(Read<StoredDataset>(row[0]).ToEntry());
        foreach (var row in connection.Query("SELECT body FROM meta.tables", CancellationToken.None)) snapshot = snapshot.With(Read<StoredTable>(row[0]).ToEntry());
        return snapshot;
    }

    /// <summary>Writes the difference of two snapshots, inside the caller's transaction.</summary>
    public static void Save(DuckConnection connection, CatalogSnapshot before, CatalogSnapshot after)
    {
        Save(connection, "datasets", before.Datasets, after.Datasets, d => JsonSerializer.Serialize(StoredDataset.Of(d), Json));
        Save(connection, "tables", before.Tables, after.Tables, t => JsonSerializer.Serialize(StoredTable.Of(t), Json));
    }

    private static void Save<T>(DuckConnection connection, string table, ImmutableSortedDictionary<string, T> before, ImmutableSortedDictionary<string, T> after, Func<T, string> body) where T : class
    {
        if (ReferenceEquals(before, after)) return;
        // Both are in one order: a walk over the two, side by side, is much cheaper than a search for every name of a large catalog.
        using var old = before.GetEnumerator();
        using var entry = after.GetEnumerator();
        var (hasOld, hasNew) = (old.MoveNext(), entry.MoveNext());
        while (hasOld || hasNew)
        {
            var order = !hasOld ? 1 : !hasNew ? -1 : string.CompareOrdinal(old.Current.Key, entry.Current.Key);
            if (order < 0) connection.Execute($"DELETE FROM meta.{table} WHERE name = ?", old.Current.Key);
            else if (order > 0) connection.Execute($"INSERT INTO meta.{table} VALUES (?, ?)", entry.Current.Key, body(entry.Current.Value));
            else if (!ReferenceEquals(old.Current.Value, entry.Current.Value)) connection.Execute($"UPDATE meta.{table} SET body = ? WHERE name = ?", body(entry.Current.Value), entry.Current.Key);
            if (order <= 0) hasOld = old.MoveNext();
            if (order >= 0) hasNew = entry.MoveNext();
        }
    }

    private static T Read<T>(object? text) => JsonSerializer.Deserialize<T>((string)text!, Json) ?? throw new WarehouseUnavailableException("The catalog holds an empty entry: the file is damaged.");

    private sealed record StoredDataset(string Project, string Dataset, string Location, JsonObject Metadata, long Created, long Modified)
    {
        public static StoredDataset Of(DatasetEntry d) =>
            new(d.Project, d.DatasetId.Name, d.Location, d.Metadata, d.CreatedAt.ToUnixTimeTicks(), d.ModifiedAt.ToUnixTimeTicks());

        public DatasetEntry ToEntry() => new()
        {
            Project = Project,
            DatasetId = new DatasetId(Dataset),
            Location = Location,
            Metadata = Metadata,
            CreatedAt = Instant.FromUnixTimeTicks(Created),
            ModifiedAt = Instant.FromUnixTimeTicks(Modified),
        };
    }

    private sealed record StoredColumn(string Name, string Type, ColumnMode Mode, IReadOnlyList<StoredColumn> Fields)
    {
        public static StoredColumn Of(Column c) => new(c.Name, c.Type, c.Mode, [.. c.Fields.Select(Of)]);

        public Column ToColumn() => new(Name, Type, Mode, [.. Fields.Select(f => f.ToColumn())]);
    }

    private sealed record StoredTable(
        string Project, string Table, TableType Type, IReadOnlyList<StoredColumn> Columns, string? Query, string? PartitionType, string? PartitionField,
        IReadOnlyList<string> Clustering, JsonObject Metadata, long Created, long Modified, long? LastRefresh, long Storage, long Version, Dictionary<string, long> RefreshedFrom)
    {
        public static StoredTable Of(TableEntry t) => new(
            t.Project, t.TableId.ToString(), t.TableType, [.. t.Columns.Select(StoredColumn.Of)], t.Query, t.Partitioning?.Type, t.Partitioning?.Field,
            t.Clustering, t.Metadata, t.CreatedAt.ToUnixTimeTicks(), t.ModifiedAt.ToUnixTimeTicks(), t.LastRefresh?.ToUnixTimeTicks(), t.Storage, t.Version, new(t.RefreshedFrom));

        public TableEntry ToEntry() => new()
        {
            Project = Project,
            TableId = TableId.Parse(Table),
            TableType = Type,
            Columns = [.. Columns.Select(c => c.ToColumn())],
            Query = Query,
            Partitioning = PartitionType is null ? null : new Partitioning(PartitionType, PartitionField),
            Clustering = Clustering,
            Metadata = Metadata,
            CreatedAt = Instant.FromUnixTimeTicks(Created),
            ModifiedAt = Instant.FromUnixTimeTicks(Modified),
            LastRefresh = LastRefresh is { } at ? Instant.FromUnixTimeTicks(at) : null,
            Storage = Storage,
            Version = Version,
            RefreshedFrom = RefreshedFrom,
        };
    }
}
