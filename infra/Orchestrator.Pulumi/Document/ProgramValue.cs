using System.Collections.Immutable;

namespace Orchestrator.Pulumi;

/// <summary>A value of the program. What is literal and what is a reference are different types, so text of a pipeline never becomes a reference.</summary>
internal abstract record ProgramValue
{
    private ProgramValue()
    {
    }

    public static implicit operator ProgramValue(string literal) => new Text([new Part.Literal(literal)]);

    public static implicit operator ProgramValue(bool value) => new Flag(value);

    public static implicit operator ProgramValue(long value) => new Number(value);

    /// <summary>A whole value that another resource or the stack's configuration gives: <c>${path}</c>.</summary>
    public static ProgramValue Reference(string path) => new Text([new Part.Reference(path)]);

    /// <summary>A list of literals.</summary>
    public static ProgramValue Names(IEnumerable<string> names) => new List([.. names.Select(n => (ProgramValue)n)]);

    public sealed record Text(ImmutableArray<Part> Parts) : ProgramValue;

    public sealed record Flag(bool Value) : ProgramValue;

    public sealed record Number(long Value) : ProgramValue;

    public sealed record List(ImmutableArray<ProgramValue> Items) : ProgramValue;

    /// <summary>Members in the order in which they are written; one with the value null is left out.</summary>
    public sealed record Map(params (string Name, ProgramValue? Value)[] Members) : ProgramValue;

    /// <summary>One of Pulumi's functions, for example <c>fn::toBase64</c>.</summary>
    public sealed record Function(string Name, ProgramValue Argument) : ProgramValue;
}

/// <summary>A part of a text.</summary>
internal abstract record Part
{
    private Part()
    {
    }

    /// <summary>Characters that mean themselves.</summary>
    public sealed record Literal(string Characters) : Part;

    /// <summary>What Pulumi puts in: <c>${path}</c>.</summary>
    public sealed record Reference(string Path) : Part;
}
