using System.CommandLine;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator compare</c>: the rows of two tables in two systems, without moving them.</summary>
internal static class CompareVerb
{
    public static Command Command(Terminal terminal)
    {
        var flags = new CompareOptions(terminal.Pipelines.Keys);
        var command = new Command("compare", "Compare the rows of two tables, of BigQuery or PostgreSQL, by checksums of key ranges: added, removed, changed with the columns. Only rows of small differing ranges are moved.");
        flags.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = flags.Read(parsed, terminal.Folder);
            return Printing.Print(terminal, asked.Common, await RunAsync(asked, terminal, cancellation).ConfigureAwait(false));
        });
        return command;
    }

    private static async Task<VerbReport> RunAsync(CompareFlags asked, Terminal terminal, CancellationToken cancellation)
    {
        var now = asked.Common.At ?? await LocalGoogleProbe.NowAsync(asked.Common, connection: null, cancellation).ConfigureAwait(false) ?? terminal.WallClock();
        var sources = new ComparedSources(asked, terminal, now);
        await using (sources.ConfigureAwait(false))
        {
            var left = await sources.OpenAsync(asked.Left, cancellation).ConfigureAwait(false);
            var right = await sources.OpenAsync(asked.Right, cancellation).ConfigureAwait(false);
            terminal.Progress($"comparing {left.Name} with {right.Name}");
            var result = await TableComparison.RunAsync(asked.Request, left, right, new Telling(terminal), cancellation).ConfigureAwait(false);
            return CompareReport.Of(asked, result, left, right, now);
        }
    }

    private sealed class Telling(Terminal terminal) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value)
        {
            if (value.Level == 0) terminal.Progress("counting rows");
            else if (value.Segments > 0) terminal.Progress($"level {value.Level}: checksums of {value.Segments:N0} key ranges; {value.Proven:N0} of {value.Rows:N0} rows proven equal");
            else terminal.Progress($"{value.Proven:N0} of {value.Rows:N0} rows proven equal; fetching the rest");
        }
    }
}
