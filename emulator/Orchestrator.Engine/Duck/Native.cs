using System.Runtime.InteropServices;

namespace Orchestrator.Engine.Duck;

/// <summary>DuckDB's result structure; it is passed by value to <c>duckdb_fetch_chunk</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    private ulong _a, _b, _c;
    private nint _d, _e, _f;
}

/// <summary>The functions of DuckDB's C library that the engine calls. Booleans are one byte; a state of 0 is success.</summary>
internal static unsafe partial class Native
{
    private const string Library = DuckLibrary.Name;
    private const StringMarshalling Utf8 = StringMarshalling.Utf8;

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == Library ? NativeLibrary.Load(DuckLibrary.Locate()) : 0);

    // Databases and connections.
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial int duckdb_open_ext(string? path, out nint database, nint config, out nint error);
    [LibraryImport(Library)] internal static partial int duckdb_create_config(out nint config);
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial int duckdb_set_config(nint config, string name, string value);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_config(ref nint config);
    [LibraryImport(Library)] internal static partial int duckdb_connect(nint database, out nint connection);
    [LibraryImport(Library)] internal static partial void duckdb_disconnect(ref nint connection);
    [LibraryImport(Library)] internal static partial void duckdb_close(ref nint database);
    [LibraryImport(Library)] internal static partial void duckdb_free(nint memory);
    [LibraryImport(Library)] internal static partial void duckdb_interrupt(nint connection);

    // Queries.
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial int duckdb_query(nint connection, string sql, out NativeResult result);
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial int duckdb_prepare(nint connection, string sql, out nint statement);
    [LibraryImport(Library)] internal static partial nint duckdb_prepare_error(nint statement);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_prepare(ref nint statement);
    [LibraryImport(Library)] internal static partial int duckdb_bind_int64(nint statement, ulong index, long value);
    [LibraryImport(Library)] internal static partial int duckdb_bind_varchar_length(nint statement, ulong index, byte* text, ulong length);
    [LibraryImport(Library)] internal static partial int duckdb_bind_null(nint statement, ulong index);
    [LibraryImport(Library)] internal static partial int duckdb_execute_prepared(nint statement, out NativeResult result);

    // Results.
    [LibraryImport(Library)] internal static partial void duckdb_destroy_result(ref NativeResult result);
    [LibraryImport(Library)] internal static partial nint duckdb_result_error(ref NativeResult result);
    [LibraryImport(Library)] internal static partial int duckdb_result_error_type(ref NativeResult result);
    [LibraryImport(Library)] internal static partial ulong duckdb_column_count(ref NativeResult result);
    [LibraryImport(Library)] internal static partial ulong duckdb_rows_changed(ref NativeResult result);
    [LibraryImport(Library)] internal static partial nint duckdb_column_logical_type(ref NativeResult result, ulong column);
    [LibraryImport(Library)] internal static partial nint duckdb_fetch_chunk(NativeResult result);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_data_chunk(ref nint chunk);
    [LibraryImport(Library)] internal static partial ulong duckdb_data_chunk_get_size(nint chunk);
    [LibraryImport(Library)] internal static partial nint duckdb_data_chunk_get_vector(nint chunk, ulong column);

    // Vectors and types.
    [LibraryImport(Library)] internal static partial void* duckdb_vector_get_data(nint vector);
    [LibraryImport(Library)] internal static partial ulong* duckdb_vector_get_validity(nint vector);
    [LibraryImport(Library)] internal static partial void duckdb_vector_ensure_validity_writable(nint vector);
    [LibraryImport(Library)] internal static partial void duckdb_vector_assign_string_element_len(nint vector, ulong index, byte* text, ulong length);
    [LibraryImport(Library)] internal static partial nint duckdb_list_vector_get_child(nint vector);
    [LibraryImport(Library)] internal static partial ulong duckdb_list_vector_get_size(nint vector);
    [LibraryImport(Library)] internal static partial int duckdb_list_vector_reserve(nint vector, ulong capacity);
    [LibraryImport(Library)] internal static partial int duckdb_list_vector_set_size(nint vector, ulong size);
    [LibraryImport(Library)] internal static partial nint duckdb_struct_vector_get_child(nint vector, ulong index);
    [LibraryImport(Library)] internal static partial nint duckdb_create_logical_type(int type);
    [LibraryImport(Library)] internal static partial nint duckdb_create_decimal_type(byte width, byte scale);
    [LibraryImport(Library)] internal static partial nint duckdb_create_list_type(nint element);
    [LibraryImport(Library)] internal static partial nint duckdb_create_struct_type(nint* types, nint* names, ulong count);
    [LibraryImport(Library)] internal static partial int duckdb_get_type_id(nint type);
    [LibraryImport(Library)] internal static partial byte duckdb_decimal_scale(nint type);
    [LibraryImport(Library)] internal static partial int duckdb_decimal_internal_type(nint type);
    [LibraryImport(Library)] internal static partial nint duckdb_list_type_child_type(nint type);
    [LibraryImport(Library)] internal static partial ulong duckdb_struct_type_child_count(nint type);
    [LibraryImport(Library)] internal static partial nint duckdb_struct_type_child_type(nint type, ulong index);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_logical_type(ref nint type);

    // Appending rows.
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial int duckdb_appender_create(nint connection, string? schema, string table, out nint appender);
    [LibraryImport(Library)] internal static partial nint duckdb_appender_error(nint appender);
    [LibraryImport(Library)] internal static partial int duckdb_append_value(nint appender, nint value);
    [LibraryImport(Library)] internal static partial int duckdb_append_null(nint appender);
    [LibraryImport(Library)] internal static partial int duckdb_append_int64(nint appender, long value);
    [LibraryImport(Library)] internal static partial int duckdb_append_double(nint appender, double value);
    [LibraryImport(Library)] internal static partial int duckdb_append_bool(nint appender, [MarshalAs(UnmanagedType.U1)] bool value);
    [LibraryImport(Library)] internal static partial int duckdb_append_varchar_length(nint appender, byte* text, ulong length);
    [LibraryImport(Library)] internal static partial int duckdb_appender_end_row(nint appender);
    [LibraryImport(Library)] internal static partial int duckdb_appender_close(nint appender);
    [LibraryImport(Library)] internal static partial int duckdb_appender_destroy(ref nint appender);

    // Values, for what an appender takes only as a value.
    [LibraryImport(Library)] internal static partial nint duckdb_create_varchar_length(byte* text, ulong length);
    [LibraryImport(Library)] internal static partial nint duckdb_create_blob(byte* data, ulong length);
    [LibraryImport(Library)] internal static partial nint duckdb_create_bool([MarshalAs(UnmanagedType.U1)] bool value);
    [LibraryImport(Library)] internal static partial nint duckdb_create_int64(long value);
    [LibraryImport(Library)] internal static partial nint duckdb_create_double(double value);
    [LibraryImport(Library)] internal static partial nint duckdb_create_date(int days);
    [LibraryImport(Library)] internal static partial nint duckdb_create_time(long micros);
    [LibraryImport(Library)] internal static partial nint duckdb_create_timestamp(long micros);
    [LibraryImport(Library)] internal static partial nint duckdb_create_timestamp_tz(long micros);
    [LibraryImport(Library)] internal static partial nint duckdb_create_null_value();
    [LibraryImport(Library)] internal static partial nint duckdb_create_decimal(NativeDecimal value);
    [LibraryImport(Library)] internal static partial nint duckdb_create_list_value(nint elementType, nint* values, ulong count);
    [LibraryImport(Library)] internal static partial nint duckdb_create_struct_value(nint structType, nint* values);
    [LibraryImport(Library)] internal static partial void duckdb_destroy_value(ref nint value);

    // Functions written in C#.
    [LibraryImport(Library)] internal static partial nint duckdb_create_scalar_function();
    [LibraryImport(Library)] internal static partial void duckdb_destroy_scalar_function(ref nint function);
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial void duckdb_scalar_function_set_name(nint function, string name);
    [LibraryImport(Library)] internal static partial void duckdb_scalar_function_add_parameter(nint function, nint type);
    [LibraryImport(Library)] internal static partial void duckdb_scalar_function_set_return_type(nint function, nint type);
    [LibraryImport(Library)] internal static partial void duckdb_scalar_function_set_special_handling(nint function);
    [LibraryImport(Library)] internal static partial void duckdb_scalar_function_set_volatile(nint function);
    [LibraryImport(Library)] internal static partial void duckdb_scalar_function_set_function(nint function, delegate* unmanaged[Cdecl]<nint, nint, nint, void> body);
    [LibraryImport(Library)] internal static partial void duckdb_scalar_function_set_extra_info(nint function, nint info, nint destroy);
    [LibraryImport(Library)] internal static partial nint duckdb_scalar_function_get_extra_info(nint info);
    [LibraryImport(Library, StringMarshalling = Utf8)] internal static partial void duckdb_scalar_function_set_error(nint info, string error);
    [LibraryImport(Library)] internal static partial int duckdb_register_scalar_function(nint connection, nint function);
}

/// <summary>DuckDB's decimal: width, scale, and the unscaled value as a 128-bit integer in two halves.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDecimal
{
    public byte Width;
    public byte Scale;
    public ulong Lower;
    public long Upper;
}
