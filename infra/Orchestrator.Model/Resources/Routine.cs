namespace Orchestrator.Model;

/// <summary>
/// A routine of a dataset, written in GoogleSQL: a function, a table function or a procedure. The file <c>sql/&lt;dataset&gt;/&lt;name&gt;.routine.sql</c>
/// holds its body: an expression, a query, or statements. Routines have a namespace of their own: one may have the name of a table.
/// </summary>
public sealed record Routine
{
    /// <summary>The dataset that holds it.</summary>
    public required Dataset Dataset { get; init; }

    /// <summary>Its name inside the dataset: letters, digits and underscores, at most 256.</summary>
    public required string Name { get; init; }

    /// <summary>Plain words for people. Default: none.</summary>
    public string? Description { get; init; }

    /// <summary>What it is. Default: a function that returns one value.</summary>
    public RoutineKind Kind { get; init; } = RoutineKind.Function;

    /// <summary>The arguments, in order. Default: none.</summary>
    public IReadOnlyList<RoutineArgument> Arguments { get; init; } = [];

    /// <summary>The type that a function returns, as GoogleSQL writes it. Default: none, then BigQuery infers it at every call. Meaningless for the other kinds.</summary>
    public string? Returns { get; init; }

    /// <summary><c>dataset.name</c>.</summary>
    public string Path => $"{Dataset.Id}.{Name}";

    /// <summary><c>routine/dataset.name</c>.</summary>
    public ResourceId ResourceId => new(ResourceKind.Routine, Path);
}

/// <summary>The kinds of routines that a pipeline can declare.</summary>
public enum RoutineKind
{
    /// <summary>A function that returns one value; its body is an expression.</summary>
    Function,

    /// <summary>A function that returns rows; its body is a query.</summary>
    TableFunction,

    /// <summary>Statements that are called; its body is a statement list, with or without BEGIN and END.</summary>
    Procedure,
}

/// <summary>An argument of a routine.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as GoogleSQL writes it: <c>INT64</c>, <c>ARRAY&lt;STRUCT&lt;id INT64&gt;&gt;</c>, <c>ANY TYPE</c> for a function.</param>
/// <param name="Mode">Whether a procedure reads or writes it; functions only read.</param>
public sealed record RoutineArgument(string Name, string Type, ArgumentMode Mode = ArgumentMode.In);

/// <summary>Whether a procedure reads or writes an argument.</summary>
public enum ArgumentMode
{
    /// <summary>It reads it.</summary>
    In,

    /// <summary>It writes it.</summary>
    Out,

    /// <summary>It does both.</summary>
    InOut,
}
