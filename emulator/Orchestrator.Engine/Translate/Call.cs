using Google.Protobuf;
using Orchestrator.GoogleSql;
using Zetasql;

namespace Orchestrator.Engine.Translate;

/// <summary>One call of a scalar function: its arguments as DuckDB SQL, and what the translation of a function asks about them.</summary>
internal class Call(Translator translator, ResolvedFunctionCallBaseProto call)
{
    private readonly IReadOnlyList<IMessage> _arguments = call.ArgumentList.Count > 0 ? [.. call.ArgumentList] : [.. call.GenericArgumentList.Select(g => (IMessage?)g.Expr ?? throw Unsupported.Function(call.Function.Name))];
    private string[]? _sql;

    /// <summary>The function's name without its group.</summary>
    public string Name { get; } = call.Function.Name[(call.Function.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public Translator Translator => translator;

    public TypeProto Type => call.Parent.Type;

    public TypeKind Kind => Type.TypeKind;

    public int Count => _arguments.Count;

    public string this[int index] => All[index];

    /// <summary>The arguments as SQL.</summary>
    public string[] All => _sql ??= [.. _arguments.Select(translator.Expression)];

    public TypeProto TypeOf(int index) => Translator.TypeOf(_arguments[index]);

    public TypeKind KindOf(int index) => TypeOf(index).TypeKind;

    /// <summary>The argument's literal value, or null.</summary>
    public ValueProto? Literal(int index) => ResolvedTree.Unwrap(_arguments[index]) is ResolvedLiteralProto literal ? literal.Value.Value : null;

    /// <summary>The elements of an array that is the same for all rows, a literal or a parameter; null when it is neither, or is NULL.</summary>
    public IReadOnlyList<object?>? ConstantArray(int index) => ResolvedTree.Unwrap(_arguments[index]) switch
    {
        ResolvedLiteralProto literal => Literals.Value(literal.Value.Value, literal.Parent.Type) as object?[],
        ResolvedParameterProto parameter => translator.ParameterValue(parameter) as IReadOnlyList<object?>,
        _ => null,
    };

    /// <summary>Whether the argument is a column, which costs nothing to name twice.</summary>
    public bool IsColumn(int index) => ResolvedTree.Unwrap(_arguments[index]) is ResolvedColumnRefProto;

    public string LiteralText(int index) => Literal(index)?.StringValue ?? throw Unsupported.What($"{Name.ToUpperInvariant()} with an argument {index + 1} that is not a literal");

    public DatePart Part(int index) => (DatePart)(Literal(index) ?? throw Unsupported.What($"{Name.ToUpperInvariant()} with a part that is not a literal")).EnumValue;

    /// <summary>A call of a DuckDB function with all arguments.</summary>
    public string As(string function) => $"{function}({string.Join(", ", All)})";

    public string Infix(string op) => $"({All[0]} {op} {All[1]})";

    /// <summary>The argument, or another text when the call has fewer.</summary>
    public string Or(int index, string missing) => index < Count ? All[index] : missing;
}

/// <summary>One call of an aggregate or window function.</summary>
internal sealed class AggregateCall(Translator translator, ResolvedFunctionCallBaseProto call) : Call(translator, call)
{
    public string Distinct { get; init; } = "";

    public bool IgnoreNulls { get; init; }

    public bool RespectNulls { get; init; }

    public string Order { get; init; } = "";

    public string? Limit { get; init; }

    public (bool Max, string By)? Having { get; init; }

    /// <summary>The OVER clause; empty for an aggregate of groups.</summary>
    public string Over { get; init; } = "";
}

/// <summary>GoogleSQL's parts of dates and times; their numbers are those of the analyzer's literals.</summary>
internal enum DatePart
{
    Year = 1,
    Month,
    Day,
    DayOfWeek,
    DayOfYear,
    Quarter,
    Hour,
    Minute,
    Second,
    Millisecond,
    Microsecond,
    Nanosecond,
    Date,
    Week,
    Datetime,
    Time,
    IsoYear,
    IsoWeek,
    WeekMonday,
    WeekTuesday,
    WeekWednesday,
    WeekThursday,
    WeekFriday,
    WeekSaturday,
}
