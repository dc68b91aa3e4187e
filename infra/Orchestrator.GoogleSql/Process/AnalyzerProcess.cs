using System.Diagnostics;
using Google.Protobuf;

namespace Orchestrator.GoogleSql;

/// <summary>
/// The analyzer under supervision: started at the first call, replaced when it dies or does not answer in time. A call that hits a dead
/// or hung process is made once more, alone in a process of its own, so that a statement that kills the analyzer cannot fail its
/// neighbours twice. Safe for several calls at once.
/// </summary>
/// <param name="binary">What to start.</param>
/// <param name="deadline">How long a call may take unless it says otherwise; 10 seconds when null.</param>
/// <param name="startsPerMinute">How many processes may be started within a minute before a call fails instead.</param>
public sealed class AnalyzerProcess(AnalyzerBinary binary, TimeSpan? deadline = null, int startsPerMinute = 60) : IAsyncDisposable
{
    /// <summary>How long a call may take unless it says otherwise.</summary>
    public static readonly TimeSpan DefaultDeadline = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Queue<long> _starts = new();
    private AnalyzerServer? _current;
    private volatile bool _disposed;

    /// <summary>The operating system's number of the process that serves calls; null before the first call and after a failure.</summary>
    public int? ProcessId => Volatile.Read(ref _current)?.ProcessId;

    /// <summary>Finds the installed binary; the process starts at the first call.</summary>
    /// <exception cref="AnalyzerMissingException">The binary is not installed, or none exists for this machine.</exception>
    public static AnalyzerProcess Create() => new(AnalyzerBinary.Locate());

    /// <summary>Calls one method of Google's <c>ZetaSqlLocalService</c>.</summary>
    /// <param name="method">The method's name, such as <c>Analyze</c>.</param>
    /// <param name="request">Its request; nothing in it may refer to state of the process (registered catalogs), which a replacement has not.</param>
    /// <param name="parser">Reads the reply.</param>
    /// <param name="limit">How long this call may take; null for the process's own limit.</param>
    /// <param name="cancellation">Stops waiting. The call itself goes on to its deadline, when a hung process is replaced.</param>
    /// <exception cref="AnalyzerCallException">The analyzer answered with an error.</exception>
    /// <exception cref="AnalyzerFailedException">The process could not be started, died or hung, twice in a row.</exception>
    public Task<TReply> CallAsync<TReply>(string method, IMessage request, MessageParser<TReply> parser, TimeSpan? limit = null, CancellationToken cancellation = default)
        where TReply : IMessage<TReply>
    {
        var call = TwiceAsync(method, request, parser, limit ?? deadline ?? DefaultDeadline, cancellation);
        if (!cancellation.CanBeCanceled) return call;
        // Whoever stopped waiting does not look at the call's failure any more.
        _ = call.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return call.WaitAsync(cancellation);
    }

    /// <summary>Ends the process.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        // A start that is under way finishes first, so that it leaves no process behind.
        await _gate.WaitAsync();
        if (Interlocked.Exchange(ref _current, null) is { } server) await server.DisposeAsync();
        _gate.Dispose();
    }

    private async Task<TReply> TwiceAsync<TReply>(string method, IMessage request, MessageParser<TReply> parser, TimeSpan limit, CancellationToken cancellation)
        where TReply : IMessage<TReply>
    {
        var shared = await CurrentAsync();
        try
        {
            return await shared.Caller.CallAsync(method, request, parser, limit);
        }
        catch (Exception e) when (IsGone(e))
        {
            await RetireAsync(shared);
        }
        cancellation.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_disposed, this);
        var alone = await StartAsync();
        try
        {
            var reply = await alone.Caller.CallAsync(method, request, parser, limit);
            if (_disposed || Interlocked.CompareExchange(ref _current, alone, null) is not null) await alone.DisposeAsync();
            return reply;
        }
        catch (Exception e) when (IsGone(e))
        {
            await alone.DisposeAsync();
            var how = e is HttpRequestException or IOException ? "died" : $"did not answer within {limit.TotalSeconds:0.###} s";
            throw new AnalyzerFailedException($"The GoogleSQL analyzer {how} twice in a call of {method}: simplify the statement.", e);
        }
        catch
        {
            await alone.DisposeAsync();
            throw;
        }
    }

    // An answer that cannot be read is an IOException too, but the process that gave it lives.
    private static bool IsGone(Exception e) => e is not InvalidProtocolBufferException and (HttpRequestException or IOException or OperationCanceledException
        or ObjectDisposedException or AnalyzerCallException { Code: AnalyzerStatus.DeadlineExceeded or AnalyzerStatus.Unavailable or AnalyzerStatus.Cancelled });

    private async Task<AnalyzerServer> CurrentAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Volatile.Read(ref _current) is { } running) return running;
        await _gate.WaitAsync();
        try
        {
            if (_current is { } started) return started;
            ObjectDisposedException.ThrowIf(_disposed, this);
            var server = await StartAsync();
            Volatile.Write(ref _current, server);
            return server;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<AnalyzerServer> StartAsync()
    {
        lock (_starts)
        {
            while (_starts.TryPeek(out var oldest) && Stopwatch.GetElapsedTime(oldest) > TimeSpan.FromMinutes(1)) _starts.Dequeue();
            if (_starts.Count >= startsPerMinute)
                throw new AnalyzerFailedException($"The GoogleSQL analyzer was started {_starts.Count} times within a minute and keeps failing: wait a minute, and look for the statement that stops it.");
            _starts.Enqueue(Stopwatch.GetTimestamp());
        }
        return await AnalyzerServer.StartAsync(binary);
    }

    private async Task RetireAsync(AnalyzerServer server)
    {
        Interlocked.CompareExchange(ref _current, null, server);
        await server.DisposeAsync();
    }
}
