using Orchestrator.Google;

namespace Cli.Tests.Faults;

/// <summary>A clock on which every pause is over at once; the limit of a try passes only when the network lets that try hang.</summary>
internal sealed class FaultTime : TimeProvider
{
    private static readonly AsyncLocal<Waiting?> Try = new();
    private readonly Lock turn = new();
    private DateTimeOffset now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (turn) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Waiting(callback, state);
        if (dueTime == Timeout.InfiniteTimeSpan) return timer;
        if (dueTime == GoogleConnection.AttemptLimit)
        {
            // The try that sets its limit is the one that sends next on this flow of control.
            Try.Value = timer;
            return timer;
        }
        Pass(dueTime);
        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        return timer;
    }

    /// <summary>Lets the try that is being sent run into its limit.</summary>
    public void ExpireThisTry()
    {
        Pass(GoogleConnection.AttemptLimit);
        Try.Value!.Fire();
    }

    private void Pass(TimeSpan time)
    {
        lock (turn) now += time;
    }

    private sealed class Waiting(TimerCallback callback, object? state) : ITimer
    {
        private int done;

        public void Fire()
        {
            if (Interlocked.Exchange(ref done, 1) == 0) callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Interlocked.Exchange(ref done, 1);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
