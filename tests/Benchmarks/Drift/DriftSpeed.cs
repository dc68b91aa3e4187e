using System.Diagnostics;
using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Google;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Benchmarks.Drift;

/// <summary>Drift over 10,000 resources on the local cloud: everything read, compared, proven and told. No peer: beside it stands the floor of its requests.</summary>
public static class DriftSpeed
{
    private const int InFlight = 64;

    // The compiler works on a thousand methods in each of the first ten runs; afterwards on next to none.
    private const int WarmUp = 10;

    private static readonly Instant Now = Instant.FromUtc(2026, 1, 5, 20, 1);

    /// <summary>With and without 50 ms on every answer.</summary>
    public static IReadOnlyList<FigureTable> Measure(int repetitions)
    {
        var analyzed = DriftFleet.Declare();
        var pipeline = analyzed.Pipeline;
        using var cloud = LocalCloud.Start();
        cloud.Fill(DesiredState.Of(analyzed, pipeline.Project), pipeline.Project, pipeline.SchedulerLocation);
        var near = Measure(analyzed, cloud, TimeSpan.Zero, repetitions);
        var latency = TimeSpan.FromMilliseconds(50);
        cloud.Restart(latency);
        return [near, Measure(analyzed, cloud, latency, Math.Min(repetitions, 3))];
    }

    private static FigureTable Measure(AnalyzedPipeline analyzed, LocalCloud cloud, TimeSpan latency, int repetitions)
    {
        var floors = new List<(double Wall, double Processor)>();
        var (first, second) = (new List<DriftRun>(), new List<DriftRun>());
        var cold = default(DriftRun);
        for (var i = latency > TimeSpan.Zero ? 0 : -WarmUp; i < repetitions; i++)
        {
            var known = KnownTables.None("benchmark");
            var anew = DriftRun.Of(analyzed, cloud.Endpoint, known, Now);
            var again = DriftRun.Of(analyzed, cloud.Endpoint, KnownTables.Read(known.Write(), "benchmark"), Now);
            var floor = Floor(cloud.Endpoint, anew.Read);
            // What was read need not be kept: a heap that grows from run to run would be measured too.
            (anew, again) = (anew with { Read = [] }, again with { Read = [] });
            cold ??= anew;
            if (i < 0) continue;
            first.Add(anew);
            second.Add(again);
            floors.Add(floor);
        }
        var resources = analyzed.Pipeline.Datasets.Count + analyzed.Pipeline.Relations.Count + analyzed.Pipeline.Jobs.Count;
        var processor = Figure.Of("First run, processor time", "ms", [.. first.Select(r => r.Processor)]);
        var wall = Figure.Of("First run, on the wall", "ms", [.. first.Select(r => r.Wall)]);
        const string FloorName = "... floor: the same requests with nothing done with the answers";
        var floorFigure = Figure.Of(FloorName, "ms", [.. floors.Select(f => f.Wall)]);
        var share = 100.0 * second[0].Calls / first[0].Calls;
        var times = wall.Median / floorFigure.Median;
        var unchanged = Figure.Of("Unchanged second run, processor time", "ms", [.. second.Select(r => r.Processor)]);
        return new(latency > TimeSpan.Zero ? $"Drift, {latency.TotalMilliseconds:0} ms on every answer" : "Drift",
            $"{resources:N0} resources on the local Google in a process of its own: 20 datasets, 9,000 tables and views, 1,000 jobs with 800 producers. Observed, planned, the live order proven over a year, findings told; {InFlight} requests in flight, processor time of our process alone. The second run has the snapshot of the first, read from its bytes.",
        [
            Figure.Count("Calls of the first run", "calls", first[0].Calls),
            Figure.Count("Calls of an unchanged second run", "calls", second[0].Calls).For($"<= 1% ({share:0.00}%)", share <= 1),
            processor.For("<= 1,000 ms", processor.Median <= 1_000),
            Figure.Of(FloorName, "ms", [.. floors.Select(f => f.Processor)]).Beside(processor),
            .. latency > TimeSpan.Zero ? [] : (IEnumerable<Figure>)[Figure.Of("... of the first run of the process, with the compilation of its code", "ms", [cold!.Processor])],
            wall.For($"<= 1.2 floors ({times:0.00})", times <= 1.2),
            floorFigure.Beside(wall),
            unchanged.For("<= 1,000 ms", unchanged.Median <= 1_000),
            Figure.Of("... on the wall", "ms", [.. second.Select(r => r.Wall)]),
            Figure.Count("Findings of both runs", "findings", first.Concat(second).Sum(r => r.Findings)).For("0", first.Concat(second).All(r => r.Findings == 0)),
        ]);
    }

    // What no client can be faster than: the same addresses, as many in flight, the bodies thrown away.
    private static (double Wall, double Processor) Floor(GoogleEndpoint endpoint, IReadOnlyList<Uri> addresses)
    {
        using var http = GoogleHttp.ClientFor(endpoint);
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (address, token) =>
        {
            using var answer = await http.GetAsync(address, token).ConfigureAwait(false);
            await answer.Content.CopyToAsync(Stream.Null, token).ConfigureAwait(false);
        }).GetAwaiter().GetResult();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }
}

/// <summary>One run of drift.</summary>
/// <param name="Wall">Milliseconds by the clock on the wall.</param>
/// <param name="Processor">Milliseconds of processor time of this process.</param>
/// <param name="Calls">Requests sent.</param>
/// <param name="Findings">What was found, and what was not read.</param>
/// <param name="Read">The addresses that were read.</param>
public sealed record DriftRun(double Wall, double Processor, int Calls, int Findings, IReadOnlyList<Uri> Read)
{
    /// <summary>Runs it as the verb does after the declaration is analyzed.</summary>
    public static DriftRun Of(AnalyzedPipeline analyzed, GoogleEndpoint endpoint, KnownTables known, Instant now)
    {
        var network = default(CountedNetwork);
        using var http = GoogleHttp.ClientFor(endpoint, inner => network = new CountedNetwork(inner));
        using var google = new GoogleConnection(http, endpoint, TimeProvider.System, new Random(1));
        var (start, before) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var findings = FindAsync(analyzed, google, known, now).GetAwaiter().GetResult();
        return new(Stopwatch.GetElapsedTime(start).TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, network!.Calls, findings, [.. network.Read]);
    }

    private static async Task<int> FindAsync(AnalyzedPipeline analyzed, GoogleConnection google, KnownTables known, Instant now)
    {
        var pipeline = analyzed.Pipeline;
        var tables = new BigQueryWarehouse(google, pipeline.Project, known).ObserveAsync(pipeline, CancellationToken.None);
        var jobs = new CloudScheduler(google, pipeline.Project, pipeline.SchedulerLocation).ObserveAsync(pipeline, CancellationToken.None);
        var desired = DesiredState.Of(analyzed, pipeline.Project);
        var (warehouse, scheduler) = (await tables.ConfigureAwait(false), await jobs.ConfigureAwait(false));
        var observed = new Observation([.. warehouse.Resources, .. scheduler.Resources], [.. warehouse.Unobserved, .. scheduler.Unobserved]) { Activity = scheduler.Activity };
        var compareSql = await SqlComparisons.PrepareAsync(analyzed, pipeline.Project, desired, observed.Resources, new NoAnalyzer(), CancellationToken.None).ConfigureAwait(false);
        var plan = Planner.Plan(desired, observed, compareSql);
        var live = PipelineProof.Prove(analyzed, JobTiming.Live(observed.Resources), new ProofHorizon(now, now + Duration.FromDays(366)));
        return DriftFinder.Find(new() { Analyzed = analyzed, Project = pipeline.Project, Desired = desired, Observed = observed, Plan = plan, LiveOrder = live, Now = now }).Count;
    }

    /// <summary>Nothing differs, so nothing is asked.</summary>
    private sealed class NoAnalyzer : ISqlAnalyzer
    {
        public Task<SqlAnalysis> AnalyzeAsync(string sql, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation) => throw new InvalidOperationException(sql);

        public Task<SqlReferences> FindReferencesAsync(string sql, string defaultProject, CancellationToken cancellation) => throw new InvalidOperationException(sql);

        public Task<SqlComparison> CompareAsync(string left, string right, IReadOnlyList<SqlTable> tables, string defaultProject, CancellationToken cancellation) => throw new InvalidOperationException(left);
    }
}
