using System.Net;
using System.Net.Sockets;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Drift;
using Orchestrator.Google;

namespace Cli.Tests.Monitoring;

/// <summary>A session that is opened once, and polled at many instants.</summary>
public sealed class PollsOfOneSession
{
    private static readonly Instant Start = Instant.FromUtc(2025, 10, 21, 18, 0);

    [Fact]
    public async Task Share_the_analysis_and_differ_in_their_instant()
    {
        using var run = new CommandRun(WatchedPipeline.Declare());
        await using var session = await OpenAsync(run);
        var later = session.At(Start + Duration.FromHours(4));
        Assert.Equal(Start + Duration.FromHours(4), later.Now);
        Assert.Equal(later.Now, later.Report("drift").At);
        Assert.Same(session.Analyzed, later.Analyzed);
        await later.DisposeAsync();
        Assert.Same(await session.CloudAsync(CancellationToken.None), await session.At(Start).At(Start).CloudAsync(CancellationToken.None));
    }

    [Fact]
    public async Task That_cannot_reach_the_target_are_an_alarm_of_their_own_and_no_sign_of_life()
    {
        using var run = new CommandRun(WatchedPipeline.Declare());
        await using var session = await OpenAsync(run);
        using var state = MonitorState.Open(session.JournalFolder);
        using var http = Webhook.Client();
        var beat = Path.Combine(run.Folder, "beat.json");
        var monitor = new MonitorRun(new() { Common = session.Options, MaxAge = Duration.FromHours(5), HeartbeatFile = beat }, state, new(http, TimeProvider.System));
        for (var poll = 0; poll < 2; poll++)
        {
            var report = await monitor.PollAsync(session.At(Start + (Duration.FromHours(4) * poll)), CancellationToken.None);
            Assert.Equal(3, report.Exit);
            Assert.Equal("MONITOR001", Assert.Single(report.Findings).Code);
            Assert.Contains("Not everything could be observed: no alarm ends.", report.Headline, StringComparison.Ordinal);
            Assert.StartsWith(poll == 0 ? "Alarms: 1 new" : "Alarms: 1 standing", report.Headline, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(beat));
        Assert.Null(state.Read("watched").Memory.LastComplete);
        Assert.Equal(2, state.Read("watched").Memory.Polls);
    }

    [Fact]
    public async Task Keep_a_line_of_history_whole_beside_one_that_was_cut_off()
    {
        using var run = new CommandRun(WatchedPipeline.Declare());
        await using var session = await OpenAsync(run);
        using var state = MonitorState.Open(session.JournalFolder);
        var history = Path.Combine(session.JournalFolder, "history.jsonl");
        await File.WriteAllTextAsync(history, "{\"at\":\"2025-10-");
        var watched = Watch.Fold(MonitorMemory.Empty, new() { At = Start, Findings = [], Complete = true }, new(), session.Zone);
        state.Record(session.Report("monitor"), watched);
        state.Record(session.Report("monitor"), watched);
        var lines = await File.ReadAllLinesAsync(history);
        Assert.Equal(3, lines.Length);
        Assert.Equal(lines[1], lines[2]);
        Assert.StartsWith("{\"at\":\"2025-10-21T18:00:00Z\",\"exit\":0,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_not_lost_with_a_heartbeat_that_cannot_be_written()
    {
        using var run = new CommandRun(WatchedPipeline.Declare());
        Assert.Equal(0, await run.RunAsync("up", "watched"));
        Directory.CreateDirectory(Path.Combine(run.Folder, "beat.json"));
        run.Forget();
        Assert.Equal(2, await run.RunAsync("monitor", "watched", "--heartbeat", "beat.json"));
        Assert.Contains("MONITOR005", run.Output, StringComparison.Ordinal);
    }

    private static async Task<Session> OpenAsync(CommandRun run)
    {
        // A port on which nobody listens: taken and given back.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var options = new VerbOptions { Pipeline = "watched", At = Start, StateFolder = Path.Combine(run.Folder, ".orchestrator") };
        return await Session.OpenAsync(options, run.Terminal, new(GoogleEndpoint.Local(new($"http://127.0.0.1:{port}/")), null), CancellationToken.None);
    }
}
