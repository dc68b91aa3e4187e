using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using NodaTime;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Duck;

/// <summary>
/// A scalar function of DuckDB written in C#: from .NET values (as <see cref="VectorReader"/> gives them) to one. The answer is NULL when an
/// argument is NULL. An <see cref="EvaluationException"/> becomes the statement's error.
/// </summary>
internal sealed unsafe class ScalarFunction(string name, Type result, Type[] parameters, Func<object?[], object?> body)
{
    private readonly nint[] _types = [.. parameters.Select(LogicalType)];
    private readonly DuckType _result = TypeOf(result);

    public string Name => name;

    public static ScalarFunction Of<T1, TResult>(string name, Func<T1, TResult> body) =>
        new(name, typeof(TResult), [typeof(T1)], a => a[0] is T1 x ? body(x) : null);

    public static ScalarFunction Of<T1, T2, TResult>(string name, Func<T1, T2, TResult> body) =>
        new(name, typeof(TResult), [typeof(T1), typeof(T2)], a => a[0] is T1 x && a[1] is T2 y ? body(x, y) : null);

    public static ScalarFunction Of<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> body) =>
        new(name, typeof(TResult), [typeof(T1), typeof(T2), typeof(T3)], a => a[0] is T1 x && a[1] is T2 y && a[2] is T3 z ? body(x, y, z) : null);

    public static ScalarFunction Of<T1, T2, T3, T4, TResult>(string name, Func<T1, T2, T3, T4, TResult> body) =>
        new(name, typeof(TResult), [typeof(T1), typeof(T2), typeof(T3), typeof(T4)], a => a[0] is T1 x && a[1] is T2 y && a[2] is T3 z && a[3] is T4 w ? body(x, y, z, w) : null);

    /// <summary>Makes the function known to all connections of the database.</summary>
    public void Register(DuckConnection connection)
    {
        var function = Native.duckdb_create_scalar_function();
        try
        {
            Native.duckdb_scalar_function_set_name(function, name);
            foreach (var type in _types) Native.duckdb_scalar_function_add_parameter(function, type);
            var resultType = LogicalType(result);
            Native.duckdb_scalar_function_set_return_type(function, resultType);
            Native.duckdb_destroy_logical_type(ref resultType);
            Native.duckdb_scalar_function_set_special_handling(function);
            // Never freed: functions are static, and a database may outlive any owner.
            Native.duckdb_scalar_function_set_extra_info(function, GCHandle.ToIntPtr(GCHandle.Alloc(this)), 0);
            Native.duckdb_scalar_function_set_function(function, &Call);
            if (Native.duckdb_register_scalar_function(connection.Handle, function) != 0) throw new DuckException(0, $"DuckDB does not take the function {name}.");
        }
        finally
        {
            Native.duckdb_destroy_scalar_function(ref function);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Call(nint info, nint chunk, nint output)
    {
        try
        {
            var self = (ScalarFunction)GCHandle.FromIntPtr(Native.duckdb_scalar_function_get_extra_info(info)).Target!;
            self.Run(chunk, output);
        }
#pragma warning disable CA1031 // An exception must not cross into native code: DuckDB carries its message to the statement's caller.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Native.duckdb_scalar_function_set_error(info, e is EvaluationException ? e.Message : $"Internal error: {e.GetType().Name}: {e.Message}");
        }
    }

    private void Run(nint chunk, nint output)
    {
        var size = (int)Native.duckdb_data_chunk_get_size(chunk);
        var readers = new Func<int, object?>[_types.Length];
        for (var i = 0; i < readers.Length; i++) readers[i] = VectorReader.For(Native.duckdb_data_chunk_get_vector(chunk, (ulong)i), _types[i]);
        var data = (nint)Native.duckdb_vector_get_data(output);
        ulong* validity = null;
        var arguments = new object?[readers.Length];
        for (var row = 0; row < size; row++)
        {
            for (var i = 0; i < readers.Length; i++) arguments[i] = readers[i](row);
            if (body(arguments) is { } value) Write(output, data, row, value);
            else
            {
                if (validity == null)
                {
                    Native.duckdb_vector_ensure_validity_writable(output);
                    validity = Native.duckdb_vector_get_validity(output);
                }
                validity[row >> 6] &= ~(1UL << (row & 63));
            }
        }
    }

    private void Write(nint output, nint data, int row, object value)
    {
        switch (_result)
        {
            case DuckType.Boolean: ((byte*)data)[row] = (bool)value ? (byte)1 : (byte)0; break;
            case DuckType.BigInt: ((long*)data)[row] = (long)value; break;
            case DuckType.Double: ((double*)data)[row] = (double)value; break;
            case DuckType.Date: ((int*)data)[row] = Civil.Days((LocalDate)value); break;
            case DuckType.Time: ((long*)data)[row] = Civil.Micros((LocalTime)value); break;
            case DuckType.Timestamp: ((long*)data)[row] = Civil.Micros((LocalDateTime)value); break;
            case DuckType.TimestampTz: ((long*)data)[row] = Civil.Micros((Instant)value); break;
            case DuckType.Decimal: ((Int128*)data)[row] = ((Numeric)value).Units; break;
            case DuckType.Varchar: Assign(output, row, Encoding.UTF8.GetBytes((string)value)); break;
            case DuckType.Blob: Assign(output, row, (byte[])value); break;
            case DuckType.List: WriteTexts(output, data, row, (string?[])value); break;
            default: throw new InvalidOperationException($"A C# function cannot return {_result}.");
        }
    }

    // Only ARRAY<STRING>: nothing else is returned by a function of ours.
    private static void WriteTexts(nint output, nint data, int row, string?[] items)
    {
        var start = Native.duckdb_list_vector_get_size(output);
        var end = start + (ulong)items.Length;
        _ = Native.duckdb_list_vector_reserve(output, end);
        _ = Native.duckdb_list_vector_set_size(output, end);
        var child = Native.duckdb_list_vector_get_child(output);
        for (var i = 0; i < items.Length; i++)
        {
            var at = (int)start + i;
            if (items[i] is { } text) Assign(child, at, Encoding.UTF8.GetBytes(text));
            else
            {
                Native.duckdb_vector_ensure_validity_writable(child);
                Native.duckdb_vector_get_validity(child)[at >> 6] &= ~(1UL << (at & 63));
            }
        }
        ((ulong*)data)[row * 2] = start;
        ((ulong*)data)[row * 2 + 1] = (ulong)items.Length;
    }

    private static void Assign(nint vector, int row, byte[] bytes)
    {
        fixed (byte* p = bytes.Length == 0 ? new byte[1] : bytes) Native.duckdb_vector_assign_string_element_len(vector, (ulong)row, p, (ulong)bytes.Length);
    }

    private static nint LogicalType(Type type)
    {
        switch (TypeOf(type))
        {
            case DuckType.Decimal: return Native.duckdb_create_decimal_type(38, 9);
            case DuckType.List:
                var element = Native.duckdb_create_logical_type((int)(type == typeof(long[]) ? DuckType.BigInt : DuckType.Varchar));
                return Native.duckdb_create_list_type(element);
            case var scalar: return Native.duckdb_create_logical_type((int)scalar);
        }
    }

    private static DuckType TypeOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(bool) ? DuckType.Boolean
            : type == typeof(long) ? DuckType.BigInt
            : type == typeof(double) ? DuckType.Double
            : type == typeof(string) ? DuckType.Varchar
            : type == typeof(byte[]) ? DuckType.Blob
            : type == typeof(LocalDate) ? DuckType.Date
            : type == typeof(LocalTime) ? DuckType.Time
            : type == typeof(LocalDateTime) ? DuckType.Timestamp
            : type == typeof(Instant) ? DuckType.TimestampTz
            : type == typeof(Numeric) ? DuckType.Decimal
            : type == typeof(string[]) || type == typeof(long[]) ? DuckType.List
            : throw new ArgumentException($"{type.Name} is not a type of a C# function.", nameof(type));
    }
}
