namespace Orchestrator.Pulumi;

/// <summary>A pipeline cannot be written as a Pulumi program without losing or changing something. The message is one sentence: where, what, how to fix.</summary>
public sealed class PulumiProgramException : Exception
{
    /// <summary>Says what cannot be written.</summary>
    /// <param name="message">One sentence: where, what, how to fix.</param>
    public PulumiProgramException(string message)
        : base(message)
    {
    }
}
