using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Engine;

/// <summary>A value for a parameter of a statement.</summary>
/// <param name="Name">The name without <c>@</c>; null for a positional one (<c>?</c>).</param>
/// <param name="Type">The type; its own name does not count. REPEATED is an ARRAY, STRUCT has fields.</param>
/// <param name="Value">The value as <c>insertAll</c> would take it: texts or JSON values, arrays, objects by field name; null is NULL.</param>
public sealed record QueryParameter(string? Name, Column Type, JsonNode? Value);

/// <summary>What happens when the destination of a query has rows already.</summary>
public enum WriteDisposition
{
    /// <summary>It is an error.</summary>
    WriteEmpty,

    /// <summary>Rows, and columns if they differ, are replaced.</summary>
    WriteTruncate,

    /// <summary>Rows are added.</summary>
    WriteAppend,
}

/// <summary>What happens when the destination of a query does not exist.</summary>
public enum CreateDisposition
{
    /// <summary>It is created.</summary>
    CreateIfNeeded,

    /// <summary>It is an error.</summary>
    CreateNever,
}

/// <summary>One GoogleSQL statement to run.</summary>
public sealed record StatementRequest
{
    /// <summary>The statement's text.</summary>
    public required string Sql { get; init; }

    /// <summary>The project of tables that are named without one.</summary>
    public required string Project { get; init; }

    /// <summary>The dataset of tables that are named without one; null when such names are an error.</summary>
    public DatasetId? DefaultDataset { get; init; }

    /// <summary>Values of parameters: all named or all positional.</summary>
    public IReadOnlyList<QueryParameter> Parameters { get; init; } = [];

    /// <summary>Where the rows of a query go; null only returns them.</summary>
    public TableReference? Destination { get; init; }

    /// <summary>What happens when the destination has rows already.</summary>
    public WriteDisposition WriteDisposition { get; init; } = WriteDisposition.WriteEmpty;

    /// <summary>What happens when the destination does not exist.</summary>
    public CreateDisposition CreateDisposition { get; init; } = CreateDisposition.CreateIfNeeded;

    /// <summary>The statement's "now"; null asks the warehouse's clock.</summary>
    public Instant? Now { get; init; }
}
