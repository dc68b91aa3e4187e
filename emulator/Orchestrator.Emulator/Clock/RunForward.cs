using NodaTime;
using Orchestrator.Emulator.Scheduler;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator;

/// <summary>Lets time pass: every job that is due on the way fires at its instant, one after the other.</summary>
internal sealed class RunForward(EmulatorClock clock, JobBook book, Dispatcher dispatcher) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Held while time is run forward; whoever fires jobs by real time waits for it.</summary>
    public SemaphoreSlim Gate => one;

    /// <summary>Goes on to an instant and returns what fired, in order.</summary>
    /// <exception cref="GoogleFailure">The instant has passed already, or time is being run forward by another call.</exception>
    public async Task<IReadOnlyList<Attempt>> ToAsync(Func<Instant, Instant> goal, CancellationToken cancellation)
    {
        // A target that is called on the way must not wait here: time goes on only when it has answered.
        if (!await one.WaitAsync(TimeSpan.Zero, cancellation))
            throw new GoogleFailure(409, "ABORTED", "The clock is being run forward already: wait for that call to end.");
        try
        {
            var now = clock.Now;
            var to = goal(now);
            if (to < now) throw GoogleFailure.InvalidArgument($"The clock shows {WireText.Write(now)} and cannot go back to {WireText.Write(to)}.");
            await dispatcher.WhenIdleAsync();
            var attempts = new List<Attempt>();
            while (book.First(dispatcher.IsRunning) is { } job && job.Due is { } due && due <= to)
            {
                cancellation.ThrowIfCancellationRequested();
                clock.MoveTo(due);
                if (await dispatcher.FireDueAsync(job, cancellation) is { } attempt) attempts.Add(attempt);
            }

            clock.MoveTo(to);
            return attempts;
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();
}
