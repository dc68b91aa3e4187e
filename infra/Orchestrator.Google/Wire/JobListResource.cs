using System.Text.Json.Serialization;

namespace Orchestrator.Google;

/// <summary>A page of <c>jobs.list</c>.</summary>
internal sealed record JobList(IReadOnlyList<ListedJob>? Jobs, string? NextPageToken);

/// <summary>A job as a list with <c>projection=full</c> shows it.</summary>
internal sealed record ListedJob(JobReferenceResource? JobReference, ListedConfiguration? Configuration, ListedStatistics? Statistics, JobStatusResource? Status);

/// <summary>What a listed job does.</summary>
internal sealed record ListedConfiguration(ListedQuery? Query);

/// <summary>The statement of a listed query job.</summary>
internal sealed record ListedQuery(string? Query);

/// <summary>When a listed job was created, milliseconds since the epoch.</summary>
internal sealed record ListedStatistics([property: JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] long? CreationTime);
