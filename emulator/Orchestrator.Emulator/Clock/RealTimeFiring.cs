using Microsoft.Extensions.Logging;
using NodaTime;
using Orchestrator.Emulator.Scheduler;

namespace Orchestrator.Emulator.Clock;

/// <summary>Fires jobs when real time reaches them.</summary>
internal sealed class RealTimeFiring(EmulatorClock clock, JobBook book, Dispatcher dispatcher, RunForward forward, TimeProvider time, ILogger log)
{
    // The longest sleep: far beyond any need, and below what a timer takes.
    private static readonly Duration Longest = Duration.FromHours(1);

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var changed = new SemaphoreSlim(0);
        book.Changed = () => changed.Release();
        try
        {
            while (true) await StepAsync(changed, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            log.LogDebug("Jobs no longer fire: the emulator stops");
        }
        finally
        {
            book.Changed = null;
        }
    }

    private async Task StepAsync(SemaphoreSlim changed, CancellationToken stopping)
    {
        await forward.Gate.WaitAsync(stopping);
        Duration wait;
        try
        {
            while (book.First(dispatcher.IsRunning) is { } job && job.Due <= clock.Now) dispatcher.Start(job, stopping);
            wait = book.First(dispatcher.IsRunning)?.Due is { } due ? Duration.Max(due - clock.Now, Duration.FromMilliseconds(1)) : Longest;
        }
        finally
        {
            forward.Gate.Release();
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(Task.Delay(Duration.Min(wait, Longest).ToTimeSpan(), time, either.Token), changed.WaitAsync(either.Token));
        await either.CancelAsync();
        stopping.ThrowIfCancellationRequested();
    }
}
