using System.Buffers.Binary;
using System.Numerics;
using NodaTime;
using Orchestrator.Engine.Values;
using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.Engine.Translate;

/// <summary>Values as DuckDB SQL: literals of the tree, and values of parameters.</summary>
internal static class Literals
{
    public static string Of(ValueProto value, TypeProto type) => type.TypeKind == TypeKind.TypeEnum
        ? StorageSql.Text(((DatePart)value.EnumValue).ToString())
        : Of(Value(value, type), type);

    /// <summary>A value of the engine as SQL of exactly its type.</summary>
    public static string Of(object? value, TypeProto type) => value switch
    {
        null => $"CAST(NULL AS {DuckTypes.Of(type)})",
        long number => $"CAST({number} AS BIGINT)",
        double number => $"CAST('{Floats.Text(number)}' AS DOUBLE)",
        bool flag => flag ? "true" : "false",
        string text => StorageSql.Text(text),
        byte[] bytes => $"unhex('{Convert.ToHexString(bytes)}')",
        LocalDate date => $"(DATE '1970-01-01' + {Civil.Days(date)})",
        LocalTime time => $"TIME '{CivilText.Text(time)}'",
        LocalDateTime time => $"make_timestamp({Civil.Micros(time)})",
        Instant instant => $"make_timestamptz({Civil.Micros(instant)})",
        Numeric number => $"CAST('{number}' AS DECIMAL(38,9))",
        Values.Interval interval => $"(to_months({interval.Months}) + to_days({interval.Days}) + to_microseconds({interval.Micros}))",
        IReadOnlyList<object?> items when type.TypeKind == TypeKind.TypeArray => $"CAST([{string.Join(", ", items.Select(i => Of(i, type.ArrayType.ElementType)))}] AS {DuckTypes.Of(type)})",
        IReadOnlyList<object?> fields => $"struct_pack({string.Join(", ", fields.Select((f, i) => $"_{i + 1} := {Of(f, type.StructType.Field[i].FieldType)}"))})",
        _ => throw Unsupported.Type(type.TypeKind),
    };

    /// <summary>A parameter's value as a value of the engine.</summary>
    public static object? Value(QueryParameter parameter)
    {
        try
        {
            return JsonValues.Read(parameter.Value, parameter.Type with { Mode = parameter.Type.Mode == ColumnMode.Required ? ColumnMode.Nullable : parameter.Type.Mode }, parameter.Name ?? "?", ignoreUnknown: false);
        }
        catch (JsonValueException e)
        {
            throw new QueryException("invalidQuery", $"Invalid value of query parameter {parameter.Name ?? "?"}: {e.Message}");
        }
    }

    /// <summary>A value of the analyzer's messages as a value of the engine.</summary>
    public static object? Value(ValueProto value, TypeProto type) => value.ValueCase == ValueProto.ValueOneofCase.None ? null : type.TypeKind switch
    {
        TypeKind.TypeInt64 => value.Int64Value,
        TypeKind.TypeDouble => value.DoubleValue,
        TypeKind.TypeBool => value.BoolValue,
        TypeKind.TypeString => value.StringValue,
        TypeKind.TypeBytes => value.BytesValue.ToByteArray(),
        TypeKind.TypeDate => Civil.Date(value.DateValue),
        TypeKind.TypeTimestamp => Civil.Instant(value.TimestampValue.Seconds * 1_000_000 + value.TimestampValue.Nanos / 1000),
        TypeKind.TypeDatetime => DateTime(value.DatetimeValue),
        TypeKind.TypeTime => Time(value.TimeValue),
        TypeKind.TypeNumeric => new Numeric((Int128)new BigInteger(value.NumericValue.Span)),
        TypeKind.TypeInterval => Interval(value.IntervalValue.Span),
        TypeKind.TypeJson => JsonText.Canonical(value.JsonValue),
        TypeKind.TypeArray => value.ArrayValue.Element.Select(e => Value(e, type.ArrayType.ElementType)).ToArray(),
        TypeKind.TypeStruct => value.StructValue.Field.Select((f, i) => Value(f, type.StructType.Field[i].FieldType)).ToArray(),
        var kind => throw Unsupported.Type(kind),
    };

    // Microseconds, days, then months above 13 bits of which ten are nanoseconds, with the sign of the months on top; all little-endian.
    private static Values.Interval Interval(ReadOnlySpan<byte> bytes)
    {
        var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[12..]);
        if ((high & 0x3ff) != 0) throw Unsupported.What("an INTERVAL with nanoseconds");
        var months = (int)((high & 0x7fffe000) >> 13);
        return new((high & 0x80000000) == 0 ? months : -months, BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]), BinaryPrimitives.ReadInt64LittleEndian(bytes));
    }

    private static LocalDateTime DateTime(ValueProto.Types.Datetime value)
    {
        var bits = value.BitFieldDatetimeSeconds;
        return new LocalDateTime((int)(bits >> 26), (int)(bits >> 22 & 15), (int)(bits >> 17 & 31), (int)(bits >> 12 & 31), (int)(bits >> 6 & 63), (int)(bits & 63)).PlusTicks(value.Nanos / 1000 * 10L);
    }

    private static LocalTime Time(long bits) => new LocalTime((int)(bits >> 42 & 31), (int)(bits >> 36 & 63), (int)(bits >> 30 & 63)).PlusTicks((bits & 0x3fffffff) / 1000 * 10);
}
