using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What is legal in a job's HTTP target and probably wrong: no token (R39), a path that names another job.</summary>
internal static class TargetLint
{
    private const string Uri = "httpTarget.uri";

    /// <summary>The property that a missing token is reported under.</summary>
    public const string Token = "httpTarget.oidcToken.serviceAccountEmail";

    /// <summary>Whether a job calls an HTTP target without saying who it is.</summary>
    public static bool LacksToken(ResourceState job) => job.Properties.ContainsKey(Uri) && !job.Properties.Keys.Any(p =>
        p.StartsWith("httpTarget.oidcToken.", StringComparison.Ordinal)
        || p.StartsWith("httpTarget.oauthToken.", StringComparison.Ordinal)
        || p.Equals("httpTarget.headers.Authorization", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a difference is the loss of the token.</summary>
    public static bool IsLossOfToken(Change change, PropertyDifference difference) =>
        change.Live is { } live && difference is { Live: null, Property: Token or "httpTarget.oauthToken.serviceAccountEmail" } && LacksToken(live);

    /// <summary>A job without a token, whoever made it so.</summary>
    public static Finding NoToken(ResourceState job) => new()
    {
        Code = FindingFacts.NoToken,
        Severity = Severity.Warning,
        Subject = job.Id.ToString(),
        Property = Token,
        Message = $"Calls {Path(job)} without a token: either anybody may start it, or every call is refused.",
        Remedy = "Send a token of a service account that alone may call the target.",
    };

    /// <summary>The declared job that a path names instead of the job itself; null when it names the job, or none, or when nobody declares the job.</summary>
    public static Finding? OtherJob(ResourceState job, JobNames names)
    {
        if (!job.Properties.TryGetValue(Uri, out var uri) || !System.Uri.TryCreate(uri, UriKind.Absolute, out var target)) return null;
        var other = names.NamedInsteadOf(job.Id.Name, target.AbsolutePath);
        return other is null ? null : new Finding
        {
            Code = FindingFacts.OtherTarget,
            Severity = Severity.Info,
            Subject = job.Id.ToString(),
            Property = Uri,
            Live = uri,
            Message = $"Its target's path {target.AbsolutePath} names job/{other}: one of the two may call the wrong endpoint.",
        };
    }

    private static string Path(ResourceState job) => System.Uri.TryCreate(job.Properties[Uri], UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Path) : job.Properties[Uri];
}
