using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>
/// A random directed graph of two to five jobs in up to three zones, each with fires that a naive reference knows too, and a view on some of its
/// tables. Job i writes table i and reads tables of jobs before it; now and then two jobs write one table.
/// </summary>
internal sealed class RandomModel
{
    private static readonly (string Zone, bool Changes)[] Zones =
        [("America/Phoenix", false), ("Etc/UTC", false), ("America/Denver", true), ("Europe/London", true), ("Australia/Lord_Howe", true), ("Asia/Kolkata", false)];

    private readonly List<RandomCron> crons = [];

    public RandomModel(Random random)
    {
        // On a coarse grid runs often end just as others start.
        var (count, grid) = (random.Next(2, 6), random.Next(2) == 0 ? 30 : 5);
        for (var i = 0; i < count; i++)
        {
            // At most two zones change their clocks: the reference walks through all combinations of policies.
            var changing = Jobs.Select(j => j.Schedule!.Zone.Id).Where(id => Zones.Any(z => z.Zone == id && z.Changes)).Distinct().ToList();
            var zone = Zones.Where(z => !z.Changes || changing.Count < 2 || changing.Contains(z.Zone)).ElementAt(random.Next(changing.Count < 2 ? 6 : 5)).Zone;
            var reads = Enumerable.Range(0, i).Where(_ => random.Next(2) == 0).Select(j => $"t{j}").ToArray();
            crons.Add(RandomCron.SomeTimesADay(random, grid));

            // Where clocks change, often at an hour at which they do.
            for (var again = 0; again < 5 && Zones.Any(z => z.Zone == zone && z.Changes) && !crons[i].Text.Split(' ')[1].Split(',').Any(hour => hour is "1" or "2"); again++) crons[i] = RandomCron.SomeTimesADay(random, grid);
            Jobs.Add(new ScheduledJob
            {
                Name = $"job{i}",
                Schedule = ZonedSchedule.Parse(crons[i].Text, zone),
                Longest = Duration.FromMinutes(grid == 30 ? 30 * random.Next(1, 4) : random.Next(1, 100)),
                Reads = reads,
                Writes = i > 0 && random.Next(8) == 0 && !reads.Contains($"t{i - 1}") ? [$"t{i}", $"t{i - 1}"] : [$"t{i}"],
            });
        }

        View = new ScheduledView("view", random.Next(2) == 0 ? [$"t{count - 1}"] : [$"t{count - 1}", $"t{random.Next(count)}"]);
    }

    public List<ScheduledJob> Jobs { get; } = [];

    public ScheduledView View { get; }

    /// <summary>Two days before clocks change in one of its zones, if they do in any.</summary>
    public Instant NearAChange(Random random)
    {
        var year = new Interval(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2027, 1, 1, 0, 0));
        var changes = Jobs.SelectMany(j => j.Schedule!.Zone.GetZoneIntervals(year)).Where(i => i.HasEnd && year.Contains(i.End)).Select(i => i.End).Distinct().ToList();
        return changes.Count == 0 ? year.Start + Duration.FromDays(random.Next(360)) : changes[random.Next(changes.Count)] - Duration.FromDays(2);
    }

    public override string ToString() => string.Join("; ", Jobs.Select(j => $"{j.Name} {j.Schedule} {j.Longest.TotalMinutes} min {string.Join(',', j.Reads)} -> {string.Join(',', j.Writes)}"));

    /// <summary>
    /// Every combination of the nine policies, one for each zone, that gives other fires than those before it: for each job whether it fires in a
    /// minute after an instant.
    /// </summary>
    public IEnumerable<bool[][]> Fires(Instant from, Instant to)
    {
        var zones = Jobs.Select((job, i) => (job, i)).GroupBy(j => j.job.Schedule!.Zone.Id).Select(g => g.Select(j => j.i).ToList()).ToList();
        var choices = zones.Select(zone => DstPolicy.All
            .Select(p => zone.Select(i => crons[i].Fires(Jobs[i].Schedule!.Zone, from, to, p)).ToArray())
            .DistinctBy(fires => string.Join('|', fires.Select(f => string.Join(' ', f.Select(at => at.ToUnixTimeSeconds())))))
            .Select(fires => fires.Select(f => Minutes(f, from, to)).ToArray()).ToList()).ToList();
        for (var number = 0; number < choices.Aggregate(1, (a, b) => a * b.Count); number++)
        {
            var (rest, fires) = (number, new bool[Jobs.Count][]);
            for (var zone = 0; zone < zones.Count; zone++)
            {
                for (var i = 0; i < zones[zone].Count; i++) fires[zones[zone][i]] = choices[zone][rest % choices[zone].Count][i];
                rest /= choices[zone].Count;
            }

            yield return fires;
        }
    }

    private static bool[] Minutes(List<Instant> fires, Instant from, Instant to)
    {
        var minutes = new bool[(int)(to - from).TotalMinutes];
        foreach (var fire in fires) minutes[(int)(fire - from).TotalMinutes] = true;
        return minutes;
    }
}
