namespace Orchestrator.Reports;

/// <summary>GitHub did not do what it was asked: one sentence with what to do about it. No token is ever part of it.</summary>
public abstract class GitHubException : Exception
{
    private protected GitHubException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>The token may not do it, or GitHub refused the request itself: trying again changes nothing.</summary>
public sealed class GitHubRefusedException : GitHubException
{
    internal GitHubRefusedException(string message, int status)
        : base(message) => Status = status;

    /// <summary>The HTTP status.</summary>
    public int Status { get; }
}

/// <summary>GitHub could not be reached, answered with a fault, or its limits did not let us through in time.</summary>
public sealed class GitHubUnavailableException : GitHubException
{
    internal GitHubUnavailableException(string message, bool mayHaveHappened, TimeSpan? wait = null, Exception? cause = null)
        : base(message, cause) => (MayHaveHappened, Wait) = (mayHaveHappened, wait);

    /// <summary>Whether the request may have been carried out all the same: before a comment is posted again, look.</summary>
    public bool MayHaveHappened { get; }

    /// <summary>How long GitHub asks to wait before the next try; null when it did not say.</summary>
    internal TimeSpan? Wait { get; }
}
