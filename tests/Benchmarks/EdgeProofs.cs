using System.Diagnostics;
using NodaTime;
using Orchestrator.Schedules;

namespace Benchmarks;

/// <summary>Proofs of order over ten years, under all policies. No peer proves orders: beside them stands the floor, the fires of both jobs under one policy.</summary>
public static class EdgeProofs
{
    private const int Seed = 2026;

    // Longer than this nobody waits for one measurement: a share of the edges is proved, and scaled.
    private const double Patience = 15_000;

    /// <summary>Random edges on one core and on two, and the seven edges of a nightly rebuild.</summary>
    public static FigureTable Measure(IReadOnlyList<FleetJob> fleet, int count, int repetitions)
    {
        var horizon = ProofHorizon.TenYearsFrom(Fleet.From);
        var edges = Edges(fleet, count);
        var share = Share(edges, horizon);
        var scale = (double)edges.Count / share.Count;
        var held = 0;
        Spent Scaled(Action action) => Repetition.Milliseconds(repetitions, action).Scaled(scale);

        var floor = Figure.Of("Floor: the fires of both jobs of each edge, one policy, one core", "ms", Scaled(() => Fires(share, horizon)).Processor);
        var alone = Scaled(() => held = OrderProof.ProveAll(share, horizon).Count(verdict => verdict.Holds));
        var (one, wall) = (Figure.Of("One core", "ms", alone.Processor), Figure.Of("... on the wall", "ms", alone.Wall));
        var two = Figure.Of("... on the wall of two cores", "ms", Scaled(() => Parallel.ForEach(share, new ParallelOptions { MaxDegreeOfParallelism = 2 }, edge => OrderProof.Prove(edge, horizon))).Wall);
        var rebuild = Rebuild();
        var seven = Figure.Of("The seven edges of a nightly rebuild, one core", "ms", Repetition.Milliseconds(repetitions, () => rebuild.ForEach(edge => OrderProof.Prove(edge, horizon))).Processor);
        var sampled = share.Count == edges.Count ? "" : $" Measured over the first {share.Count:N0} of them and scaled.";
        return new("Proof", $"{edges.Count:N0} random edges over ten years from 2026-01-01, under every pair of policies and with every second delivery of one fire.{sampled} Of the {share.Count:N0}, {held:N0} hold.",
        [
            one.For("<= 1,000 ms", one.Median <= 1_000),
            wall,
            two.Beside(wall),
            floor.Beside(one),
            seven,
        ]);
    }

    /// <summary>Random pairs of the fleet's jobs: of every rhythm, in all its zones.</summary>
    private static List<OrderEdge> Edges(IReadOnlyList<FleetJob> fleet, int count)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, count).Select(_ => new OrderEdge(
            Run("producer", fleet[random.Next(fleet.Count)], random, random.Next(2) == 0),
            Run("consumer", fleet[random.Next(fleet.Count)], random, atomic: true),
            Duration.FromHours(random.Next(1, 48))))];
    }

    private static RunSpan Run(string name, FleetJob job, Random random, bool atomic) =>
        new(name, ZonedSchedule.Parse(job.Cron, job.Zone), Duration.FromMinutes(random.Next(1, 14)), atomic);

    // Seven syncs from 02:00 to 03:15, and what reads them at 04:00.
    private static List<OrderEdge> Rebuild() =>
    [
        .. Enumerable.Range(0, 7).Select(i => new OrderEdge(
            new RunSpan($"sync-{i}", ZonedSchedule.Parse($"{i * 75 / 6 % 60} {2 + (i * 75 / 6 / 60)} * * *", "America/Phoenix"), Duration.FromMinutes(10), AtomicWrites: false),
            new RunSpan("rebuild", ZonedSchedule.Parse("0 4 * * *", "America/Phoenix"), Duration.FromMinutes(10), AtomicWrites: true),
            Duration.FromHours(2))),
    ];

    private static List<OrderEdge> Share(List<OrderEdge> edges, ProofHorizon horizon)
    {
        var probe = edges.Take(Math.Max(1, edges.Count / 100)).ToList();
        var start = Stopwatch.GetTimestamp();
        foreach (var edge in probe) OrderProof.Prove(edge, horizon);
        var all = Stopwatch.GetElapsedTime(start).TotalMilliseconds * edges.Count / probe.Count;
        return all <= Patience ? edges : [.. edges.Take(Math.Max(probe.Count, (int)(edges.Count * Patience / all / 100) * 100))];
    }

    private static void Fires(List<OrderEdge> edges, ProofHorizon horizon)
    {
        var buffer = new FireBuffer();
        foreach (var edge in edges)
        {
            edge.Producer.Schedule.Fires(horizon.From, horizon.To, DstPolicy.Default, buffer);
            edge.Consumer.Schedule.Fires(horizon.From, horizon.To, DstPolicy.Default, buffer);
        }
    }
}
