using System.Text.Json.Nodes;
using Orchestrator.Cli;

namespace Cli.Tests.Monitoring;

/// <summary>Deployed with the sync at 02:00; then the declaration says 03:00, which is drift that stands.</summary>
public sealed class AMonitorOfThePipeline
{
    private const string Job = "job/sync";

    [Fact]
    public async Task Is_calm_after_a_deploy_tells_once_what_drifts_and_then_that_it_is_over()
    {
        await using var receiver = await Receiver.StartAsync();
        using var deployed = await DeployedAsync();
        Assert.Equal(0, await deployed.RunAsync(Monitor(receiver)));
        Assert.Empty(receiver.Calls);

        using var drifted = new CommandRun(WatchedPipeline.Declare("0 3 * * *"));
        Assert.Equal(2, await drifted.RunAsync(Monitor(receiver, deployed)));
        Assert.Contains("new", drifted.Output, StringComparison.Ordinal);
        var message = JsonNode.Parse(Assert.Single(receiver.Calls).Body)!;
        Assert.Contains("watched (local): 1 new: job/sync", (string?)message["text"], StringComparison.Ordinal);
        Assert.Equal(2, await drifted.RunAsync(Monitor(receiver, deployed)));
        Assert.Single(receiver.Calls);
        Assert.Equal(2, await drifted.RunAsync(Monitor(receiver, deployed)));
        Assert.Contains("1 escalated", receiver.Calls.Last().Body, StringComparison.Ordinal);

        Assert.Equal(0, await deployed.RunAsync(Monitor(receiver)));
        Assert.Contains("1 recovered", receiver.Calls.Last().Body, StringComparison.Ordinal);
        Assert.Equal(3, receiver.Calls.Count);
        Assert.DoesNotContain("secret", drifted.Output + drifted.Errors + deployed.Output + deployed.Errors, StringComparison.Ordinal);

        var history = await File.ReadAllLinesAsync(Path.Combine(Folder(deployed), "history.jsonl"));
        Assert.Equal([0, 2, 2, 2, 0], history.Select(l => (int)JsonNode.Parse(l)!["exit"]!));
        Assert.Equal([$"new {Job}"], JsonNode.Parse(history[1])!["told"]!.AsArray().Select(t => (string)t!));
    }

    [Fact]
    public async Task Asks_at_every_poll_only_the_checks_that_say_so_unless_all_are_wanted()
    {
        using var run = new CommandRun();
        Assert.Equal(0, await run.RunAsync("up", "karbonbudget"));
        Assert.Equal(["check/budgets-are-fresh"], await FailedChecksAsync(run));
        Assert.Contains("check/user-b-has-seven-hours", await FailedChecksAsync(run, "--checks"));
    }

    private static async Task<IReadOnlyList<string>> FailedChecksAsync(CommandRun run, params IReadOnlyList<string> flags)
    {
        run.Forget();
        Assert.Equal(2, await run.RunAsync(["monitor", "karbonbudget", "--format", "json", .. flags]));
        return [.. JsonNode.Parse(run.Output)!["findings"]!.AsArray().Select(f => (string)f!["subject"]!).Where(f => f.StartsWith("check/", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Sends_a_message_that_nobody_took_at_the_next_poll_under_the_same_id()
    {
        await using var receiver = (await Receiver.StartAsync()).Answering(404);
        using var deployed = await DeployedAsync();
        using var drifted = new CommandRun(WatchedPipeline.Declare("0 3 * * *"));
        Assert.Equal(2, await drifted.RunAsync(Monitor(receiver, deployed)));
        Assert.Contains("MONITOR003", drifted.Output, StringComparison.Ordinal);
        drifted.Forget();
        Assert.Equal(2, await drifted.RunAsync(Monitor(receiver, deployed)));
        Assert.DoesNotContain("MONITOR003", drifted.Output, StringComparison.Ordinal);
        var calls = receiver.Calls.ToList();
        Assert.Equal(2, calls.Count);
        Assert.Equal(calls[0], calls[1]);
        Assert.Equal(2, await drifted.RunAsync([.. Monitor(receiver, deployed)]));
        Assert.Contains("1 escalated", receiver.Calls.Last().Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_everything_again_when_its_memory_is_damaged()
    {
        await using var receiver = await Receiver.StartAsync();
        using var deployed = await DeployedAsync();
        using var drifted = new CommandRun(WatchedPipeline.Declare("0 3 * * *"));
        await drifted.RunAsync(Monitor(receiver, deployed));
        var memory = Path.Combine(Folder(deployed), "monitor.json");
        await File.WriteAllTextAsync(memory, (await File.ReadAllTextAsync(memory))[..100]);
        Assert.Equal(2, await drifted.RunAsync(Monitor(receiver, deployed)));
        Assert.Contains("MONITOR002", drifted.Output, StringComparison.Ordinal);
        Assert.Contains("2 new", receiver.Calls.Last().Body, StringComparison.Ordinal);
        Assert.True(File.Exists(memory + ".damaged"));
    }

    [Fact]
    public async Task Keeps_a_second_monitor_away()
    {
        using var deployed = await DeployedAsync();
        using var other = MonitorState.Open(Folder(deployed));
        deployed.Forget();
        Assert.Equal(1, await deployed.RunAsync("monitor", "watched"));
        Assert.Contains("another monitor is running", deployed.Errors, StringComparison.Ordinal);
        Assert.Empty(deployed.Output);
    }

    [Fact]
    public async Task Gives_a_sign_of_life_and_writes_what_machines_read()
    {
        await using var watcher = await Receiver.StartAsync();
        using var deployed = await DeployedAsync();
        Assert.Equal(0, await deployed.RunAsync("monitor", "watched", "--heartbeat", "beat.json", "--output", "sarif=out/drift.sarif", "--output", "junit=out/drift.xml"));
        Assert.Contains("\"2.1.0\"", await File.ReadAllTextAsync(Path.Combine(deployed.Folder, "out", "drift.sarif")), StringComparison.Ordinal);
        Assert.Contains("<testsuites", await File.ReadAllTextAsync(Path.Combine(deployed.Folder, "out", "drift.xml")), StringComparison.Ordinal);
        Assert.Equal("watched", (string?)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(deployed.Folder, "beat.json")))!["pipeline"]);
        Assert.Equal(0, await deployed.RunAsync("monitor", "watched", "--check-heartbeat", "beat.json"));
        Assert.Equal(0, await deployed.RunAsync("monitor", "watched", "--heartbeat", watcher.Address.AbsoluteUri));
        Assert.Equal("/services/T000/B000/secret?x=1", Assert.Single(watcher.Calls).Path);
    }

    [Fact]
    public async Task Does_not_remember_the_past_after_the_present()
    {
        using var deployed = await DeployedAsync();
        Assert.Equal(0, await deployed.RunAsync("monitor", "watched", "--at", "2025-10-21T18:00:00Z"));
        deployed.Forget();
        Assert.Equal(1, await deployed.RunAsync("monitor", "watched", "--at", "2025-10-21T17:00:00Z"));
        Assert.Contains("The monitor polled at 2025-10-21T18:00:00Z already", deployed.Errors, StringComparison.Ordinal);
    }

    private static async Task<CommandRun> DeployedAsync()
    {
        var run = new CommandRun(WatchedPipeline.Declare());
        Assert.True(await run.RunAsync("up", "watched") == 0, run.Output + run.Errors);
        return run;
    }

    private static string Folder(CommandRun run) => Path.Combine(run.Folder, ".orchestrator", "local", "watched-project", "watched");

    private static string[] Monitor(Receiver receiver, CommandRun? at = null) =>
        ["monitor", "watched", "--webhook", receiver.Address.AbsoluteUri, .. at is null ? Array.Empty<string>() : ["--state", Path.Combine(at.Folder, ".orchestrator")]];
}
