using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>The request of <c>jobs.query</c>.</summary>
internal sealed record QueryRequest
{
    public required string Query { get; init; }

    public bool UseLegacySql { get; init; }

    public string? ParameterMode { get; init; }

    public IReadOnlyList<QueryParameterResource>? QueryParameters { get; init; }

    public string? MaximumBytesBilled { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public string? RequestId { get; init; }

    public int? TimeoutMs { get; init; }

    public FormatOptionsResource? FormatOptions { get; init; }
}

/// <summary>How values are written: timestamps as whole microseconds rather than rounded doubles.</summary>
internal sealed record FormatOptionsResource(bool UseInt64Timestamp);

/// <summary>A named parameter.</summary>
internal sealed record QueryParameterResource(string Name, ParameterTypeResource ParameterType, ParameterValueResource ParameterValue);

/// <summary>A scalar type, or an array of one.</summary>
internal sealed record ParameterTypeResource(string Type, ParameterTypeResource? ArrayType = null);

/// <summary>A scalar value, or the elements of an array.</summary>
internal sealed record ParameterValueResource(string? Value, IReadOnlyList<ParameterValueResource>? ArrayValues = null);

/// <summary>The answer of <c>jobs.query</c> and <c>jobs.getQueryResults</c>.</summary>
internal sealed record QueryResponse
{
    public bool? JobComplete { get; init; }

    public JobReferenceResource? JobReference { get; init; }

    public SchemaResource? Schema { get; init; }

    public IReadOnlyList<RowResource>? Rows { get; init; }

    public string? PageToken { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesProcessed { get; init; }

    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? NumDmlAffectedRows { get; init; }
}

/// <summary>A job's name and place.</summary>
internal sealed record JobReferenceResource(string? ProjectId, string? JobId, string? Location);

/// <summary>A row: values in schema order.</summary>
internal sealed record RowResource(IReadOnlyList<CellResource>? F);

/// <summary>A value: text, null, a list of <c>{v}</c> or <c>{f:[...]}</c>.</summary>
internal sealed record CellResource(JsonElement V);

/// <summary>A job of <c>jobs.insert</c>.</summary>
internal sealed record BigQueryJob
{
    public JobConfigurationResource? Configuration { get; init; }

    public JobStatusResource? Status { get; init; }

    public JobStatisticsResource? Statistics { get; init; }
}

/// <summary>The answer of <c>jobs.cancel</c>, which says that the job was asked to stop, not that it has.</summary>
internal sealed record JobCancelResponse(BigQueryJob? Job);

/// <summary>What a job does.</summary>
internal sealed record JobConfigurationResource(bool DryRun, QueryRequest Query)
{
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <summary>How a job ended.</summary>
internal sealed record JobStatusResource(string? State, ErrorProto? ErrorResult);

/// <summary>What a job used.</summary>
internal sealed record JobStatisticsResource(QueryStatisticsResource? Query);

/// <summary>What a query used, or in a dry run would use.</summary>
internal sealed record QueryStatisticsResource
{
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public long? TotalBytesProcessed { get; init; }

    public string? StatementType { get; init; }

    public SchemaResource? Schema { get; init; }

    public IReadOnlyList<TableReferenceResource>? ReferencedTables { get; init; }
}
