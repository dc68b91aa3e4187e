namespace Orchestrator.Google;

/// <summary>A dataset of BigQuery v2.</summary>
internal sealed record DatasetResource
{
    public DatasetReferenceResource? DatasetReference { get; init; }

    public string? Location { get; init; }

    public string? Description { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}

/// <summary>The name of a dataset.</summary>
internal sealed record DatasetReferenceResource(string? ProjectId, string? DatasetId);
