using System.Globalization;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>
/// The relation <c>__TABLES__</c> that every dataset has: a row for each of its tables and views. Google does not document it; names and types of its
/// columns, and 1 and 2 as the types of tables and views, are as BigQuery has shown them for years.
/// </summary>
internal static class TableListing
{
    public const string Name = "__TABLES__";

    private const char Separator = '\u001F';

    private static readonly Column[] Columns =
    [
        new("project_id", "STRING"), new("dataset_id", "STRING"), new("table_id", "STRING"), new("creation_time", "INT64"),
        new("last_modified_time", "INT64"), new("row_count", "INT64"), new("size_bytes", "INT64"), new("type", "INT64"),
    ];

    /// <summary>What statements may name beside the tables themselves. A table of that very name hides the listing of its dataset.</summary>
    public static IEnumerable<CatalogTable> Of(CatalogSnapshot snapshot) => snapshot.Datasets.Values
        .Select(d => new CatalogTable([d.Project, d.DatasetId.Name, Name], Columns))
        .Where(listing => !snapshot.Tables.ContainsKey(listing.FullName));

    /// <summary>The rows that scans of listings read, as SQL by full name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> RowsAsync(LocalWarehouse warehouse, CatalogSnapshot snapshot, IEnumerable<ResolvedTableScanProto> scans, CancellationToken cancellation)
    {
        const string Ending = "." + Name;
        var listings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var of in scans.Where(s => s.Table.FullName.EndsWith(Ending, StringComparison.Ordinal)).GroupBy(s => s.Table.FullName, StringComparer.Ordinal))
            if (snapshot.Datasets.TryGetValue(of.Key[..^Ending.Length], out var dataset)) listings[of.Key] = await RowsAsync(warehouse, snapshot, dataset, of.Any(Counts), cancellation);
        return listings;
    }

    // Counting rows takes time, so it is done only when somebody asks.
    private static bool Counts(ResolvedTableScanProto scan) => scan.Parent.ColumnList.Any(c =>
        c.Name.Equals("row_count", StringComparison.OrdinalIgnoreCase) || c.Name.Equals("size_bytes", StringComparison.OrdinalIgnoreCase));

    private static async Task<string> RowsAsync(LocalWarehouse warehouse, CatalogSnapshot snapshot, DatasetEntry dataset, bool counts, CancellationToken cancellation)
    {
        var names = new List<string>();
        var numbers = new List<long>[5];
        for (var i = 0; i < numbers.Length; i++) numbers[i] = [];
        foreach (var table in snapshot.TablesOf(dataset.Project, dataset.DatasetId))
        {
            var sizes = counts && table.TableType != TableType.View ? await warehouse.SizesAsync(table, cancellation) : null;
            names.Add(table.TableId.Name);
            long[] row = [table.CreatedAt.ToUnixTimeMilliseconds(), table.ModifiedAt.ToUnixTimeMilliseconds(), sizes?.Rows ?? 0, sizes?.Bytes ?? 0, Type(table)];
            for (var i = 0; i < row.Length; i++) numbers[i].Add(row[i]);
        }
        return $"(SELECT {StorageSql.Text(dataset.Project)} AS project_id, {StorageSql.Text(dataset.DatasetId.Name)} AS dataset_id, {Split(names)} AS table_id, "
            + $"{Numbers(0)} AS creation_time, {Numbers(1)} AS last_modified_time, {Numbers(2)} AS row_count, {Numbers(3)} AS size_bytes, {Numbers(4)} AS type)";

        string Numbers(int column) => $"CAST({Split(numbers[column].Select(n => n.ToString(CultureInfo.InvariantCulture)))} AS BIGINT)";
    }

    // A column as one text that is taken apart again: of thousands of literals DuckDB's planner would look at each many times. No name has a separator.
    private static string Split(IEnumerable<string> values)
    {
        var text = string.Join(Separator, values);
        return text.Length == 0 ? "unnest(CAST([] AS VARCHAR[]))" : $"unnest(string_split({StorageSql.Text(text)}, '{Separator}'))";
    }

    private static int Type(TableEntry table) => table.TableType switch
    {
        TableType.View => 2,
        TableType.MaterializedView => 6,
        _ => 1,
    };
}
