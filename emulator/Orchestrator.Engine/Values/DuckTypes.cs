using Orchestrator.Engine.Duck;
using Orchestrator.GoogleSql;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine.Values;

/// <summary>GoogleSQL types as DuckDB's. Fields of a STRUCT go by position (_1, _2 ...), because GoogleSQL's may repeat or have no name. JSON is its text.</summary>
internal static class DuckTypes
{
    public static string Of(Column column) => Of(ColumnTypes.ToProto(column));

    public static string Of(TypeProto type) => type.TypeKind switch
    {
        TypeKind.TypeInt64 => "BIGINT",
        TypeKind.TypeDouble => "DOUBLE",
        TypeKind.TypeBool => "BOOLEAN",
        TypeKind.TypeString or TypeKind.TypeJson => "VARCHAR",
        TypeKind.TypeBytes => "BLOB",
        TypeKind.TypeDate => "DATE",
        TypeKind.TypeTimestamp => "TIMESTAMPTZ",
        TypeKind.TypeDatetime => "TIMESTAMP",
        TypeKind.TypeTime => "TIME",
        TypeKind.TypeNumeric => "DECIMAL(38,9)",
        TypeKind.TypeInterval => "INTERVAL",
        TypeKind.TypeArray => Of(type.ArrayType.ElementType) + "[]",
        TypeKind.TypeStruct when type.StructType.Field.Count > 0 => $"STRUCT({string.Join(", ", type.StructType.Field.Select((f, i) => $"_{i + 1} {Of(f.FieldType)}"))})",
        var kind => throw Unsupported.Type(kind),
    };

    /// <summary>The type as DuckDB's library takes it; the caller destroys it.</summary>
    public static unsafe nint Native(TypeProto type)
    {
        switch (type.TypeKind)
        {
            case TypeKind.TypeArray:
                var element = Native(type.ArrayType.ElementType);
                var list = Duck.Native.duckdb_create_list_type(element);
                Duck.Native.duckdb_destroy_logical_type(ref element);
                return list;
            case TypeKind.TypeStruct:
                var fields = type.StructType.Field.Select(f => Native(f.FieldType)).ToArray();
                var names = fields.Select((_, i) => System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8($"_{i + 1}")).ToArray();
                nint structure;
                fixed (nint* t = fields) fixed (nint* n = names) structure = Duck.Native.duckdb_create_struct_type(t, n, (ulong)fields.Length);
                foreach (var name in names) System.Runtime.InteropServices.Marshal.FreeCoTaskMem(name);
                for (var i = 0; i < fields.Length; i++) Duck.Native.duckdb_destroy_logical_type(ref fields[i]);
                return structure;
            case TypeKind.TypeNumeric: return Duck.Native.duckdb_create_decimal_type(38, 9);
            default: return Duck.Native.duckdb_create_logical_type((int)Scalar(type.TypeKind));
        }
    }

    private static DuckType Scalar(TypeKind kind) => kind switch
    {
        TypeKind.TypeInt64 => DuckType.BigInt,
        TypeKind.TypeDouble => DuckType.Double,
        TypeKind.TypeBool => DuckType.Boolean,
        TypeKind.TypeString or TypeKind.TypeJson => DuckType.Varchar,
        TypeKind.TypeBytes => DuckType.Blob,
        TypeKind.TypeDate => DuckType.Date,
        TypeKind.TypeTimestamp => DuckType.TimestampTz,
        TypeKind.TypeDatetime => DuckType.Timestamp,
        TypeKind.TypeTime => DuckType.Time,
        _ => throw Unsupported.Type(kind),
    };
}
