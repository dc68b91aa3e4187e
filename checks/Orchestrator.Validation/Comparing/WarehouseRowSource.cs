using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>A table or view of BigQuery, or of the local engine, for a comparison.</summary>
public sealed class WarehouseRowSource : IRowSource
{
    // BigQuery bills at least 10 MB for each table that a statement names.
    private const long LeastBilled = 20L * 1024 * 1024;

    private readonly IWarehouse warehouse;
    private readonly string table;
    private readonly Instant? snapshot;
    private long? mostBytes;

    /// <summary>The rows of a table.</summary>
    /// <param name="name">How reports name it.</param>
    /// <param name="warehouse">Where it is.</param>
    /// <param name="project">Its project.</param>
    /// <param name="table">Its dataset and name.</param>
    /// <param name="snapshot">
    /// The instant whose rows every query reads (FOR SYSTEM_TIME AS OF). Null: each query reads the rows of its own time, which views and the local
    /// engine need, and which is the same when nobody writes meanwhile.
    /// </param>
    public WarehouseRowSource(string name, IWarehouse warehouse, string project, TableId table, Instant? snapshot = null) =>
        (Name, this.warehouse, this.table, this.snapshot) = (name, warehouse, SqlIdentifier.Quote(project, table), snapshot);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public RowTraffic Traffic { get; private set; } = new(0, 0, 0, 0);

    /// <inheritdoc/>
    public async Task<RowShape> DescribeAsync(CancellationToken cancellation)
    {
        var dry = await warehouse.DryRunAsync(new($"SELECT * FROM {table}", []), cancellation);

        // No statement reads more than the whole table once; one that would is stopped before it is billed.
        mostBytes = dry.BytesProcessed + dry.BytesProcessed / 10 + LeastBilled;
        return new([.. dry.Columns.Select(c => new RowColumn(c.Name, c.Mode == ColumnMode.Repeated ? $"ARRAY<{c.Type}>" : Column.CanonicalType(c.Type), GoogleSqlText.KindOf(c)))], []);
    }

    /// <inheritdoc/>
    public async Task<KeyExtent> ExtentAsync(RowSelection selection, CancellationToken cancellation)
    {
        var row = (await RowsAsync(Statements(selection).Extent, cancellation))[0];
        var rows = Number(row[0]);
        return new(rows, Number(row[1]), rows == 0 ? null : row[2], rows == 0 ? null : row[3]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SampleKeysAsync(RowSelection selection, double share, CancellationToken cancellation) =>
        [.. (await RowsAsync(Statements(selection).Sample(share), cancellation)).Select(r => r[0]!)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentChecksum>> ChecksumsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        var cuts = RangeCuts.Of(ranges);
        var rows = await RowsAsync(Statements(selection).Checksums(cuts), cancellation);
        return [.. rows.Select(r => new SegmentChecksum(cuts.RangeAt((int)Number(r[0])), Number(r[1]), Int128.Parse(r[2]!, CultureInfo.InvariantCulture)))];
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation) =>
        RowsAsync(Statements(selection).Rows(RangeCuts.Of(ranges)), cancellation);

    /// <inheritdoc/>
    public async Task<RepeatedKeys> RepeatedKeysAsync(RowSelection selection, int most, CancellationToken cancellation)
    {
        var rows = await RowsAsync(Statements(selection).RepeatedKeys(most), cancellation);
        return rows.Count == 0 ? new(0, []) : new(Number(rows[0][0]), [.. rows.Select(r => new RepeatedKey([.. r.Skip(2).Select(t => t!)], Number(r[1])))]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private GoogleSqlStatements Statements(RowSelection selection) => new(table, snapshot, selection);

    private async Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(Query query, CancellationToken cancellation)
    {
        var answer = await warehouse.QueryAsync(query with { MaximumBytesBilled = mostBytes }, cancellation);
        IReadOnlyList<IReadOnlyList<string?>> rows = [.. answer.Rows.Select(r => (IReadOnlyList<string?>)[.. r.Select(Text)])];
        Traffic = new(Traffic.Queries + 1, Traffic.Rows + rows.Count, Traffic.Bytes + rows.Sum(r => r.Sum(t => t is null ? 0L : Encoding.UTF8.GetByteCount(t))), Traffic.BytesProcessed + answer.BytesProcessed);
        return rows;
    }

    private static string? Text(JsonNode? value) => value is null ? null : value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();

    private static long Number(string? text) => long.Parse(text!, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
