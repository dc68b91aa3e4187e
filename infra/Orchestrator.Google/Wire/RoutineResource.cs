using System.Text.Json.Nodes;

namespace Orchestrator.Google;

/// <summary>A routine of BigQuery v2.</summary>
internal sealed record RoutineResource
{
    public string? Etag { get; init; }

    public RoutineReferenceResource? RoutineReference { get; init; }

    public string? RoutineType { get; init; }

    public string? Language { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<RoutineArgumentResource>? Arguments { get; init; }

    public JsonObject? ReturnType { get; init; }

    public string? DefinitionBody { get; init; }
}

/// <summary>The name of a routine.</summary>
internal sealed record RoutineReferenceResource(string? ProjectId, string? DatasetId, string? RoutineId);

/// <summary>An argument: its type is a StandardSqlDataType, absent when any type will do.</summary>
internal sealed record RoutineArgumentResource
{
    public string? Name { get; init; }

    public string? ArgumentKind { get; init; }

    public string? Mode { get; init; }

    public JsonObject? DataType { get; init; }
}

/// <summary>One page of <c>routines.list</c>, which gives less than <c>routines.get</c>.</summary>
internal sealed record RoutineList(IReadOnlyList<RoutineResource>? Routines, string? NextPageToken);
