using System.Globalization;
using System.Numerics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Orchestrator.Engine.Values;
using Zetasql;

namespace Engine.Tests.Oracle;

/// <summary>Values for the evaluator, and values of both engines as comparable texts.</summary>
internal static class OracleValues
{
    public static ValueProto Of(object? value, TypeProto type)
    {
        var proto = new ValueProto();
        switch (value)
        {
            case null: break;
            case long v: proto.Int64Value = v; break;
            case double v: proto.DoubleValue = v; break;
            case bool v: proto.BoolValue = v; break;
            case byte[] v: proto.BytesValue = ByteString.CopyFrom(v); break;
            case string v when type.TypeKind == TypeKind.TypeJson: proto.JsonValue = v; break;
            case string v: proto.StringValue = v; break;
            case LocalDate v: proto.DateValue = Civil.Days(v); break;
            case Instant v:
                var micros = Civil.Micros(v);
                var seconds = (long)Math.Floor(micros / 1e6);
                proto.TimestampValue = new Timestamp { Seconds = seconds, Nanos = (int)(micros - seconds * 1_000_000) * 1000 };
                break;
            case LocalDateTime v: proto.DatetimeValue = new ValueProto.Types.Datetime { BitFieldDatetimeSeconds = ((long)v.Year << 26) | ((long)v.Month << 22) | ((long)v.Day << 17) | ((long)v.Hour << 12) | ((long)v.Minute << 6) | (long)v.Second, Nanos = v.NanosecondOfSecond }; break;
            case LocalTime v: proto.TimeValue = ((long)v.Hour << 42) | ((long)v.Minute << 36) | ((long)v.Second << 30) | (long)v.NanosecondOfSecond; break;
            case Numeric v: proto.NumericValue = ByteString.CopyFrom(((BigInteger)v.Units).ToByteArray()); break;
            case object?[] v when type.TypeKind == TypeKind.TypeArray: proto.ArrayValue = new ValueProto.Types.Array { Element = { v.Select(e => Of(e, type.ArrayType.ElementType)) } }; break;
            case object?[] v: proto.StructValue = new ValueProto.Types.Struct { Field = { v.Select((f, i) => Of(f, type.StructType.Field[i].FieldType)) } }; break;
            default: throw new ArgumentException(value.GetType().Name, nameof(value));
        }
        return proto;
    }

    public static string Text(object? value) => value switch
    {
        null => "NULL",
        double v => v == 0 ? "0" : double.IsFinite(v) ? v.ToString("G13", CultureInfo.InvariantCulture) : v.ToString(CultureInfo.InvariantCulture),
        string or Numeric => $"'{value}'",
        byte[] v => Convert.ToHexString(v),
        object?[] v => $"[{string.Join(", ", v.Select(Text))}]",
        LocalDate v => CivilText.Text(v),
        LocalDateTime v => CivilText.Text(v),
        LocalTime v => CivilText.Text(v),
        Instant v => CivilText.Text(v),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
