using System.Text.Json.Nodes;

namespace Orchestrator.Google;

/// <summary>A job of Cloud Scheduler v1.</summary>
internal sealed record SchedulerJob
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Schedule { get; init; }

    public string? TimeZone { get; init; }

    public string? State { get; init; }

    public string? AttemptDeadline { get; init; }

    public SchedulerRetryConfig? RetryConfig { get; init; }

    public SchedulerHttpTarget? HttpTarget { get; init; }

    public string? UserUpdateTime { get; init; }

    public string? ScheduleTime { get; init; }

    public string? LastAttemptTime { get; init; }

    public SchedulerStatus? Status { get; init; }

    public JsonObject? PubsubTarget { get; init; }

    public JsonObject? AppEngineHttpTarget { get; init; }
}

/// <summary>The target's answer to the last attempt; protobuf's JSON leaves out a code of 0.</summary>
internal sealed record SchedulerStatus(int? Code, string? Message);

/// <summary>What happens after a failed attempt.</summary>
internal sealed record SchedulerRetryConfig
{
    public int? RetryCount { get; init; }

    public string? MaxRetryDuration { get; init; }

    public string? MinBackoffDuration { get; init; }

    public string? MaxBackoffDuration { get; init; }

    public int? MaxDoublings { get; init; }
}

/// <summary>The request that a job sends; <see cref="Body"/> is base64.</summary>
internal sealed record SchedulerHttpTarget
{
    public string? Uri { get; init; }

    public string? HttpMethod { get; init; }

    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    public string? Body { get; init; }

    public SchedulerOauthToken? OauthToken { get; init; }

    public SchedulerOidcToken? OidcToken { get; init; }
}

/// <summary>The token for targets under googleapis.com.</summary>
internal sealed record SchedulerOauthToken(string? ServiceAccountEmail, string? Scope);

/// <summary>The token for every other target.</summary>
internal sealed record SchedulerOidcToken(string? ServiceAccountEmail, string? Audience);

/// <summary>One page of <c>jobs.list</c>.</summary>
internal sealed record SchedulerJobList(IReadOnlyList<SchedulerJob>? Jobs, string? NextPageToken);
