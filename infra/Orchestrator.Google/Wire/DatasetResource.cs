using System.Text.Json.Nodes;

namespace Orchestrator.Google;

/// <summary>A dataset of BigQuery v2.</summary>
internal sealed record DatasetResource
{
    public string? Etag { get; init; }

    public DatasetReferenceResource? DatasetReference { get; init; }

    public string? Location { get; init; }

    public string? Description { get; init; }

    public string? FriendlyName { get; init; }

    public long? DefaultTableExpirationMs { get; init; }

    public long? DefaultPartitionExpirationMs { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public IReadOnlyList<JsonObject>? Access { get; init; }
}

/// <summary>The name of a dataset.</summary>
internal sealed record DatasetReferenceResource(string? ProjectId, string? DatasetId);
