using System.Runtime.InteropServices;
using System.Text;

namespace Orchestrator.Engine.Duck;

/// <summary>One connection: one statement at a time.</summary>
internal sealed unsafe class DuckConnection(nint handle) : IDisposable
{
    private nint _handle = handle;

    public nint Handle => _handle;

    /// <summary>Runs a statement, or several separated by semicolons, for their effect.</summary>
    public long Execute(string sql, CancellationToken cancellation = default)
    {
        var result = Run(sql, [], cancellation);
        var changed = (long)Native.duckdb_rows_changed(ref result);
        Native.duckdb_destroy_result(ref result);
        return changed;
    }

    /// <summary>Runs a statement with text, integer or null parameters for its effect.</summary>
    public void Execute(string sql, params object?[] parameters)
    {
        var result = Run(sql, parameters, CancellationToken.None);
        Native.duckdb_destroy_result(ref result);
    }

    /// <summary>All rows of a query, as <see cref="VectorReader"/> reads values.</summary>
    public List<object?[]> Query(string sql, CancellationToken cancellation = default) => Read(Run(sql, [], cancellation), cancellation);

    /// <summary>All rows of a query with text, integer or null parameters.</summary>
    public List<object?[]> Query(string sql, params object?[] parameters) => Read(Run(sql, parameters, CancellationToken.None), CancellationToken.None);

    public void Dispose()
    {
        if (_handle != 0) Native.duckdb_disconnect(ref _handle);
        _handle = 0;
    }

    private NativeResult Run(string sql, object?[] parameters, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var interrupt = cancellation.Register(() => Native.duckdb_interrupt(_handle));
        NativeResult result;
        int state;
        if (parameters.Length == 0) state = Native.duckdb_query(_handle, sql, out result);
        else
        {
            var prepared = Native.duckdb_prepare(_handle, sql, out var statement);
            try
            {
                if (prepared != 0) throw new DuckException(0, Text(Native.duckdb_prepare_error(statement)));
                for (var i = 0; i < parameters.Length; i++) Bind(statement, (ulong)i + 1, parameters[i]);
                state = Native.duckdb_execute_prepared(statement, out result);
            }
            finally
            {
                Native.duckdb_destroy_prepare(ref statement);
            }
        }
        if (state == 0) return result;
        var error = new DuckException(Native.duckdb_result_error_type(ref result), Text(Native.duckdb_result_error(ref result)));
        Native.duckdb_destroy_result(ref result);
        cancellation.ThrowIfCancellationRequested();
        throw error;
    }

    private static void Bind(nint statement, ulong index, object? value)
    {
        switch (value)
        {
            case null: _ = Native.duckdb_bind_null(statement, index); break;
            case long number: _ = Native.duckdb_bind_int64(statement, index, number); break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                fixed (byte* p = bytes.Length == 0 ? new byte[1] : bytes) _ = Native.duckdb_bind_varchar_length(statement, index, p, (ulong)bytes.Length);
                break;
            default: throw new ArgumentException($"A {value.GetType().Name} cannot be bound.", nameof(value));
        }
    }

    private static List<object?[]> Read(NativeResult result, CancellationToken cancellation)
    {
        var columns = (int)Native.duckdb_column_count(ref result);
        var types = new nint[columns];
        for (var i = 0; i < columns; i++) types[i] = Native.duckdb_column_logical_type(ref result, (ulong)i);
        try
        {
            var rows = new List<object?[]>();
            nint chunk;
            while ((chunk = Native.duckdb_fetch_chunk(result)) != 0)
            {
                try
                {
                    cancellation.ThrowIfCancellationRequested();
                    ReadChunk(chunk, types, rows);
                }
                finally
                {
                    Native.duckdb_destroy_data_chunk(ref chunk);
                }
            }
            return rows;
        }
        finally
        {
            for (var i = 0; i < columns; i++) Native.duckdb_destroy_logical_type(ref types[i]);
            Native.duckdb_destroy_result(ref result);
        }
    }

    private static void ReadChunk(nint chunk, nint[] types, List<object?[]> rows)
    {
        var size = (int)Native.duckdb_data_chunk_get_size(chunk);
        var start = rows.Count;
        for (var i = 0; i < size; i++) rows.Add(new object?[types.Length]);
        for (var column = 0; column < types.Length; column++)
        {
            var read = VectorReader.For(Native.duckdb_data_chunk_get_vector(chunk, (ulong)column), types[column]);
            for (var i = 0; i < size; i++) rows[start + i][column] = read(i);
        }
    }

    private static string Text(nint pointer) => Marshal.PtrToStringUTF8(pointer) ?? "DuckDB does not say why.";
}
