using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Emulator;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator emulate</c>: the local Google as a product of its own, until Ctrl-C.</summary>
internal static class EmulateVerb
{
    /// <summary>The port on which other verbs look for it.</summary>
    public const int DefaultPort = 9050;

    public static Command Command(Terminal terminal)
    {
        var port = WholeNumber.Option(["--port", "-p"], 0, 65535, DefaultPort, "The port on 127.0.0.1; 0 takes a free one.");
        var data = new Option<string>("--data") { Description = "The folder that keeps datasets, tables, rows and jobs between runs.", HelpName = "folder", DefaultValueFactory = _ => ".orchestrator/local" };
        var at = new Option<Instant?>("--at")
        {
            Description = "Stop the clock at this instant; POST /emulator/clock runs it forward. Default: the clock goes on from now.",
            HelpName = "2026-03-08T09:00:00Z",
            CustomParser = CommonOptions.ParseInstant,
        };
        var route = new Option<HttpRoute[]>("--route")
        {
            Description = "Where calls of scheduler jobs go instead of to their target, as <prefix>=<loopback url>; may be repeated. Targets elsewhere are never called.",
            HelpName = "https://host/path=http://127.0.0.1:8080",
            Arity = ArgumentArity.ZeroOrMore,
            CustomParser = result => [.. result.Tokens.Select(t => Route(t.Value, result.AddError)).OfType<HttpRoute>()],
        };
        var latency = WholeNumber.Option(["--latency"], 0, 60_000, 0, "Let every request wait so long for its answer, as a network would.", "milliseconds");
        var command = new Command("emulate", "Run the local Google (BigQuery v2 and Cloud Scheduler v1 on 127.0.0.1) until Ctrl-C.") { port, data, at, route, latency };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new EmulatorOptions
            {
                Port = parsed.GetValue(port),
                DataFolder = Path.GetFullPath(parsed.GetRequiredValue(data), terminal.Folder),
                Now = parsed.GetValue(at) ?? terminal.WallClock(),
                VirtualClock = parsed.GetValue(at) is not null,
                Routes = parsed.GetValue(route) ?? [],
                Latency = Duration.FromMilliseconds(parsed.GetValue(latency)),
                Time = TimeProvider.System,
            };
            var google = await LocalGoogle.StartAsync(options, cancellation).ConfigureAwait(false);
            await using (google.ConfigureAwait(false))
            {
                await terminal.Out.WriteLineAsync($"BigQuery and Cloud Scheduler at {google.BaseUri}, clock {(options.VirtualClock ? "stopped at" : "running from")} {InstantPattern.General.Format(options.Now)}, data in {options.DataFolder}; Ctrl-C ends it.").ConfigureAwait(false);
                await terminal.Out.FlushAsync(cancellation).ConfigureAwait(false);
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    await terminal.Out.WriteLineAsync("Stopped; everything is kept.").ConfigureAwait(false);
                }
            }

            return 0;
        });
        return command;
    }

    private static HttpRoute? Route(string text, Action<string> addError)
    {
        var equals = text.LastIndexOf("=http", StringComparison.OrdinalIgnoreCase);
        if (equals < 1 || !Uri.TryCreate(text[(equals + 1)..], UriKind.Absolute, out var to))
        {
            addError($"'{text}' is not a route: write it as https://host/path=http://127.0.0.1:8080.");
            return null;
        }

        try
        {
            return new HttpRoute(text[..equals], to);
        }
        catch (ArgumentException error)
        {
            addError(error.Message);
            return null;
        }
    }
}
