using NodaTime;
using Orchestrator.Cli;

namespace Cli.Tests.Monitoring;

public sealed class AMonitorThatKeepsRunning
{
    private static readonly Instant Noon = Instant.FromUtc(2025, 10, 21, 19, 17);

    [Fact]
    public async Task Polls_at_once_and_then_on_the_grid_survives_a_failed_poll_and_ends_with_the_worst()
    {
        using var run = new CommandRun();
        using var stop = new CancellationTokenSource();
        var now = Noon;
        var polled = new List<Instant>();
        var loop = new MonitorLoop(
            new(Duration.FromHours(4), DateTimeZoneProviders.Tzdb["America/Phoenix"]),
            () => now,
            (until, token) =>
            {
                token.ThrowIfCancellationRequested();
                now = until;
                return Task.CompletedTask;
            },
            run.Terminal);
        var exit = await loop.RunAsync(
            _ =>
            {
                polled.Add(now);
                if (polled.Count == 4) stop.Cancel();
                return polled.Count == 2 ? throw new VerbFailedException(3, "Nobody answers.") : Task.FromResult(polled.Count == 3 ? 2 : 0);
            },
            stop.Token);
        Assert.Equal(3, exit);
        Assert.Equal([Noon, Instant.FromUtc(2025, 10, 21, 23, 0), Instant.FromUtc(2025, 10, 22, 3, 0), Instant.FromUtc(2025, 10, 22, 7, 0)], polled);
        Assert.Contains("orchestrator: Nobody answers.", run.Errors, StringComparison.Ordinal);
        Assert.Contains("stopped after 4 polls", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 3, 0)]
    [InlineData(1, 3, 1, 2)]
    public void Ends_with_the_worst_code(int worst, params int[] codes) => Assert.Equal(worst, ExitCodes.Worst(codes));
}
