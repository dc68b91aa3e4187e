using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;

namespace Orchestrator.Cli;

/// <summary>Polls at the points of a grid until the user stops it; a poll that fails does not end it.</summary>
/// <param name="Grid">When to poll.</param>
/// <param name="Clock">What time it is.</param>
/// <param name="Wait">Waits until an instant.</param>
/// <param name="Terminal">Where to say what happens.</param>
internal sealed record MonitorLoop(PollGrid Grid, Func<Instant> Clock, Func<Instant, CancellationToken, Task> Wait, Terminal Terminal)
{
    /// <summary>Polls at once, and then at every point of the grid.</summary>
    /// <param name="poll">One poll; gives its exit code.</param>
    /// <param name="cancellation">Ends the loop.</param>
    /// <returns>The exit code of the worst poll.</returns>
    public async Task<int> RunAsync(Func<CancellationToken, Task<int>> poll, CancellationToken cancellation)
    {
        var (worst, polls) = (0, 0);
        try
        {
            while (true)
            {
                var began = Clock();
                worst = ExitCodes.Worst([worst, await PollAsync(poll, cancellation).ConfigureAwait(false)]);
                polls++;
                var next = Grid.After(Clock() is var now && now > began ? now : began);
                Terminal.Progress($"the next poll is at {InstantPattern.General.Format(next)}");
                await Wait(next, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Terminal.Progress($"stopped after {polls} {(polls == 1 ? "poll" : "polls")}");
            return worst;
        }
    }

    private async Task<int> PollAsync(Func<CancellationToken, Task<int>> poll, CancellationToken cancellation)
    {
        try
        {
            return await poll(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException && Failures.Explain(error, cancellation) is { } failure)
        {
            await Terminal.Error.WriteLineAsync($"orchestrator: {failure.Message}").ConfigureAwait(false);
            return failure.Exit;
        }
    }
}
