using System.CommandLine;

namespace Orchestrator.Cli;

/// <summary>The command <c>orchestrator</c>: reads the arguments, runs one verb, gives its exit code.</summary>
public static class OrchestratorCommand
{
    /// <summary>Runs the command line.</summary>
    /// <returns>0 clean, 1 a mistake or a failure of ours, 2 changes or findings, 3 could not observe, 130 stopped by the user.</returns>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await terminal.Error.WriteLineAsync($"orchestrator: {error.Message}").ConfigureAwait(false);
            await terminal.Error.WriteLineAsync($"Try 'orchestrator {Path(parsed)}--help'.").ConfigureAwait(false);
            return 1;
        }

        try
        {
            var settings = new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(settings, terminal.Stopped).ConfigureAwait(false);
        }
        catch (Exception error) when (Failures.Explain(error, terminal.Stopped) is { } failure)
        {
            await terminal.Error.WriteLineAsync($"orchestrator: {failure.Message}").ConfigureAwait(false);
            return failure.Exit;
        }
    }

    private static RootCommand Root(Terminal terminal) => new(
        """
        BigQuery pipelines declared in C#: order proven across time zones, deployed, watched for drift, checked, and runnable on a local Google.

        Exit codes: 0 clean, 1 a mistake in the declaration or a failure, 2 changes or findings, 3 could not observe.
        Progress and failures go to the error stream; with --format json the output is one JSON document.
        """)
    {
        ProveVerb.Command(terminal),
        PlanVerb.Command(terminal),
        UpVerb.Command(terminal),
        DriftVerb.Command(terminal),
        RunVerb.Command(terminal),
        CleanVerb.Command(terminal),
        UndoVerb.Command(terminal),
        CheckVerb.Command(terminal),
        DiagnoseVerb.Command(terminal),
        AdviseVerb.Command(terminal),
        ResyncVerb.Command(terminal),
        CompareVerb.Command(terminal),
        MonitorVerb.Command(terminal),
        CommentVerb.Command(terminal),
        CalendarVerb.Command(terminal),
        SynthVerb.Command(terminal),
        EmulateVerb.Command(terminal),
        ReportVerb.Command(terminal),
        ReplayVerb.Command(terminal),
    };

    private static string Path(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";
}
