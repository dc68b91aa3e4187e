using System.Globalization;
using Npgsql;
using Orchestrator.Model;

namespace Orchestrator.Postgres;

/// <summary>A table or view of PostgreSQL for a comparison: one read-only transaction at REPEATABLE READ, so every answer is of one snapshot.</summary>
public sealed class PostgresRowSource : IRowSource
{
    private readonly PostgresSession session;
    private readonly PostgresTable table;
    private bool? indexed;

    private PostgresRowSource(string name, PostgresSession session, PostgresTable table) => (Name, this.session, this.table) = (name, session, table);

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public RowTraffic Traffic => session.Traffic;

    /// <summary>Connects and takes the snapshot.</summary>
    /// <param name="name">How reports name it; never the connection string.</param>
    /// <param name="connectionString">Npgsql's connection string; it says whether TLS is used and how it is verified.</param>
    /// <param name="table">The table or view.</param>
    /// <param name="statementTimeout">The longest that one statement may take.</param>
    /// <param name="cancellation">Stops connecting.</param>
    /// <exception cref="PostgresUnavailableException">The server cannot be reached, or does not let the user in.</exception>
    /// <exception cref="PostgresMistakeException">The connection string is none, or the server is not one that can be compared.</exception>
    public static async Task<PostgresRowSource> OpenAsync(string name, string connectionString, PostgresTable table, TimeSpan statementTimeout, CancellationToken cancellation) =>
        new(name, await PostgresSession.OpenAsync(name, connectionString, statementTimeout, cancellation).ConfigureAwait(false), table);

    /// <inheritdoc/>
    public async Task<RowShape> DescribeAsync(CancellationToken cancellation)
    {
        var columns = await session.QueryAsync(new(PostgresDescription.Columns, [table.Quoted]), r => new RowColumn(r.GetString(0), r.GetString(1), PostgresDescription.KindOf(r.GetString(2), r.GetBoolean(3))), cancellation).ConfigureAwait(false);
        if (columns.Count == 0) throw new PostgresMistakeException($"{Name}: there is no table or view {table} that this user sees: check schema and name, which PostgreSQL keeps in lower case unless they were quoted.");
        var unique = await session.QueryAsync(new(PostgresDescription.UniqueKeys, [table.Quoted]), r => (IReadOnlyList<string>)r.GetFieldValue<string[]>(1), cancellation).ConfigureAwait(false);
        return new(columns, unique);
    }

    /// <inheritdoc/>
    public async Task<KeyExtent> ExtentAsync(RowSelection selection, CancellationToken cancellation)
    {
        var extent = (await session.QueryAsync(new(Statements(selection).Extent, []), r => new KeyExtent(r.GetInt64(0), r.GetInt64(1), Text(r, 2), Text(r, 3)), cancellation).ConfigureAwait(false))[0];
        return extent.Rows == 0 ? extent with { First = null, Last = null } : extent;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> SampleKeysAsync(RowSelection selection, double share, CancellationToken cancellation) =>
        await session.QueryAsync(Statements(selection).Sample(share), r => r.GetString(0), cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SegmentChecksum>> ChecksumsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        var cuts = RangeCuts.Of(ranges);
        var statement = Statements(selection).Checksums(cuts, await IndexedAsync(selection, cancellation).ConfigureAwait(false));
        return await session.QueryAsync(statement, r => new SegmentChecksum(cuts.RangeAt(r.GetInt32(0)), r.GetInt64(1), Int128.Parse(r.GetString(2), CultureInfo.InvariantCulture)), cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        var statement = Statements(selection).Rows(RangeCuts.Of(ranges), await IndexedAsync(selection, cancellation).ConfigureAwait(false));
        return await session.QueryAsync(statement, r => (IReadOnlyList<string?>)[.. Enumerable.Range(0, r.FieldCount).Select(i => Text(r, i))], cancellation).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<RepeatedKeys> RepeatedKeysAsync(RowSelection selection, int most, CancellationToken cancellation)
    {
        var statement = new PostgresStatement(Statements(selection).RepeatedKeys(most), []);
        var rows = await session.QueryAsync(statement, r => (Keys: r.GetInt64(0), Key: new RepeatedKey([.. Enumerable.Range(2, r.FieldCount - 2).Select(r.GetString)], r.GetInt64(1))), cancellation).ConfigureAwait(false);
        return rows.Count == 0 ? new(0, []) : new(rows[0].Keys, [.. rows.Select(r => r.Key)]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => session.DisposeAsync();

    private async Task<bool> IndexedAsync(RowSelection selection, CancellationToken cancellation) =>
        indexed ??= (await session.QueryAsync(new(PostgresDescription.Indexed, [table.Quoted, selection.Key[0].Name]), r => r.GetBoolean(0), cancellation).ConfigureAwait(false))[0];

    private PostgresStatements Statements(RowSelection selection) => new(table, selection);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
