using Orchestrator.Model;
using Zetasql;

namespace Orchestrator.GoogleSql;

/// <summary>Columns of BigQuery's schema to types of the analyzer, and back.</summary>
public static class ColumnTypes
{
    private static readonly Dictionary<string, TypeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["STRING"] = TypeKind.TypeString,
        ["BYTES"] = TypeKind.TypeBytes,
        ["INT64"] = TypeKind.TypeInt64,
        ["FLOAT64"] = TypeKind.TypeDouble,
        ["NUMERIC"] = TypeKind.TypeNumeric,
        ["BIGNUMERIC"] = TypeKind.TypeBignumeric,
        ["BOOL"] = TypeKind.TypeBool,
        ["TIMESTAMP"] = TypeKind.TypeTimestamp,
        ["DATE"] = TypeKind.TypeDate,
        ["TIME"] = TypeKind.TypeTime,
        ["DATETIME"] = TypeKind.TypeDatetime,
        ["GEOGRAPHY"] = TypeKind.TypeGeography,
        ["JSON"] = TypeKind.TypeJson,
        ["INTERVAL"] = TypeKind.TypeInterval,
    };

    private static readonly Dictionary<TypeKind, string> Names = Kinds.ToDictionary(k => k.Value, k => k.Key);

    /// <summary>The analyzer's type of a column: an ARRAY when it is repeated, a STRUCT of its fields when it has some.</summary>
    /// <exception cref="ArgumentException">The type is not one of BigQuery's.</exception>
    public static TypeProto ToProto(Column column)
    {
        var element = Scalar(column);
        return column.Mode == ColumnMode.Repeated ? Array(element) : element;
    }

    /// <summary>An ARRAY of a type.</summary>
    public static TypeProto Array(TypeProto element) => new() { TypeKind = TypeKind.TypeArray, ArrayType = new ArrayTypeProto { ElementType = element } };

    /// <summary>A column with the analyzer's type. The elements of an ARRAY of ARRAY, which BigQuery has not, are refused.</summary>
    /// <exception cref="ArgumentException">BigQuery has no such type for a column.</exception>
    public static Column ToColumn(string name, TypeProto type) => type.TypeKind switch
    {
        TypeKind.TypeArray when type.ArrayType.ElementType.TypeKind == TypeKind.TypeArray => throw new ArgumentException($"Column {name} is an ARRAY of ARRAY; BigQuery has no such type: use an ARRAY of STRUCT.", nameof(type)),
        TypeKind.TypeArray => ToColumn(name, type.ArrayType.ElementType) with { Mode = ColumnMode.Repeated },
        _ => new Column(name, Name(type), Fields: type.TypeKind == TypeKind.TypeStruct ? [.. type.StructType.Field.Select(f => ToColumn(f.FieldName, f.FieldType))] : []),
    };

    /// <summary>The type's name in GoogleSQL, without element or field types.</summary>
    /// <exception cref="ArgumentException">BigQuery has no such type.</exception>
    public static string Name(TypeProto type) => type.TypeKind switch
    {
        TypeKind.TypeStruct => "STRUCT",
        TypeKind.TypeArray => "ARRAY",
        TypeKind.TypeRange => "RANGE",
        TypeKind.TypeInt32 => "INT64",
        TypeKind.TypeFloat => "FLOAT64",
        var kind => Names.TryGetValue(kind, out var name) ? name : throw new ArgumentException($"BigQuery has no type {kind}.", nameof(type)),
    };

    private static TypeProto Scalar(Column column)
    {
        var canonical = Column.CanonicalType(column.Type);
        if (canonical == "STRUCT")
        {
            var fields = new StructTypeProto();
            foreach (var field in column.Fields) fields.Field.Add(new StructFieldProto { FieldName = field.Name, FieldType = ToProto(field) });
            return new TypeProto { TypeKind = TypeKind.TypeStruct, StructType = fields };
        }
        return Kinds.TryGetValue(canonical, out var kind)
            ? new TypeProto { TypeKind = kind }
            : throw new ArgumentException($"Column {column.Name} has type '{column.Type}', which is not one of {string.Join(", ", Kinds.Keys)}, STRUCT.", nameof(column));
    }
}
