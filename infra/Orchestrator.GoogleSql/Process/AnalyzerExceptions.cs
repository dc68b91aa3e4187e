namespace Orchestrator.GoogleSql;

/// <summary>The analyzer's binary is not installed, or none exists for this machine. The message is one sentence that says what to do.</summary>
public sealed class AnalyzerMissingException(string message) : Exception(message);

/// <summary>The analyzer's process could not be started, died, or did not answer in time, twice in a row.</summary>
public sealed class AnalyzerFailedException : Exception
{
    /// <summary>Says what failed and what to do.</summary>
    public AnalyzerFailedException(string message) : base(message) { }

    /// <summary>Says what failed and what to do, and why.</summary>
    public AnalyzerFailedException(string message, Exception inner) : base(message, inner) { }
}

/// <summary>The analyzer answered a call with an error: in most cases a mistake in the SQL text.</summary>
/// <param name="code">The gRPC status.</param>
/// <param name="detail">Google's own text, with the position at its end when there is one.</param>
public sealed class AnalyzerCallException(AnalyzerStatus code, string detail) : Exception($"{code}: {detail}")
{
    /// <summary>The gRPC status.</summary>
    public AnalyzerStatus Code => code;

    /// <summary>Google's own text, with the position at its end when there is one.</summary>
    public string Detail => detail;
}

/// <summary>The gRPC status codes; their numbers are fixed by gRPC.</summary>
public enum AnalyzerStatus
{
    /// <summary>Success.</summary>
    Ok = 0,

    /// <summary>The call was cancelled.</summary>
    Cancelled = 1,

    /// <summary>No status came, or the server has none for it.</summary>
    Unknown = 2,

    /// <summary>The SQL text is wrong.</summary>
    InvalidArgument = 3,

    /// <summary>The answer did not come in time.</summary>
    DeadlineExceeded = 4,

    /// <summary>Something named does not exist.</summary>
    NotFound = 5,

    /// <summary>Something exists already.</summary>
    AlreadyExists = 6,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied = 7,

    /// <summary>The message is larger than 4 MB, or the evaluator's memory is used up.</summary>
    ResourceExhausted = 8,

    /// <summary>The state does not allow it.</summary>
    FailedPrecondition = 9,

    /// <summary>The call was aborted.</summary>
    Aborted = 10,

    /// <summary>A run-time error of the evaluator: division by zero, overflow.</summary>
    OutOfRange = 11,

    /// <summary>The analyzer does not know how to do it.</summary>
    Unimplemented = 12,

    /// <summary>A check inside the analyzer failed.</summary>
    Internal = 13,

    /// <summary>The server does not accept calls.</summary>
    Unavailable = 14,

    /// <summary>Data was lost.</summary>
    DataLoss = 15,

    /// <summary>The caller is not known.</summary>
    Unauthenticated = 16,
}
