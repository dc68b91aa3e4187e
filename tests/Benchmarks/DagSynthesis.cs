using NodaTime;
using Orchestrator.Schedules;

namespace Benchmarks;

/// <summary>Schedules for a whole list of jobs at once, and for single consumers of broken orders. No peer writes schedules.</summary>
public static class DagSynthesis
{
    private const int Jobs = 200;
    private const int Broken = 1_000;
    private static readonly string[] Zones = ["America/Phoenix", "America/Denver", "America/New_York", "Etc/UTC", "Europe/Paris", "Asia/Tokyo", "Australia/Sydney"];

    /// <summary>200 random jobs in mixed zones, and 1,000 orders that do not hold.</summary>
    public static FigureTable Measure(int repetitions)
    {
        var horizon = ProofHorizon.TenYearsFrom(Fleet.From);
        var request = new SynthesisRequest { Jobs = RandomJobs(), Within = Duration.FromHours(6), Horizon = horizon };
        var edges = ReadAfterWrite.Of(request.Jobs).Count;
        SynthesizedSchedules? answer = null;
        var spent = Repetition.Milliseconds(repetitions, () => answer = ScheduleSynthesis.Of(request));
        var whole = Figure.Of($"{Jobs} jobs, {edges} orders, one core", "ms", spent.Processor);

        var broken = BrokenOrders(horizon);
        var proven = 0;
        var single = Figure.Of($"{Broken:N0} consumers of broken orders, one by one, one core", "ms", Repetition.Milliseconds(repetitions, () => proven = broken.Count(edge => IsMended(edge, horizon))).Processor);
        var moved = answer!.Jobs.Count(j => j.Outcome == SynthesisOutcome.Moved);
        var infeasible = answer.Jobs.Count(j => j.Outcome == SynthesisOutcome.Infeasible);
        return new("Synthesis", $"Over ten years, every answer proven. Of the {Jobs} jobs {moved} move and {infeasible} are infeasible, with {answer.Proofs} proofs; {proven:N0} of the {Broken:N0} broken orders are mended by a new time of day.",
        [
            whole.For("<= 2,000 ms", whole.Median <= 2_000),
            single.For("<= 2,000 ms", single.Median <= 2_000),
        ]);
    }

    // A third of the jobs are sources; the others read one to three of the 60 before them. Each can keep up with its own fires.
    private static List<ScheduledJob> RandomJobs()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Jobs).Select(i => (Number: i, Times: Times(random))).Select(job => new ScheduledJob
        {
            Name = $"job{job.Number:000}",
            Schedule = ZonedSchedule.Parse(job.Times, random.Next(10) < 6 ? Zones[0] : Zones[random.Next(Zones.Length)]),
            Longest = Duration.FromMinutes(random.Next(1, job.Times.StartsWith("*/15", StringComparison.Ordinal) ? 15 : 30)),
            AtomicWrites = random.Next(2) == 0,
            Reads = job.Number < Jobs / 3 ? [] : [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"t{random.Next(Math.Max(0, job.Number - 60), job.Number)}").Distinct()],
            Writes = [$"t{job.Number}"],
        })];
    }

    private static string Times(Random random) => random.Next(20) switch
    {
        0 => $"{random.Next(12) * 5} * * * *",
        1 => "*/15 * * * *",
        2 => $"{random.Next(4) * 15} {random.Next(12)},{random.Next(12, 24)} * * *",
        3 => $"{random.Next(60)} {random.Next(24)} * * 1-5",
        4 => $"{random.Next(60)} {random.Next(24)} * * MON",
        5 => $"{random.Next(60)} {random.Next(24)} {random.Next(1, 29)} * *",
        _ => $"{random.Next(12) * 5} {random.Next(1, 9)} * * *",
    };

    private static List<OrderEdge> BrokenOrders(ProofHorizon horizon)
    {
        var random = new Random(2);
        var broken = new List<OrderEdge>();
        while (broken.Count < Broken)
        {
            var edge = new OrderEdge(Daily("producer", random), Daily("consumer", random) with { AtomicWrites = true }, Duration.FromHours(random.Next(2, 9)));
            if (!OrderProof.Prove(edge, horizon).Holds) broken.Add(edge);
        }

        return broken;
    }

    private static RunSpan Daily(string name, Random random) =>
        new(name, ZonedSchedule.Parse($"{random.Next(60)} {random.Next(24)} * * *", Zones[random.Next(Zones.Length)]), Duration.FromMinutes(random.Next(1, 30)), AtomicWrites: false);

    private static bool IsMended(OrderEdge edge, ProofHorizon horizon) =>
        ScheduleSynthesis.Earliest([edge.Producer], edge.Consumer.Longest, edge.Consumer.Schedule.Zone, edge.Within, ScheduleSynthesis.DefaultMargin, horizon).Schedule is not null;
}
