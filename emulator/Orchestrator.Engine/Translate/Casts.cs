using Orchestrator.Engine.Values;
using Zetasql;

namespace Orchestrator.Engine.Translate;

/// <summary>CAST. Whatever reads or writes text, and FLOAT64 to NUMERIC, is a C# function: DuckDB's own rules differ from GoogleSQL's.</summary>
internal static class Casts
{
    private static readonly Dictionary<TypeKind, string> Words = new()
    {
        [TypeKind.TypeInt64] = "int64",
        [TypeKind.TypeDouble] = "float64",
        [TypeKind.TypeBool] = "bool",
        [TypeKind.TypeNumeric] = "numeric",
        [TypeKind.TypeDate] = "date",
        [TypeKind.TypeDatetime] = "datetime",
        [TypeKind.TypeTime] = "time",
        [TypeKind.TypeTimestamp] = "timestamp",
    };

    public static string Of(Translator translator, ResolvedCastProto cast)
    {
        var zone = cast.TimeZone is null ? "'UTC'" : translator.Expression(cast.TimeZone);
        if (cast.TypeModifiers?.TypeParameters is { } parameters && parameters.CalculateSize() > 0) throw Unsupported.What("CAST to a type with parameters");
        var value = translator.Expression(cast.Expr);
        var from = Translator.TypeOf(cast.Expr);
        var sql = cast.Format is null ? Of(value, from, cast.Parent.Type, zone) : throw Unsupported.What("CAST with FORMAT: use FORMAT_DATE, FORMAT_TIMESTAMP or PARSE_DATE");
        return cast.ReturnNullOnError ? $"TRY({sql})" : sql;
    }

    public static string Of(string value, TypeProto from, TypeProto to, string zone = "'UTC'")
    {
        switch (from.TypeKind, to.TypeKind)
        {
            case (TypeKind.TypeArray, TypeKind.TypeArray) when DuckTypes.Of(from) != DuckTypes.Of(to):
                return $"list_transform({value}, lambda e: {Of("e", from.ArrayType.ElementType, to.ArrayType.ElementType, zone)})";
            case (TypeKind.TypeStruct, TypeKind.TypeStruct) when DuckTypes.Of(from) != DuckTypes.Of(to):
                return $"CASE WHEN {value} IS NOT NULL THEN struct_pack({string.Join(", ", to.StructType.Field.Select((f, i) => $"_{i + 1} := {Of($"({value})._{i + 1}", from.StructType.Field[i].FieldType, f.FieldType, zone)}"))}) END";
            case (TypeKind.TypeDouble, TypeKind.TypeInt64): return $"bq_float64_to_int64({value})";
            case (TypeKind.TypeNumeric, TypeKind.TypeInt64): return $"bq_numeric_to_int64({value})";
            case (TypeKind.TypeDouble, TypeKind.TypeNumeric): return $"bq_float64_to_numeric({value})";
            case (TypeKind.TypeNumeric, TypeKind.TypeDouble): return $"bq_numeric_to_float64({value})";
            case (TypeKind.TypeString, TypeKind.TypeBytes): return $"encode({value})";
            case (TypeKind.TypeBytes, TypeKind.TypeString): return $"bq_bytes_to_string({value})";
            case (TypeKind.TypeString, TypeKind.TypeTimestamp): return $"bq_string_to_timestamp({value}, {zone})";
            case (TypeKind.TypeTimestamp, TypeKind.TypeString): return $"bq_timestamp_to_string({value}, {zone})";
            case (TypeKind.TypeInt64 or TypeKind.TypeBool, TypeKind.TypeString): return $"CAST({value} AS VARCHAR)";
            case (TypeKind.TypeString, var k) when Words.TryGetValue(k, out var word): return $"bq_string_to_{word}({value})";
            case (var k, TypeKind.TypeString) when Words.TryGetValue(k, out var word): return $"bq_{word}_to_string({value})";
            case (TypeKind.TypeTimestamp, TypeKind.TypeDate): return $"CAST({Civils.Local(value, zone)} AS DATE)";
            case (TypeKind.TypeTimestamp, TypeKind.TypeTime): return $"CAST({Civils.Local(value, zone)} AS TIME)";
            case (TypeKind.TypeTimestamp, TypeKind.TypeDatetime): return Civils.Local(value, zone);
            case (TypeKind.TypeDate, TypeKind.TypeTimestamp): return Civils.Instant($"CAST({value} AS TIMESTAMP)", zone);
            case (TypeKind.TypeDatetime, TypeKind.TypeTimestamp): return Civils.Instant(value, zone);
            case (TypeKind.TypeInterval, TypeKind.TypeString) or (TypeKind.TypeString, TypeKind.TypeInterval): throw Unsupported.What("CAST between INTERVAL and STRING");
            case var (a, b) when a == b: return value;
            default: return $"CAST({value} AS {DuckTypes.Of(to)})";
        }
    }
}
