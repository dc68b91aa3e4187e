namespace Orchestrator.Reports;

/// <summary>A file is not a report in JSON as this version writes it: one sentence with where and what.</summary>
public sealed class ReportFormatException : Exception
{
    /// <summary>A file that cannot be read.</summary>
    /// <param name="message">Where, what, how to fix.</param>
    /// <param name="cause">What led to it, or null.</param>
    public ReportFormatException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
