using Orchestrator.Engine;
using Orchestrator.Google;
using Orchestrator.GoogleSql;
using Orchestrator.Postgres;
using Orchestrator.Pulumi;
using Orchestrator.Reports;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>Which failures are the user's to mend, with the exit code of each. Everything else is a mistake of ours and crashes with its trace.</summary>
internal static class Failures
{
    /// <summary>The sentence and the exit code, or null when the failure is a mistake of ours.</summary>
    public static VerbFailedException? Explain(Exception error, CancellationToken stopped) => error switch
    {
        VerbFailedException known => known,
        OperationCanceledException when stopped.IsCancellationRequested => new(130, "Stopped. What was begun has been finished; run the verb again to go on."),
        AnalyzerMissingException or AnalyzerFailedException => new(1, error.Message, error),
        GoogleUnreachableException or GoogleCredentialsException or GoogleDeniedException or GoogleQuotaException or GoogleFaultException or GoogleAnswerException => new(3, error.Message, error),
        GoogleException => new(1, error.Message, error),
        GitHubUnavailableException => new(3, error.Message, error),
        GitHubException or ReportFormatException => new(1, error.Message, error),
        PostgresUnavailableException => new(3, error.Message, error),
        PostgresMistakeException or ComparisonMistakeException => new(1, error.Message, error),
        EngineMissingException or WarehouseUnavailableException or PulumiProgramException => new(1, error.Message, error),

        // A port that is taken, a folder that cannot be written, a full disk: the system's own sentence says which.
        IOException or UnauthorizedAccessException => new(1, error.Message, error),
        _ => null,
    };
}
