using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Benchmarks.Drift;

/// <summary>The local Google in a process of its own, as a user starts it, so that its processor time is not taken for ours.</summary>
public sealed class LocalCloud : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("orchestrator-benchmark-").FullName;
    private Process process;

    private LocalCloud() => (process, Endpoint) = Start(folder, "2026-01-05T20:00:00Z", TimeSpan.Zero);

    /// <summary>Where it is.</summary>
    public GoogleEndpoint Endpoint { get; private set; }

    /// <summary>The processor time that its process has taken so far.</summary>
    public TimeSpan Busy
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts an empty one; its clock stands still.</summary>
    public static LocalCloud Start() => new();

    /// <summary>Starts it again with what it has, later than it was filled.</summary>
    /// <param name="latency">How long every answer takes.</param>
    public void Restart(TimeSpan latency)
    {
        Stop();
        (process, Endpoint) = Start(folder, "2026-01-05T20:01:00Z", latency);
    }

    private static (Process Process, GoogleEndpoint Endpoint) Start(string folder, string at, TimeSpan latency)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["exec", Path.Combine(AppContext.BaseDirectory, "orchestrator.dll"), "emulate", "--port", "0", "--data", folder, "--at", at, "--latency", $"{latency.TotalMilliseconds:0}"]) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine() ?? "";
        var address = Regex.Match(line, "http://127.0.0.1:[0-9]+/", RegexOptions.NonBacktracking);
        if (!address.Success) throw new InvalidOperationException($"The local Google did not start: '{line}'.");
        return (process, GoogleEndpoint.Local(new Uri(address.Value)));
    }

    /// <summary>Creates everything that is declared, then lets a minute pass.</summary>
    public void Fill(IReadOnlyList<ResourceState> desired, string project, string location)
    {
        using var http = GoogleHttp.ClientFor(Endpoint);
        using var google = new GoogleConnection(http, Endpoint, TimeProvider.System, new Random(1));
        var (warehouse, scheduler) = (new BigQueryWarehouse(google, project), new CloudScheduler(google, project, location));
        var changes = Planner.Plan(desired, new([], []), (_, _, _, _) => SqlComparison.Unknown).Changes;
        foreach (var kind in changes.GroupBy(c => c.Id.Kind).OrderBy(g => g.Key))
        {
            // Views read each other: one after the other, in their order. Everything else side by side.
            var several = new ParallelOptions { MaxDegreeOfParallelism = kind.Key == ResourceKind.View ? 1 : 8 };
            Parallel.ForEachAsync(kind, several, async (change, token) => await (change.Id.Kind == ResourceKind.Job ? scheduler.ApplyAsync(change, token) : warehouse.ApplyAsync(change, token))).GetAwaiter().GetResult();
        }
        using var passed = http.PostAsJsonAsync(new Uri(Endpoint.BigQuery, "/emulator/clock"), new { advance = "PT1M" }).GetAwaiter().GetResult();
        passed.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        Directory.Delete(folder, recursive: true);
    }

    private void Stop()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}

/// <summary>Counts requests and notes what was read.</summary>
public sealed class CountedNetwork(HttpMessageHandler network) : DelegatingHandler(network)
{
    private int calls;

    /// <summary>Requests so far.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>The addresses that were read, in order.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<Uri> Read { get; } = [];

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref calls);
        if (request.Method == HttpMethod.Get) Read.Enqueue(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }
}
