namespace Orchestrator.Postgres;

/// <summary>PostgreSQL could not be reached, stopped answering, or may not be read: nothing is known of its rows.</summary>
public sealed class PostgresUnavailableException : Exception
{
    /// <summary>A failure to observe.</summary>
    /// <param name="message">Which source, what, how to fix.</param>
    /// <param name="cause">What led to it.</param>
    public PostgresUnavailableException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>What was asked of PostgreSQL is a mistake: no such table or column, a condition that is not SQL, a server that is too old.</summary>
public sealed class PostgresMistakeException : Exception
{
    /// <summary>A mistake of the question.</summary>
    /// <param name="message">Which source, what, how to fix.</param>
    /// <param name="cause">What led to it.</param>
    public PostgresMistakeException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
