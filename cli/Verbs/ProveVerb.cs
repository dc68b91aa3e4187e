using System.CommandLine;
using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator prove</c>: the proof of the order of a list of jobs that nobody declared, or of a pipeline as declared.</summary>
internal static class ProveVerb
{
    public static Command Command(Terminal terminal)
    {
        var flags = new ProveOptions(terminal.Pipelines.Keys);
        var command = new Command("prove", "Prove that every job starts soon enough after what it reads has landed: for a pipeline as declared, or for a list of jobs in CSV or JSON.");
        flags.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var asked = flags.Read(parsed, terminal.Folder);
            var report = asked.Lists.Count > 0 ? await OfListsAsync(asked, terminal, cancellation).ConfigureAwait(false) : await OfPipelineAsync(asked, terminal, cancellation).ConfigureAwait(false);
            return Printing.Print(terminal, asked.Common, report);
        });
        return command;
    }

    private static async Task<VerbReport> OfListsAsync(ProveFlags asked, Terminal terminal, CancellationToken cancellation)
    {
        var now = asked.Common.At ?? terminal.WallClock();
        var request = new ProveRequest
        {
            Title = string.Join(", ", asked.Lists.Select(JobListFiles.Shown)),
            List = await JobListFiles.ReadAsync(asked.Lists, asked.Edges, terminal, cancellation).ConfigureAwait(false),
            Within = asked.Within ?? ProveRequest.DefaultWithin,
            Margin = asked.Margin ?? ScheduleSynthesis.DefaultMargin,
            Horizon = asked.HorizonFrom(now),
        };
        return ProveReport.Of(Prove(request, asked, terminal), now);
    }

    private static async Task<VerbReport> OfPipelineAsync(ProveFlags asked, Terminal terminal, CancellationToken cancellation)
    {
        var session = await Session.OpenAsync(asked.Common, terminal, connection: null, cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            // Orders that do not hold are findings here, so only other mistakes stop the proof.
            if (session.DeclaredOrder is null) return MistakesReport.Of("prove", session);
            var pipeline = session.Analyzed.Pipeline;
            var request = new ProveRequest
            {
                Title = pipeline.Name,
                List = DeclaredList.Of(session.Analyzed),
                Within = asked.Within ?? pipeline.Within,
                Margin = asked.Margin ?? pipeline.Margin,
                Horizon = asked.HorizonFrom(session.Now),
                OrdersAreKnown = true,
                Zone = session.Zone,
            };
            return ProveReport.Of(Prove(request, asked, terminal), session.Now);
        }
    }

    // Once: the built-in tz data against the given ones. Twice: the first against the second.
    private static ProvenList Prove(ProveRequest request, ProveFlags asked, Terminal terminal)
    {
        var given = asked.TzData.Select(path => GivenZones.Open(path, terminal.Folder)).ToList();
        var proven = ProvenList.Of(request, given.Count == 2 ? given[0] : DateTimeZoneProviders.Tzdb, terminal);
        return given.Count == 0 ? proven : proven with { Other = TzComparison.Of(proven, given[^1], terminal) };
    }
}
