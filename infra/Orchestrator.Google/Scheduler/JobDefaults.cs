namespace Orchestrator.Google;

/// <summary>What Cloud Scheduler fills in by itself, so that it is left out of states and restored when a declared value goes away.</summary>
internal static class JobDefaults
{
    public const string AttemptDeadline = "180s";
    public const string HttpMethod = "POST";
    public const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    public const string TimeZone = "UTC";
    public const string ContentType = "application/octet-stream";
    public const int RetryCount = 0;
    public const string MaxRetryDuration = "0s";
    public const string MinBackoffDuration = "5s";
    public const string MaxBackoffDuration = "3600s";
    public const int MaxDoublings = 5;

    /// <summary>Headers that the service sets or ignores: they are never a declaration's.</summary>
    public static bool IsServiceHeader(string name) =>
        name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Host", StringComparison.OrdinalIgnoreCase)
        || name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-CloudScheduler", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-Google-", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("X-AppEngine-", StringComparison.OrdinalIgnoreCase);
}
