namespace GitHub.Tests;

/// <summary>A clock on which every pause is over at once, and is remembered. The limit of one try passes when the test says so.</summary>
internal sealed class ManualTime : TimeProvider
{
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(30);

    private readonly Lock _turn = new();
    private readonly List<TimeSpan> _pauses = [];
    private readonly List<OneShot> _limits = [];
    private DateTimeOffset _now = new(2026, 3, 8, 9, 0, 0, TimeSpan.Zero);

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

    /// <summary>Lets every try that is under way reach its limit.</summary>
    public void Expire()
    {
        List<OneShot> limits;
        lock (_turn)
        {
            _now += AttemptLimit;
            limits = [.. _limits];
            _limits.Clear();
        }

        foreach (var limit in limits) limit.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OneShot(callback, state);
        if (dueTime == Timeout.InfiniteTimeSpan) return timer;
        lock (_turn)
        {
            if (dueTime == AttemptLimit)
            {
                _limits.Add(timer);
                return timer;
            }

            _now += dueTime;
            _pauses.Add(dueTime);
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
