using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>A live job in the form in which declared ones are written (<see cref="PropertyFacts"/>): canonical, and without what the service fills in.</summary>
internal static class LiveJob
{
    /// <summary>The job's state.</summary>
    /// <exception cref="GoogleAnswerException">A field cannot be read; the message says which.</exception>
    public static ResourceState Of(SchedulerJob job, string name)
    {
        try
        {
            return Read(job, name);
        }
        catch (FormatException unreadable)
        {
            throw new GoogleAnswerException(new("GET", $"job/{name}", 200, null, null), unreadable.Message);
        }
    }

    private static ResourceState Read(SchedulerJob job, string name)
    {
        var properties = new PropertyDictionaryBuilder();
        Add(properties, "schedule", job.Schedule ?? throw new FormatException("it has no schedule"));
        Add(properties, "timeZone", Zone(job.TimeZone));
        Add(properties, "state", job.State ?? throw new FormatException("it has no state"));
        Add(properties, "description", job.Description);
        Add(properties, "attemptDeadline", Deadline(job));
        Retry(properties, job.RetryConfig ?? new());
        if (job.HttpTarget is { } http) Http(properties, http);
        Flatten(properties, "pubsubTarget", job.PubsubTarget);
        Flatten(properties, "appEngineHttpTarget", job.AppEngineHttpTarget);
        return new() { Id = ResourceId.Job(name), Properties = properties.ToProperties() };
    }

    private static string Zone(string? zone) =>
        string.IsNullOrEmpty(zone) || zone.Equals(JobDefaults.TimeZone, StringComparison.OrdinalIgnoreCase) ? JobDefaults.TimeZone : zone;

    // Pub/Sub targets ignore the deadline, whatever it says.
    private static string Deadline(SchedulerJob job) =>
        job.PubsubTarget is null && Duration(job.AttemptDeadline, "attemptDeadline") is { } deadline && deadline != "0s" ? deadline : JobDefaults.AttemptDeadline;

    private static void Retry(PropertyDictionaryBuilder properties, SchedulerRetryConfig retry)
    {
        AddUnless(properties, "retryConfig.retryCount", $"{retry.RetryCount}", $"{JobDefaults.RetryCount}");
        AddUnless(properties, "retryConfig.maxRetryDuration", Duration(retry.MaxRetryDuration, "maxRetryDuration"), JobDefaults.MaxRetryDuration);
        AddUnless(properties, "retryConfig.minBackoffDuration", Duration(retry.MinBackoffDuration, "minBackoffDuration"), JobDefaults.MinBackoffDuration);
        AddUnless(properties, "retryConfig.maxBackoffDuration", Duration(retry.MaxBackoffDuration, "maxBackoffDuration"), JobDefaults.MaxBackoffDuration);
        AddUnless(properties, "retryConfig.maxDoublings", $"{retry.MaxDoublings}", $"{JobDefaults.MaxDoublings}");
    }

    private static void Http(PropertyDictionaryBuilder properties, SchedulerHttpTarget http)
    {
        Add(properties, "httpTarget.uri", http.Uri);
        Add(properties, "httpTarget.httpMethod", http.HttpMethod is null or "HTTP_METHOD_UNSPECIFIED" ? JobDefaults.HttpMethod : http.HttpMethod);
        foreach (var (name, value) in http.Headers ?? ImmutableDictionary<string, string>.Empty)
        {
            var isType = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase);
            if (JobDefaults.IsServiceHeader(name) || (isType && value == JobDefaults.ContentType)) continue;
            Add(properties, $"httpTarget.headers.{(isType ? "Content-Type" : name)}", value);
        }
        foreach (var (name, value) in JobBody.Flatten(Body(http.Body))) Add(properties, name, value);
        Add(properties, "httpTarget.oauthToken.serviceAccountEmail", http.OauthToken?.ServiceAccountEmail);
        AddUnless(properties, "httpTarget.oauthToken.scope", http.OauthToken?.Scope, JobDefaults.Scope);
        Add(properties, "httpTarget.oidcToken.serviceAccountEmail", http.OidcToken?.ServiceAccountEmail);
        AddUnless(properties, "httpTarget.oidcToken.audience", http.OidcToken?.Audience, http.Uri);
    }

    // A body that is not text cannot be declared; it stays visible as what it is.
    private static string? Body(string? base64)
    {
        if (string.IsNullOrEmpty(base64)) return null;
        var bytes = new byte[base64.Length];
        if (!Convert.TryFromBase64String(base64, bytes, out var count)) throw new FormatException("its body is not base64");
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, count);
        }
        catch (ArgumentException)
        {
            return "base64:" + base64;
        }
    }

    private static string? Duration(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        return ApiDuration.TryRead(text) is { } duration ? ApiDuration.Write(duration) : throw new FormatException($"its {field} is not a duration");
    }

    private static void Flatten(PropertyDictionaryBuilder properties, string path, JsonNode? value)
    {
        if (value is JsonObject members)
            foreach (var (name, member) in members) Flatten(properties, $"{path}.{name}", member);
        else if (value is not null)
            Add(properties, path, value is JsonValue text && text.TryGetValue<string>(out var plain) ? plain : value.ToJsonString());
    }

    private static void Add(PropertyDictionaryBuilder properties, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) properties[name] = value;
    }

    private static void AddUnless(PropertyDictionaryBuilder properties, string name, string? value, string? standard) =>
        Add(properties, name, value == standard ? null : value);
}
