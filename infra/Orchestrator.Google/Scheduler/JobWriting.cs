using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A declared job as Cloud Scheduler's resource, and the mask of an update.</summary>
internal static class JobWriting
{
    /// <summary>The whole resource. Defaults are written out, so that an update whose mask names them restores them.</summary>
    /// <param name="desired">The declared state.</param>
    /// <param name="fullName"><c>projects/P/locations/L/jobs/J</c>.</param>
    public static SchedulerJob Resource(ResourceState desired, string fullName)
    {
        var properties = desired.Properties;
        return new()
        {
            Name = fullName,
            Description = properties.GetValueOrDefault("description"),
            Schedule = properties.GetValueOrDefault("schedule"),
            TimeZone = properties.GetValueOrDefault("timeZone"),
            AttemptDeadline = properties.GetValueOrDefault("attemptDeadline"),
            RetryConfig = new()
            {
                RetryCount = Number(properties, "retryConfig.retryCount", JobDefaults.RetryCount),
                MaxRetryDuration = properties.GetValueOrDefault("retryConfig.maxRetryDuration", JobDefaults.MaxRetryDuration),
                MinBackoffDuration = properties.GetValueOrDefault("retryConfig.minBackoffDuration", JobDefaults.MinBackoffDuration),
                MaxBackoffDuration = properties.GetValueOrDefault("retryConfig.maxBackoffDuration", JobDefaults.MaxBackoffDuration),
                MaxDoublings = Number(properties, "retryConfig.maxDoublings", JobDefaults.MaxDoublings),
            },
            HttpTarget = Http(properties),
        };
    }

    /// <summary>The resource as JSON.</summary>
    public static JsonObject Json(SchedulerJob job) => JsonSerializer.SerializeToNode(job, GoogleJson.Default.SchedulerJob)!.AsObject();

    /// <summary>The fields that hold the properties: a map (headers, body) and a change of the kind of token or target name their parents.</summary>
    /// <param name="change">The change.</param>
    /// <param name="live">The job as the service has it now.</param>
    public static IReadOnlyList<string> Mask(Change change, SchedulerJob live)
    {
        var changed = change.Differences.Select(d => d.Property).Where(p => p != "state").ToList();
        if (live.HttpTarget is null && changed.Any(p => p.StartsWith("httpTarget.", StringComparison.Ordinal)))
            changed = [.. changed.Where(p => !p.Contains("Target.", StringComparison.Ordinal)), "httpTarget"];
        var desired = change.Desired.Properties;
        var tokens = desired.Keys.Where(p => Field(p).EndsWith("Token", StringComparison.Ordinal)).Select(Field).ToHashSet(StringComparer.Ordinal);
        var otherToken = !tokens.SetEquals(Tokens(live));
        // An audience that was the old address is the new one from now on.
        if (changed.Contains("httpTarget.uri") && !otherToken && live.HttpTarget is { OidcToken.Audience: { } audience, Uri: var uri } && audience == uri)
            changed.Add("httpTarget.oidcToken.audience");
        return [.. changed.SelectMany(p => Paths(p, otherToken)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Paths(string property, bool otherToken) => property switch
    {
        _ when property.StartsWith("httpTarget.headers.", StringComparison.Ordinal) => ["httpTarget.headers"],
        _ when property.StartsWith("httpTarget.body", StringComparison.Ordinal) => ["httpTarget.body"],
        _ when otherToken && Field(property).EndsWith("Token", StringComparison.Ordinal) => ["httpTarget.oauthToken", "httpTarget.oidcToken"],
        _ => [property],
    };

    private static IEnumerable<string> Tokens(SchedulerJob live)
    {
        if (live.HttpTarget?.OauthToken is not null) yield return "httpTarget.oauthToken";
        if (live.HttpTarget?.OidcToken is not null) yield return "httpTarget.oidcToken";
    }

    // httpTarget.oidcToken.audience -> httpTarget.oidcToken; a token's own fields are one level deep.
    private static string Field(string property) => property.LastIndexOf('.') is var dot and > 0 ? property[..dot] : property;

    private static SchedulerHttpTarget? Http(PropertyDictionary properties)
    {
        if (properties.GetValueOrDefault("httpTarget.uri") is not { } uri) return null;
        const string headers = "httpTarget.headers.";
        var sent = properties.Where(p => p.Key.StartsWith(headers, StringComparison.Ordinal)).ToDictionary(p => p.Key[headers.Length..], p => p.Value);
        return new()
        {
            Uri = uri,
            HttpMethod = properties.GetValueOrDefault("httpTarget.httpMethod", JobDefaults.HttpMethod),
            Headers = sent.Count == 0 ? null : sent,
            Body = JobBody.Unflatten(properties) is { } body ? Convert.ToBase64String(Encoding.UTF8.GetBytes(body)) : null,
            OauthToken = properties.GetValueOrDefault("httpTarget.oauthToken.serviceAccountEmail") is { } oauth
                ? new(oauth, properties.GetValueOrDefault("httpTarget.oauthToken.scope", JobDefaults.Scope))
                : null,
            OidcToken = properties.GetValueOrDefault("httpTarget.oidcToken.serviceAccountEmail") is { } oidc
                ? new(oidc, properties.GetValueOrDefault("httpTarget.oidcToken.audience", uri))
                : null,
        };
    }

    private static int Number(PropertyDictionary properties, string name, int standard) =>
        properties.TryGetValue(name, out var text) ? int.Parse(text) : standard;
}
