using System.Numerics;
using System.Text;
using Orchestrator.Engine.Values;

namespace Orchestrator.Engine.Duck;

/// <summary>
/// Values of a DuckDB vector as .NET ones: BOOL bool, integers long, HUGEINT BigInteger, DOUBLE double, VARCHAR string, BLOB byte[],
/// DATE LocalDate, TIME LocalTime, TIMESTAMP LocalDateTime, TIMESTAMPTZ Instant, DECIMAL(38,9) Numeric, INTERVAL Interval, LIST and STRUCT object?[].
/// </summary>
internal static unsafe class VectorReader
{
    public static Func<int, object?> For(nint vector, nint type)
    {
        var data = (nint)Native.duckdb_vector_get_data(vector);
        var validity = (nint)Native.duckdb_vector_get_validity(vector);
        var read = Reader(vector, data, type);
        return validity == 0 ? read : i => (((ulong*)validity)[i >> 6] >> (i & 63) & 1) != 0 ? read(i) : null;
    }

    public static string ReadText(nint data, int index)
    {
        var entry = (byte*)data + index * 16L;
        var length = *(int*)entry;
        return Encoding.UTF8.GetString(length <= 12 ? entry + 4 : *(byte**)(entry + 8), length);
    }

    private static byte[] ReadBytes(nint data, int index)
    {
        var entry = (byte*)data + index * 16L;
        var length = *(int*)entry;
        return new ReadOnlySpan<byte>(length <= 12 ? entry + 4 : *(byte**)(entry + 8), length).ToArray();
    }

    private static Func<int, object?> Reader(nint vector, nint data, nint type) => (DuckType)Native.duckdb_get_type_id(type) switch
    {
        DuckType.Boolean => i => ((byte*)data)[i] != 0,
        DuckType.TinyInt => i => (long)((sbyte*)data)[i],
        DuckType.SmallInt => i => (long)((short*)data)[i],
        DuckType.Integer => i => (long)((int*)data)[i],
        DuckType.BigInt => i => ((long*)data)[i],
        DuckType.UTinyInt => i => (long)((byte*)data)[i],
        DuckType.USmallInt => i => (long)((ushort*)data)[i],
        DuckType.UInteger => i => (long)((uint*)data)[i],
        DuckType.UBigInt => i => (BigInteger)((ulong*)data)[i],
        DuckType.HugeInt => i => (BigInteger)((Int128*)data)[i],
        DuckType.Float => i => (double)((float*)data)[i],
        DuckType.Double => i => ((double*)data)[i],
        DuckType.Date => i => Civil.Date(((int*)data)[i]),
        DuckType.Time => i => Civil.Time(((long*)data)[i]),
        DuckType.Timestamp => i => Civil.DateTime(((long*)data)[i]),
        DuckType.TimestampTz => i => Civil.Instant(((long*)data)[i]),
        DuckType.Interval => i => new Values.Interval(((int*)data)[i * 4], ((int*)data)[i * 4 + 1], ((long*)data)[i * 2 + 1]),
        DuckType.Varchar => i => ReadText(data, i),
        DuckType.Blob => i => ReadBytes(data, i),
        DuckType.Decimal => Decimals(data, type),
        DuckType.List => Lists(vector, data, type),
        DuckType.Struct => Structs(vector, type),
        DuckType.Null => _ => null,
        var other => throw new DuckException(0, $"The engine does not read DuckDB's type {(int)other}."),
    };

    private static Func<int, object?> Decimals(nint data, nint type)
    {
        var scale = Native.duckdb_decimal_scale(type);
        var unit = Int128.One;
        for (var i = scale; i < 9; i++) unit *= 10;
        return (DuckType)Native.duckdb_decimal_internal_type(type) switch
        {
            DuckType.SmallInt => i => new Numeric(((short*)data)[i] * unit),
            DuckType.Integer => i => new Numeric(((int*)data)[i] * unit),
            DuckType.BigInt => i => new Numeric(((long*)data)[i] * unit),
            _ => i => new Numeric(((Int128*)data)[i] * unit),
        };
    }

    private static Func<int, object?> Lists(nint vector, nint data, nint type)
    {
        var elementType = Native.duckdb_list_type_child_type(type);
        var element = For(Native.duckdb_list_vector_get_child(vector), elementType);
        Native.duckdb_destroy_logical_type(ref elementType);
        // A constant is the same stretch of the child vector in every row: it is read once, and readers do not write.
        var (readOffset, read) = (-1L, Array.Empty<object?>());
        return i =>
        {
            var (offset, length) = (((long*)data)[i * 2], ((long*)data)[i * 2 + 1]);
            if (offset == readOffset && length == read.Length) return read;
            var items = new object?[length];
            for (var k = 0; k < items.Length; k++) items[k] = element((int)offset + k);
            (readOffset, read) = (offset, items);
            return items;
        };
    }

    private static Func<int, object?> Structs(nint vector, nint type)
    {
        var fields = new Func<int, object?>[(int)Native.duckdb_struct_type_child_count(type)];
        for (var k = 0; k < fields.Length; k++)
        {
            var fieldType = Native.duckdb_struct_type_child_type(type, (ulong)k);
            fields[k] = For(Native.duckdb_struct_vector_get_child(vector, (ulong)k), fieldType);
            Native.duckdb_destroy_logical_type(ref fieldType);
        }
        return i =>
        {
            var values = new object?[fields.Length];
            for (var k = 0; k < fields.Length; k++) values[k] = fields[k](i);
            return values;
        };
    }
}

/// <summary>DuckDB's type numbers.</summary>
internal enum DuckType
{
    Boolean = 1,
    TinyInt = 2,
    SmallInt = 3,
    Integer = 4,
    BigInt = 5,
    UTinyInt = 6,
    USmallInt = 7,
    UInteger = 8,
    UBigInt = 9,
    Float = 10,
    Double = 11,
    Timestamp = 12,
    Date = 13,
    Time = 14,
    Interval = 15,
    HugeInt = 16,
    Varchar = 17,
    Blob = 18,
    Decimal = 19,
    List = 24,
    Struct = 25,
    TimestampTz = 31,
    Null = 36,
}
