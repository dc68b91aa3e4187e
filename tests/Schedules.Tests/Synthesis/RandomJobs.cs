using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests.Synthesis;

/// <summary>Random jobs in mixed zones that read what earlier ones write; some of them near what they need, some far off, some in a circle.</summary>
internal static class RandomJobs
{
    private static readonly string[] Zones = ["America/Phoenix", "America/Denver", "America/New_York", "Etc/UTC", "Europe/Paris", "Asia/Tokyo", "Australia/Sydney"];

    public static SynthesisRequest Of(int seed, int count, ProofHorizon horizon, int circles = 0)
    {
        var random = new Random(seed);
        var jobs = new List<ScheduledJob>();
        for (var i = 0; i < count; i++)
        {
            var reads = i < count * 3 / 10 ? [] : Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"t{Near(random, i)}").Distinct().ToList();
            jobs.Add(new ScheduledJob
            {
                Name = $"job{i:000}",
                Schedule = ZonedSchedule.Parse(Times(random), random.Next(10) < 6 ? "America/Phoenix" : Zones[random.Next(Zones.Length)]),
                Longest = Duration.FromMinutes(random.Next(1, 30)),
                AtomicWrites = random.Next(2) == 0,
                Reads = reads,
                Writes = [$"t{i}"],
            });
        }

        for (var i = 0; i < circles; i++)
        {
            var (last, first) = (count - 1 - i, count * 3 / 10 + i);
            jobs[first] = jobs[first] with { Reads = [.. jobs[first].Reads, $"t{last}"] };
        }

        return new() { Jobs = jobs, Within = Duration.FromHours(random.Next(2, 9)), Horizon = horizon };
    }

    private static int Near(Random random, int before) => random.Next(Math.Max(0, before - 60), before);

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
}
