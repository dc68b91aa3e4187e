using System.Collections.Concurrent;

namespace Orchestrator.Google;

/// <summary>
/// BigQuery's documented limits: 100 reads per second and user, 5 metadata writes per 10 s for each table and for each dataset. The local Google has none.
/// </summary>
internal sealed class GoogleLimits(bool limited, TimeProvider time) : IDisposable
{
    private readonly Pace _reads = new(100, TimeSpan.FromSeconds(1), time);
    private readonly ConcurrentDictionary<string, Pace> _writes = new(StringComparer.Ordinal);

    public Task ReadAsync(CancellationToken cancellation) => limited ? _reads.WaitAsync(cancellation) : Task.CompletedTask;

    public Task WriteAsync(string resource, CancellationToken cancellation) => limited
        ? _writes.GetOrAdd(resource, _ => new Pace(5, TimeSpan.FromSeconds(10), time)).WaitAsync(cancellation)
        : Task.CompletedTask;

    public void Dispose()
    {
        _reads.Dispose();
        foreach (var pace in _writes.Values) pace.Dispose();
    }
}
