namespace Orchestrator.Cli;

/// <summary>A failure that the user can do something about: one sentence and an exit code.</summary>
public sealed class VerbFailedException : Exception
{
    /// <summary>A failure with a sentence for the user.</summary>
    /// <param name="exit">1 for a mistake or a failure of ours, 3 when the world could not be observed.</param>
    /// <param name="message">Where, what, how to fix.</param>
    /// <param name="cause">What led to it, or null.</param>
    public VerbFailedException(int exit, string message, Exception? cause = null)
        : base(message, cause) => Exit = exit;

    /// <summary>The exit code.</summary>
    public int Exit { get; }
}
