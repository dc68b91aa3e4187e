namespace Orchestrator.Google;

/// <summary>Lets at most so many requests begin within any window of time; the rest wait their turn, in order.</summary>
internal sealed class Pace(int count, TimeSpan window, TimeProvider time) : IDisposable
{
    private readonly Queue<long> _started = new();
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task WaitAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_started.Count == count)
            {
                var left = window - time.GetElapsedTime(_started.Dequeue());
                if (left > TimeSpan.Zero) await Task.Delay(left, time, cancellation);
            }
            _started.Enqueue(time.GetTimestamp());
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
