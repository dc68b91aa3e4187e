using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>The commands of the Google Cloud CLI that bring a job to its declared state.</summary>
internal sealed class JobCommands(Pipeline pipeline, string project)
{
    private const string Headers = "httpTarget.headers.";
    private const string Body = "httpTarget.body";

    private static readonly Dictionary<string, string> Flags = new(StringComparer.Ordinal)
    {
        ["schedule"] = "schedule",
        ["timeZone"] = "time-zone",
        ["description"] = "description",
        ["attemptDeadline"] = "attempt-deadline",
        ["retryConfig.retryCount"] = "max-retry-attempts",
        ["retryConfig.maxRetryDuration"] = "max-retry-duration",
        ["retryConfig.minBackoffDuration"] = "min-backoff",
        ["retryConfig.maxBackoffDuration"] = "max-backoff",
        ["retryConfig.maxDoublings"] = "max-doublings",
        ["httpTarget.uri"] = "uri",
        ["httpTarget.httpMethod"] = "http-method",
        ["httpTarget.oidcToken.serviceAccountEmail"] = "oidc-service-account-email",
        ["httpTarget.oidcToken.audience"] = "oidc-token-audience",
        ["httpTarget.oauthToken.serviceAccountEmail"] = "oauth-service-account-email",
        ["httpTarget.oauthToken.scope"] = "oauth-token-scope",
    };

    /// <summary>The call that runs a job now.</summary>
    public static string Run(Pipeline pipeline, string job, string project) => $"gcloud scheduler jobs run {job} --location={pipeline.SchedulerLocation} --project={project}";

    /// <summary>Whether a property's value must not be shown: a header other than the type of the body.</summary>
    public static bool MayBeSecret(string property) => property.StartsWith(Headers, StringComparison.Ordinal) && property != Headers + "Content-Type";

    /// <summary>The commands; null when the CLI has none for one of the properties, or would show what must not be shown.</summary>
    public IReadOnlyList<string>? Of(Change change, HealingKind kind)
    {
        if (kind == HealingKind.Replace) return null;
        var commands = new List<string>();
        var properties = (kind == HealingKind.Create ? change.Desired.Properties.Keys : change.Differences.Select(d => d.Property)).Where(p => p != "state").ToList();
        if (properties.Count > 0)
        {
            if (Words(change.Desired, properties, kind == HealingKind.Create) is not { } words) return null;
            commands.Add($"{Start(kind == HealingKind.Create ? "create http" : "update http", change.Id.Name)} {string.Join(' ', words)}");
        }
        var paused = change.Desired.Properties.GetValueOrDefault("state") == "PAUSED";
        if (kind == HealingKind.Resume) commands.Add(Start("resume", change.Id.Name));
        if (kind == HealingKind.Pause || (kind == HealingKind.Create && paused)) commands.Add(Start("pause", change.Id.Name));
        return commands.Count == 0 ? null : commands;
    }

    private string Start(string verb, string job) => $"gcloud scheduler jobs {verb} {ShellText.Quote(job)} --location={pipeline.SchedulerLocation} --project={project}";

    private static List<string>? Words(ResourceState desired, List<string> properties, bool creates)
    {
        var words = new List<string>();
        foreach (var property in properties)
        {
            if (property == Body || property.StartsWith(Body + ".", StringComparison.Ordinal)) continue;
            var value = desired.Properties.GetValueOrDefault(property);
            if (value is not null && MayBeSecret(property)) return null;
            if (property.StartsWith(Headers, StringComparison.Ordinal))
                words.Add(value is null ? $"--remove-headers={ShellText.Quote(property[Headers.Length..])}" : $"--{(creates ? "" : "update-")}headers={ShellText.Quote($"{property[Headers.Length..]}={value}")}");
            else if (Flags.TryGetValue(property, out var flag) && (value is not null || property.StartsWith("retryConfig.", StringComparison.Ordinal) || property == "description"))
                words.Add(value is not null ? $"--{flag}={ShellText.Quote(value)}" : property == "description" ? "--description=''" : $"--clear-{flag}");
            else if (value is not null || !property.Contains("Token.", StringComparison.Ordinal)) return null;
        }
        if (properties.Any(p => p.StartsWith(Body, StringComparison.Ordinal)))
            words.Add(JobBody.Unflatten(desired.Properties) is { } body ? $"--message-body={ShellText.Quote(body)}" : "--clear-message-body");
        return words;
    }
}
