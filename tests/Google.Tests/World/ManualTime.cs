namespace Orchestrator.Google.Tests;

/// <summary>A clock on which every pause is over at once, and is remembered. The limit of one try passes only when a test wants it to.</summary>
internal sealed class ManualTime(bool triesExpire = false) : TimeProvider
{
    private readonly Lock _turn = new();
    private readonly List<TimeSpan> _pauses = [];
    private DateTimeOffset _now = new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero);

    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (_turn) return [.. _pauses];
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_turn) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OneShot(callback, state);
        if (dueTime == Timeout.InfiniteTimeSpan || (dueTime == GoogleConnection.AttemptLimit && !triesExpire)) return timer;
        lock (_turn)
        {
            _now += dueTime;
            if (dueTime != GoogleConnection.AttemptLimit) _pauses.Add(dueTime);
        }
        ThreadPool.QueueUserWorkItem(_ => timer.Fire());
        return timer;
    }

    private sealed class OneShot(TimerCallback callback, object? state) : ITimer
    {
        private int _done;

        public void Fire()
        {
            if (Interlocked.Exchange(ref _done, 1) == 0) callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose() => Interlocked.Exchange(ref _done, 1);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
