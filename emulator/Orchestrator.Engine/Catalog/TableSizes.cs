using System.Collections.Concurrent;
using Orchestrator.Engine.Duck;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine;

/// <summary>How large a table is, by BigQuery's documented logical sizes of types.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="BytesByColumn">Bytes by column name.</param>
internal sealed record TableSizes(long Rows, IReadOnlyDictionary<string, long> BytesByColumn)
{
    public long Bytes => BytesByColumn.Values.Sum();

    public static TableSizes Measure(DuckConnection connection, TableEntry table)
    {
        var sums = table.Columns.Select(c => $", CAST(coalesce(sum({Size(StorageSql.Name(c.Name), ColumnTypes.ToProto(c), 0)}), 0) AS BIGINT)");
        var row = connection.Query($"SELECT count(*){string.Concat(sums)} FROM {StorageSql.Table(table)}", CancellationToken.None)[0];
        return new TableSizes((long)row[0]!, table.Columns.Select((c, i) => (c.Name, Bytes: (long)row[i + 1]!)).ToDictionary(c => c.Name, c => c.Bytes, StringComparer.OrdinalIgnoreCase));
    }

    private static string Size(string value, TypeProto type, int depth) => type.TypeKind switch
    {
        TypeKind.TypeString or TypeKind.TypeJson => Present(value, $"2 + strlen({value})"),
        TypeKind.TypeBytes => Present(value, $"2 + octet_length({value})"),
        TypeKind.TypeBool => Present(value, "1"),
        TypeKind.TypeNumeric or TypeKind.TypeInterval => Present(value, "16"),
        TypeKind.TypeArray => $"coalesce(list_sum(list_transform({value}, lambda x{depth}: {Size("x" + depth, type.ArrayType.ElementType, depth + 1)})), 0)",
        TypeKind.TypeStruct => $"({string.Join(" + ", type.StructType.Field.Select((f, i) => Size($"{value}._{i + 1}", f.FieldType, depth)))})",
        _ => Present(value, "8"),
    };

    private static string Present(string value, string size) => $"CASE WHEN {value} IS NULL THEN 0 ELSE {size} END";
}

public sealed partial class LocalWarehouse
{
    private readonly ConcurrentDictionary<long, (long Version, TableSizes Sizes)> _sizes = [];

    /// <summary>Measured when first asked for after a change of the rows.</summary>
    internal async Task<TableSizes> SizesAsync(TableEntry table, CancellationToken cancellation)
    {
        if (_sizes.TryGetValue(table.Storage, out var known) && known.Version == table.Version) return known.Sizes;
        var sizes = await ReadAsync(c => TableSizes.Measure(c, table), cancellation);
        _sizes[table.Storage] = (table.Version, sizes);
        return sizes;
    }
}
