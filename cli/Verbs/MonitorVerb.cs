using System.CommandLine;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator monitor</c>: looks for drift, missed runs and stale data, remembers what it told, and tells what is new.</summary>
internal static class MonitorVerb
{
    public static Command Command(Terminal terminal)
    {
        var options = new MonitorOptions(terminal.Pipelines.Keys);
        var command = new Command("monitor", "Look for drift, missed runs and stale data once (or --every so often), and tell what is new, what still stands and what is over. Changes nothing.");
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var flags = options.Read(parsed, terminal);
            if (flags.CheckHeartbeat is { } file)
            {
                var now = flags.Common.At ?? terminal.WallClock();
                return Printing.Print(terminal, flags.Common, Heartbeat.Check(Path.GetFullPath(file, terminal.Folder), file, flags.Common.Pipeline, flags.MaxAge, now));
            }

            return await RunAsync(flags, terminal, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(MonitorFlags flags, Terminal terminal, CancellationToken cancellation)
    {
        var session = await Session.OpenAsync(flags.Common, terminal, connection: null, cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (session.Analyzed.HasErrors) return Printing.Print(terminal, flags.Common, MistakesReport.Of("monitor", session));
            using var state = MonitorState.Open(session.JournalFolder);
            using var http = Webhook.Client();
            var run = new MonitorRun(flags, state, new Webhook(http, TimeProvider.System));
            if (flags.Every is not { } every) return await PollAsync(run, session, cancellation).ConfigureAwait(false);
            var loop = new MonitorLoop(new PollGrid(every, session.Zone), terminal.WallClock, terminal.WaitAsync, terminal);
            return await loop.RunAsync(
                async token => await PollAsync(run, session.At(await LocalGoogleProbe.NowAsync(flags.Common, null, token).ConfigureAwait(false) ?? terminal.WallClock()), token).ConfigureAwait(false),
                cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<int> PollAsync(MonitorRun run, Session session, CancellationToken cancellation)
    {
        VerbReport report = await run.PollAsync(session, cancellation).ConfigureAwait(false);
        return Printing.Print(session.Terminal, session.Options, report);
    }
}
