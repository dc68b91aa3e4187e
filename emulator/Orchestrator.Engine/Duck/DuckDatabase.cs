using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Orchestrator.Engine.Duck;

/// <summary>One open database with its connections: a pool of readers. Locked down: no files, no extensions, no change of settings from SQL.</summary>
internal sealed class DuckDatabase : IDisposable
{
    private readonly ConcurrentBag<DuckConnection> _idle = [];
    private nint _handle;

    private DuckDatabase(nint handle) => _handle = handle;

    /// <summary>Opens a file, or a database in memory when the path is null.</summary>
    /// <exception cref="DuckException">The file cannot be opened.</exception>
    public static DuckDatabase Open(string? path)
    {
        _ = Native.duckdb_create_config(out var config);
        try
        {
            Set(config, "autoinstall_known_extensions", "false");
            Set(config, "autoload_known_extensions", "false");
            // Deep but legal GoogleSQL nests one SELECT per operator.
            Set(config, "max_expression_depth", "10000");
            if (Native.duckdb_open_ext(path, out var handle, config, out var error) != 0) throw new DuckException(0, Taken(error));
            var database = new DuckDatabase(handle);
            using var first = database.Connect();
            // The zone cannot be set at opening: its extension is linked in, but not loaded yet.
            first.Execute("SET GLOBAL TimeZone = 'UTC'");
            first.Execute("SET GLOBAL enable_external_access = false");
            first.Execute("SET GLOBAL lock_configuration = true");
            return database;
        }
        finally
        {
            Native.duckdb_destroy_config(ref config);
        }
    }

    public DuckConnection Connect()
    {
        if (Native.duckdb_connect(_handle, out var connection) != 0) throw new DuckException(0, "DuckDB does not give another connection.");
        return new DuckConnection(connection);
    }

    /// <summary>A connection for one reader at a time; give it back with <see cref="Return"/>.</summary>
    public DuckConnection Rent() => _idle.TryTake(out var connection) ? connection : Connect();

    public void Return(DuckConnection connection) => _idle.Add(connection);

    public void Dispose()
    {
        while (_idle.TryTake(out var connection)) connection.Dispose();
        if (_handle != 0) Native.duckdb_close(ref _handle);
        _handle = 0;
    }

    private static void Set(nint config, string name, string value)
    {
        if (Native.duckdb_set_config(config, name, value) != 0) throw new DuckException(0, $"DuckDB does not take the setting {name} = {value}.");
    }

    private static string Taken(nint error)
    {
        var text = Marshal.PtrToStringUTF8(error) ?? "DuckDB does not say why.";
        Native.duckdb_free(error);
        return text;
    }
}
