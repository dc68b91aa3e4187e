using System.Runtime.InteropServices;
using System.Text;
using NodaTime;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Duck;

/// <summary>Appends rows of .NET values to a table, inside the connection's transaction; nothing is visible before <see cref="Close"/>.</summary>
internal sealed unsafe class DuckAppender : IDisposable
{
    private readonly IReadOnlyList<TypeProto> _types;
    private nint _handle;

    public DuckAppender(DuckConnection connection, string schema, string table, IReadOnlyList<TypeProto> types)
    {
        _types = types;
        if (Native.duckdb_appender_create(connection.Handle, schema, table, out _handle) == 0) return;
        var error = Failure();
        Dispose();
        throw error;
    }

    public void Append(object?[] row)
    {
        for (var i = 0; i < row.Length; i++) Check(Append(row[i], _types[i]));
        Check(Native.duckdb_appender_end_row(_handle));
    }

    public void Close() => Check(Native.duckdb_appender_close(_handle));

    public void Dispose()
    {
        if (_handle != 0) _ = Native.duckdb_appender_destroy(ref _handle);
        _handle = 0;
    }

    private int Append(object? value, TypeProto type)
    {
        switch (value)
        {
            case null: return Native.duckdb_append_null(_handle);
            case long number: return Native.duckdb_append_int64(_handle, number);
            case double number: return Native.duckdb_append_double(_handle, number);
            case bool flag: return Native.duckdb_append_bool(_handle, flag);
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                fixed (byte* p = Some(bytes)) return Native.duckdb_append_varchar_length(_handle, p, (ulong)bytes.Length);
            default:
                var native = Value(value, type);
                var state = Native.duckdb_append_value(_handle, native);
                Native.duckdb_destroy_value(ref native);
                return state;
        }
    }

    private static nint Value(object? value, TypeProto type)
    {
        switch (value)
        {
            case null: return Native.duckdb_create_null_value();
            case long number: return Native.duckdb_create_int64(number);
            case double number: return Native.duckdb_create_double(number);
            case bool flag: return Native.duckdb_create_bool(flag);
            case LocalDate date: return Native.duckdb_create_date(Civil.Days(date));
            case LocalTime time: return Native.duckdb_create_time(Civil.Micros(time));
            case LocalDateTime time: return Native.duckdb_create_timestamp(Civil.Micros(time));
            case Instant instant: return Native.duckdb_create_timestamp_tz(Civil.Micros(instant));
            case Numeric number: return Native.duckdb_create_decimal(new NativeDecimal { Width = 38, Scale = 9, Lower = (ulong)(number.Units & ulong.MaxValue), Upper = (long)(number.Units >> 64) });
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                fixed (byte* p = Some(utf8)) return Native.duckdb_create_varchar_length(p, (ulong)utf8.Length);
            case byte[] blob:
                fixed (byte* p = Some(blob)) return Native.duckdb_create_blob(p, (ulong)blob.Length);
            case IReadOnlyList<object?> items when type.TypeKind == TypeKind.TypeArray:
                return Nested(items, _ => type.ArrayType.ElementType, type.ArrayType.ElementType, (t, v, n) => Native.duckdb_create_list_value(t, (nint*)v, n));
            case IReadOnlyList<object?> items:
                return Nested(items, i => type.StructType.Field[i].FieldType, type, (t, v, _) => Native.duckdb_create_struct_value(t, (nint*)v));
            default: throw new ArgumentException($"A {value.GetType().Name} is not a value of the engine.", nameof(value));
        }
    }

    private static nint Nested(IReadOnlyList<object?> items, Func<int, TypeProto> typeOf, TypeProto type, Func<nint, nint, ulong, nint> create)
    {
        // One more than needed: DuckDB takes no null pointer for no values.
        var values = new nint[items.Count + 1];
        for (var i = 0; i < items.Count; i++) values[i] = Value(items[i], typeOf(i));
        var native = DuckTypes.Native(type);
        try
        {
            fixed (nint* p = values) return create(native, (nint)p, (ulong)items.Count);
        }
        finally
        {
            Native.duckdb_destroy_logical_type(ref native);
            for (var i = 0; i < items.Count; i++) Native.duckdb_destroy_value(ref values[i]);
        }
    }

    // An empty array is pinned as a null pointer, which DuckDB does not take.
    private static byte[] Some(byte[] bytes) => bytes.Length == 0 ? new byte[1] : bytes;

    private void Check(int state)
    {
        if (state != 0) throw Failure();
    }

    private DuckException Failure() => new(0, Marshal.PtrToStringUTF8(Native.duckdb_appender_error(_handle)) ?? "DuckDB does not take the row.");
}
