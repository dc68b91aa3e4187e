using NodaTime;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Postgres;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>Opens the sides of a comparison, and what they need.</summary>
internal sealed class ComparedSources(CompareFlags asked, Terminal terminal, Instant now) : IAsyncDisposable
{
    private readonly Stack<Func<ValueTask>> closing = new();
    private GoogleConnection? google;
    private bool local;

    public async Task<IRowSource> OpenAsync(ComparedTable table, CancellationToken cancellation)
    {
        var source = table switch
        {
            ComparedTable.Postgres postgres => await PostgresAsync(postgres, cancellation).ConfigureAwait(false),
            ComparedTable.BigQuery bigQuery => await BigQueryAsync(bigQuery, cancellation).ConfigureAwait(false),
            _ => throw new ArgumentException($"{table.Text} is of a kind that cannot be opened.", nameof(table)),
        };
        closing.Push(source.DisposeAsync);
        return source;
    }

    private async Task<IRowSource> PostgresAsync(ComparedTable.Postgres table, CancellationToken cancellation)
    {
        if (terminal.Variable(table.Variable) is not { Length: > 0 } connection)
            throw new VerbFailedException(1, $"{table.Text}: the environment variable {table.Variable} is not set: put the connection string of PostgreSQL into it.");
        return await PostgresRowSource.OpenAsync(table.Text, connection, table.Table, asked.Timeout, cancellation).ConfigureAwait(false);
    }

    private async Task<IRowSource> BigQueryAsync(ComparedTable.BigQuery table, CancellationToken cancellation)
    {
        var project = table.Project ?? asked.Common.Project ?? throw new VerbFailedException(1, $"{table.Text}: in which project? Give --project, or write bigquery:project.{table.Table}.");
        google ??= await ConnectAsync(cancellation).ConfigureAwait(false);
        var warehouse = new BigQueryWarehouse(google, asked.Common.Project ?? project);
        return new WarehouseRowSource(table.Text, warehouse, project, table.Table, local || asked.Live ? null : await SnapshotAsync(warehouse, cancellation).ConfigureAwait(false));
    }

    private async Task<GoogleConnection> ConnectAsync(CancellationToken cancellation)
    {
        var (endpoint, owned) = await TargetEndpoint.OpenAsync(asked.Common, terminal, now, cancellation).ConfigureAwait(false);
        if (owned is not null) closing.Push(owned.DisposeAsync);
        local = asked.Common.Target == Target.Local;
        var http = GoogleHttp.ClientFor(endpoint, terminal.Transport.Around);
        var connection = new GoogleConnection(http, endpoint, terminal.Transport.Time, terminal.Transport.Chance());
        closing.Push(() =>
        {
            connection.Dispose();
            http.Dispose();
            return ValueTask.CompletedTask;
        });
        return connection;
    }

    // BigQuery's own clock: a snapshot must not lie in its future.
    private static async Task<Instant> SnapshotAsync(BigQueryWarehouse warehouse, CancellationToken cancellation)
    {
        var answer = await warehouse.QueryAsync(new("SELECT UNIX_MICROS(CURRENT_TIMESTAMP()) AS now", []), cancellation).ConfigureAwait(false);
        return Instant.FromUnixTimeTicks(long.Parse(answer.Rows[0][0]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) * 10);
    }

    public async ValueTask DisposeAsync()
    {
        while (closing.TryPop(out var close)) await close().ConfigureAwait(false);
    }
}
