namespace Orchestrator.Google;

/// <summary>What is known of a request that failed. Holds no body, no token and no SQL.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Resource">What the request was about, in words: <c>job v2-rebuild-dim-jobs-daily</c>.</param>
/// <param name="Status">The HTTP status; null when there was no answer.</param>
/// <param name="Reason">Google's reason, such as <c>notFound</c> or <c>PERMISSION_DENIED</c>; null when none was given.</param>
/// <param name="Said">Google's message; null when none was given.</param>
public sealed record GoogleFailure(string Method, string Resource, int? Status, string? Reason, string? Said)
{
    /// <summary>How long Google asks to wait before another try; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>Google refused a request or could not be asked. <see cref="Exception.Message"/> is one sentence that names the resource.</summary>
public abstract class GoogleException : Exception
{
    private protected GoogleException(GoogleFailure failure, string message, Exception? cause, bool transient)
        : base(message, cause)
    {
        Failure = failure;
        Transient = transient;
    }

    /// <summary>The request and Google's answer.</summary>
    public GoogleFailure Failure { get; }

    /// <summary>The HTTP method of the request.</summary>
    public string Method => Failure.Method;

    /// <summary>What the request was about.</summary>
    public string Resource => Failure.Resource;

    /// <summary>The HTTP status; null when there was no answer.</summary>
    public int? Status => Failure.Status;

    /// <summary>Google's reason; null when none was given.</summary>
    public string? Reason => Failure.Reason;

    /// <summary>Google's message; null when none was given.</summary>
    public string? Said => Failure.Said;

    /// <summary>Whether the same request may succeed a moment later.</summary>
    public bool Transient { get; }

    /// <summary>Google's own words, as a clause for a longer sentence.</summary>
    private protected static string Words(GoogleFailure failure)
    {
        var said = failure.Said?.Trim().TrimEnd('.').ReplaceLineEndings(" ");
        var status = failure.Status is { } code ? $"HTTP {code}" : "no HTTP status";
        var source = failure.Reason is { } reason ? $"{status}, {reason}" : status;
        return string.IsNullOrEmpty(said) ? $"Google gave no reason ({source})" : $"Google says: {said} ({source})";
    }
}
