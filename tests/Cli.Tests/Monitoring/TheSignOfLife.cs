using Orchestrator.Cli;

namespace Cli.Tests.Monitoring;

/// <summary>The clock of these runs stands at 2025-10-21T18:00:00Z.</summary>
public sealed class TheSignOfLife
{
    [Theory]
    [InlineData("""{"at":"2025-10-21T14:00:00Z","pipeline":"watched","exit":2}""", 0, "The monitor is alive.")]
    [InlineData("""{"at":"2025-10-21T13:00:00Z","pipeline":"watched","exit":0}""", 0, "The monitor is alive.")]
    [InlineData("""{"at":"2025-10-21T12:59:59Z","pipeline":"watched","exit":0}""", 2, "The last complete poll was 5 h 1 s ago")]
    [InlineData("""{"at":"2025-10-22T18:00:00Z","pipeline":"watched","exit":0}""", 2, "which is not yet")]
    [InlineData("""{"at":"2025-10-21T14:00:00Z","pipeline":"other","exit":0}""", 2, "The heartbeat is that of other.")]
    [InlineData("""{"at":"2025-10-21T14""", 2, "The heartbeat is damaged")]
    [InlineData("[]", 2, "The heartbeat is damaged")]
    [InlineData("""{"at":7}""", 2, "The heartbeat is damaged")]
    [InlineData("", 2, "The heartbeat is damaged")]
    [InlineData(null, 2, "There is no heartbeat")]
    public async Task Is_judged_by_its_age(string? text, int exit, string says)
    {
        using var run = new CommandRun(WatchedPipeline.Declare());
        if (text is not null) await File.WriteAllTextAsync(Path.Combine(run.Folder, "beat.json"), text);
        Assert.Equal(exit, await run.RunAsync("monitor", "watched", "--check-heartbeat", "beat.json"));
        Assert.Contains(says, string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orchestrator: '4' is not a length of time: write it as 4h or 30m.", "--every", "4")]
    [InlineData("orchestrator: --every lies between 1m and 1d.", "--every", "30s")]
    [InlineData("orchestrator: --once and --every exclude each other.", "--every", "4h", "--once")]
    [InlineData("orchestrator: --at is one instant, and --every polls at many: choose one.", "--every", "4h", "--at", "2025-10-21T18:00:00Z")]
    [InlineData("orchestrator: --webhook is not an address that can be called: write it with https://, without a user name.", "--webhook", "http://hooks.example.com/T0/secret")]
    [InlineData("orchestrator: 'sarif' is not an output: write it as sarif=drift.sarif, with one of text, json, markdown, junit, sarif, html.", "--output", "sarif")]
    [InlineData("orchestrator: 'pdf=x' is not an output: write it as sarif=drift.sarif, with one of text, json, markdown, junit, sarif, html.", "--output", "pdf=x")]
    [InlineData("orchestrator: Two outputs are written to x: give each its own file.", "--output", "sarif=x", "--output", "junit=x")]
    public async Task And_all_else_that_is_asked_wrongly_gets_one_sentence(string sentence, params string[] args)
    {
        using var run = new CommandRun(WatchedPipeline.Declare());
        Assert.Equal(1, await run.RunAsync(["monitor", "watched", .. args]));
        Assert.Equal(sentence, run.Errors.Split('\n')[0].TrimEnd());
    }

    [Fact]
    public void Of_an_address_is_never_its_text() => Assert.DoesNotContain("example", SecretAddress.TryRead("https://hooks.example.com/T0/x")!.ToString(), StringComparison.Ordinal);
}
