using Zetasql;
using Zetasql.Internal;

namespace Orchestrator.GoogleSql;

/// <summary>Functions of BigQuery that are newer than the analyzer's binary, declared to it by their signatures. In the tree each is named <c>ZetaSQL:name</c>, as built-in ones are.</summary>
public static class NewerFunctions
{
    private static readonly FunctionArgumentTypeProto Any1 = Kind(SignatureArgumentKind.ArgTypeAny1);
    private static readonly FunctionArgumentTypeProto Any2 = Kind(SignatureArgumentKind.ArgTypeAny2);
    private static readonly FunctionArgumentTypeProto Arbitrary = Kind(SignatureArgumentKind.ArgTypeArbitrary);
    private static readonly FunctionArgumentTypeProto Text = Fixed(TypeKind.TypeString);
    private static readonly FunctionArgumentTypeProto Integer = Fixed(TypeKind.TypeInt64);
    private static readonly FunctionArgumentTypeProto Float = Fixed(TypeKind.TypeDouble);
    private static readonly FunctionArgumentTypeProto Bool = Fixed(TypeKind.TypeBool);
    private static readonly FunctionArgumentTypeProto Json = Fixed(TypeKind.TypeJson);
    private static readonly FunctionArgumentTypeProto Texts = FixedArray(TypeKind.TypeString);
    private static readonly FunctionArgumentTypeProto Floats = FixedArray(TypeKind.TypeDouble);

    /// <summary>Every one of them.</summary>
    public static IReadOnlyList<FunctionProto> All { get; } =
    [
        Aggregate("max_by", Signature(Any1, Any1, Any2)),
        Aggregate("min_by", Signature(Any1, Any1, Any2)),
        Scalar("contains_substr", Signature(Bool, Arbitrary, Text)),
        Scalar("edit_distance", Signature(Integer, Text, Text)),
        Scalar("cosine_distance", Signature(Float, Floats, Floats)),
        Scalar("euclidean_distance", Signature(Float, Floats, Floats)),
        Scalar("json_keys", Signature(Texts, Json), Signature(Texts, Json, Integer)),
    ];

    /// <summary>An argument or result of one type.</summary>
    public static FunctionArgumentTypeProto Fixed(TypeKind kind)
    {
        var argument = Kind(SignatureArgumentKind.ArgTypeFixed);
        argument.Type = new TypeProto { TypeKind = kind };
        return argument;
    }

    private static FunctionArgumentTypeProto FixedArray(TypeKind element)
    {
        var argument = Kind(SignatureArgumentKind.ArgTypeFixed);
        argument.Type = ColumnTypes.Array(new TypeProto { TypeKind = element });
        return argument;
    }

    private static FunctionArgumentTypeProto Kind(SignatureArgumentKind kind) => new()
    {
        Kind = kind,
        NumOccurrences = -1,
        Options = new FunctionArgumentTypeOptionsProto { Cardinality = FunctionEnums.Types.ArgumentCardinality.Required },
    };

    private static FunctionSignatureProto Signature(FunctionArgumentTypeProto result, params FunctionArgumentTypeProto[] arguments) =>
        new() { ReturnType = result, Argument = { arguments } };

    private static FunctionProto Scalar(string name, params FunctionSignatureProto[] signatures) => Function(name, FunctionEnums.Types.Mode.Scalar, signatures);

    private static FunctionProto Aggregate(string name, params FunctionSignatureProto[] signatures)
    {
        var function = Function(name, FunctionEnums.Types.Mode.Aggregate, signatures);
        function.Options = new FunctionOptionsProto { SupportsOverClause = true, SupportsWindowFraming = true, WindowOrderingSupport = FunctionEnums.Types.WindowOrderSupport.OrderOptional };
        return function;
    }

    // The group "ZetaSQL" makes error texts read like those of built-in functions.
    private static FunctionProto Function(string name, FunctionEnums.Types.Mode mode, FunctionSignatureProto[] signatures) =>
        new() { NamePath = { name }, Group = "ZetaSQL", Mode = mode, Signature = { signatures } };
}
