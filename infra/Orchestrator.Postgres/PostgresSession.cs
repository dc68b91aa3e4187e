using System.Net.Sockets;
using System.Text;
using Npgsql;
using Orchestrator.Model;

namespace Orchestrator.Postgres;

/// <summary>One connection with one read-only snapshot, which every statement of a comparison reads; it counts what comes back.</summary>
internal sealed class PostgresSession : IAsyncDisposable
{
    // numeric seconds of EXTRACT, without which microseconds of far years are lost, came with 14.
    private const int OldestServer = 140000;

    private readonly string name;
    private readonly NpgsqlConnection connection;
    private RowTraffic traffic = new(0, 0, 0, BytesProcessed: null);

    private PostgresSession(string name, NpgsqlConnection connection) => (this.name, this.connection) = (name, connection);

    public RowTraffic Traffic => traffic;

    public static async Task<PostgresSession> OpenAsync(string name, string connectionString, TimeSpan statementTimeout, CancellationToken cancellation)
    {
        NpgsqlConnection connection;
        try
        {
            // The server's own limit ends a statement, so that it is over there too; pooling would keep the session alive behind our back.
            connection = new(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0, Pooling = false, ApplicationName = "orchestrator compare" }.ConnectionString);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The library's sentence quotes parts of the text, which holds a password.
            throw new PostgresMistakeException($"{name}: the connection string is not one of PostgreSQL: write it as Host=...;Port=5432;Database=...;Username=...;Password=...;SSL Mode=VerifyFull.");
        }

        var session = new PostgresSession(name, connection);
        try
        {
            await session.BeginAsync(statementTimeout, cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs one statement and gives what is read of each of its rows.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(PostgresStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        return await GuardedAsync(async () =>
        {
            var command = new NpgsqlCommand(statement.Sql, connection);
            await using (command.ConfigureAwait(false))
            {
                foreach (var parameter in statement.Parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
                var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var answer = new List<T>();
                    long bytes = 0;
                    while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
                    {
                        for (var i = 0; i < reader.FieldCount; i++)
                            bytes += reader.IsDBNull(i) ? 0 : reader.GetFieldType(i) == typeof(string) ? Encoding.UTF8.GetByteCount(reader.GetString(i)) : sizeof(long);
                        answer.Add(read(reader));
                    }

                    traffic = traffic with { Queries = traffic.Queries + 1, Rows = traffic.Rows + answer.Count, Bytes = traffic.Bytes + bytes };
                    return answer;
                }
            }
        }, cancellation).ConfigureAwait(false);
    }

    private async Task BeginAsync(TimeSpan statementTimeout, CancellationToken cancellation) => await GuardedAsync(async () =>
    {
        await connection.OpenAsync(cancellation).ConfigureAwait(false);
        var milliseconds = (long)Math.Ceiling(statementTimeout.TotalMilliseconds);
        var command = new NpgsqlCommand(
            $"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = {milliseconds}; SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1; SET LOCAL lc_numeric = 'C'",
            connection);
        await using (command.ConfigureAwait(false)) await command.ExecuteNonQueryAsync(cancellation).ConfigureAwait(false);
        var about = new NpgsqlCommand("SELECT current_setting('server_version_num')::int, current_setting('server_encoding')", connection);
        await using (about.ConfigureAwait(false))
        {
            var reader = await about.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                await reader.ReadAsync(cancellation).ConfigureAwait(false);
                if (reader.GetInt32(0) < OldestServer) throw new PostgresMistakeException($"{name}: the server is PostgreSQL {reader.GetInt32(0) / 10000}; a comparison needs 14 or later, whose times keep their microseconds.");
                if (reader.GetString(1) != "UTF8") throw new PostgresMistakeException($"{name}: the database's encoding is {reader.GetString(1)}; only UTF8 has the same bytes as BigQuery. Compare a copy in a database made with ENCODING 'UTF8'.");
            }
        }

        return true;
    }, cancellation).ConfigureAwait(false);

    private async Task<T> GuardedAsync<T>(Func<Task<T>> run, CancellationToken cancellation)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (PostgresException error)
        {
            // Cancelled by us: the server says so in its own words.
            cancellation.ThrowIfCancellationRequested();
            throw Explained(error);
        }
        catch (Exception error) when (error is NpgsqlException or SocketException or IOException or TimeoutException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new PostgresUnavailableException($"{name}: PostgreSQL does not answer: {error.Message}", error);
        }
    }

    // Classes of SQLSTATE: 42 is what was asked (without 42501, a permission), 22 a value that does not fit.
    private Exception Explained(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.QueryCanceled => new PostgresUnavailableException($"{name}: a statement took longer than allowed and was stopped: give it more with --timeout, or fewer rows with --where.", error),
        PostgresErrorCodes.InsufficientPrivilege => new PostgresUnavailableException($"{name}: {error.MessageText}: grant SELECT on it to the user of the connection string.", error),
        ['4', '2', ..] or ['2', '2', ..] => new PostgresMistakeException($"{name}: {error.MessageText} ({error.SqlState}).", error),
        _ => new PostgresUnavailableException($"{name}: {error.MessageText} ({error.SqlState}).", error),
    };

    public async ValueTask DisposeAsync() => await connection.DisposeAsync().ConfigureAwait(false);
}
