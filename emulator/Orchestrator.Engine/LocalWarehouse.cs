using NodaTime;
using Orchestrator.Engine.Duck;
using Orchestrator.GoogleSql;

namespace Orchestrator.Engine;

/// <summary>
/// BigQuery's tables and GoogleSQL on this machine: Google's analyzer in front of DuckDB. Safe for several callers at once: readers run side
/// by side on a consistent state, writers one after the other. A write that was acknowledged survives a crash of the process.
/// </summary>
public sealed partial class LocalWarehouse : IAsyncDisposable
{
    private const string FileName = "warehouse.duckdb";
    private const int ReadAttempts = 50;

    private readonly DuckDatabase _database;
    private readonly DuckConnection _writer;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly AnalyzerProcess? _ownAnalyzer;
    private readonly Func<Instant> _now;
    private CatalogSnapshot _snapshot;

    private LocalWarehouse(DuckDatabase database, WarehouseOptions options)
    {
        _database = database;
        _now = options.Now;
        _ownAnalyzer = options.AnalyzerProcess is null ? AnalyzerProcess.Create() : null;
        Analyzer = new StatementAnalyzer(options.AnalyzerProcess ?? _ownAnalyzer!);
        _writer = database.Connect();
        _snapshot = CatalogStore.Load(_writer);
        Tables = new TableDefinitions(this);
        Views = new Views(this);
        Preparation = new Preparation(this);
        Catalog = new Catalog(this);
        Documents = new DocumentStore(this);
    }

    /// <summary>Datasets and tables.</summary>
    public Catalog Catalog { get; }

    /// <summary>JSON documents for what else must be durable.</summary>
    public DocumentStore Documents { get; }

    internal StatementAnalyzer Analyzer { get; }

    internal TableDefinitions Tables { get; }

    internal Views Views { get; }

    internal CatalogSnapshot Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>Opens the warehouse of a data folder, which is created when it does not exist; or an empty one in memory.</summary>
    /// <exception cref="EngineMissingException">DuckDB is not installed.</exception>
    /// <exception cref="AnalyzerMissingException">The analyzer is not installed.</exception>
    /// <exception cref="WarehouseUnavailableException">Another process has the folder open, or the file is not ours.</exception>
    public static Task<LocalWarehouse> OpenAsync(WarehouseOptions options, CancellationToken cancellation = default) => Task.Run(() =>
    {
        if (options.DataFolder is { } folder) Directory.CreateDirectory(folder);
        DuckDatabase? database = null;
        try
        {
            database = DuckDatabase.Open(options.DataFolder is null ? null : Path.Combine(options.DataFolder, FileName));
            using (var connection = database.Connect())
                foreach (var function in Functions.AllFunctions.Registered) function.Register(connection);
            return new LocalWarehouse(database, options);
        }
        catch (DuckException e)
        {
            database?.Dispose();
            throw new WarehouseUnavailableException(e.Message.Contains("lock", StringComparison.OrdinalIgnoreCase)
                ? $"The data folder {options.DataFolder} is open in another process: stop that one, or use another folder."
                : $"The data folder {options.DataFolder} cannot be opened: {e.Message}", e);
        }
        catch
        {
            database?.Dispose();
            throw;
        }
    }, cancellation);

    /// <summary>Waits for the write in progress and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _gate.WaitAsync();
        _writer.Dispose();
        _database.Dispose();
        if (_ownAnalyzer is not null) await _ownAnalyzer.DisposeAsync();
        _gate.Dispose();
    }

    internal Task<T> WriteAsync<T>(Func<Write, T> body, CancellationToken cancellation) => WriteAsync(write => Task.FromResult(body(write)), cancellation);

    /// <summary>Runs the body alone and in a transaction: committed when it returns, undone when it throws.</summary>
    internal async Task<T> WriteAsync<T>(Func<Write, Task<T>> body, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => CommittedAsync(body), cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Runs the body on a connection of its own, beside writers and other readers.</summary>
    internal Task<T> ReadAsync<T>(Func<DuckConnection, T> body, CancellationToken cancellation) => Task.Run(() =>
    {
        var connection = _database.Rent();
        try
        {
            return body(connection);
        }
        finally
        {
            _database.Return(connection);
        }
    }, cancellation);

    /// <summary>Reads by a state of the catalog; once more when a table was replaced or dropped meanwhile, so that its rows are elsewhere.</summary>
    internal async Task<T> OnSnapshotAsync<T>(Func<CatalogSnapshot, Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            var snapshot = Snapshot;
            try
            {
                return await read(snapshot);
            }
            catch (DuckException e) when (attempt < ReadAttempts && e.Message.Contains("does not exist", StringComparison.Ordinal))
            {
                // The write that dropped it is committed, but perhaps not published yet.
                await _gate.WaitAsync();
                _gate.Release();
                if (ReferenceEquals(Snapshot, snapshot)) throw;
            }
        }
    }

    private async Task<T> CommittedAsync<T>(Func<Write, Task<T>> body)
    {
        var before = Snapshot;
        var write = new Write(_writer, before, _now());
        _writer.Execute("BEGIN TRANSACTION", CancellationToken.None);
        try
        {
            var result = await body(write);
            CatalogStore.Save(_writer, before, write.After);
            _writer.Execute("COMMIT", CancellationToken.None);
            Volatile.Write(ref _snapshot, write.After);
            return result;
        }
        catch
        {
            _writer.Execute("ROLLBACK", CancellationToken.None);
            throw;
        }
    }
}
