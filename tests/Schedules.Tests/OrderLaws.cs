using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class OrderLaws
{
    private static readonly string[] Zones = ["America/Denver", "America/Phoenix", "Etc/UTC", "Australia/Lord_Howe", "Europe/London"];

    [Fact]
    public void The_proof_agrees_with_brute_force_over_400_days()
    {
        var random = new Random(2026);
        var broken = 0;
        for (var i = 0; i < 200; i++)
        {
            var horizon = new ProofHorizon(Instant.FromUtc(2026, 1, 1, 0, 0), Instant.FromUtc(2026, 1, 1, 0, 0) + Duration.FromDays(400));
            var (producer, consumer) = (RandomCron.SomeTimesADay(random), RandomCron.SomeTimesADay(random));
            var producerZone = DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
            var consumerZone = random.Next(2) == 0 ? producerZone : DateTimeZoneProviders.Tzdb[Zones[random.Next(Zones.Length)]];
            var edge = new OrderEdge(
                new RunSpan("producer", ZonedSchedule.Parse(producer.Text, producerZone.Id), Duration.FromMinutes(random.Next(1, 100)), random.Next(2) == 0),
                new RunSpan("consumer", ZonedSchedule.Parse(consumer.Text, consumerZone.Id), Duration.FromMinutes(random.Next(1, 100)), AtomicWrites: true),
                Duration.FromHours(random.Next(1, 80)));

            var verdict = OrderProof.Prove(edge, horizon);
            var expected = BruteForce(edge, producer, consumer, horizon);

            var text = $"{edge.Producer.Schedule} {edge.Producer.Longest} atomic {edge.Producer.AtomicWrites} -> {edge.Consumer.Schedule} {edge.Consumer.Longest} within {edge.Within}";
            Assert.True(expected.Days.Count == 0 == verdict.Holds, text);
            Assert.True(expected.Wait == verdict.WorstWait, $"{text}: {expected.Wait} but {verdict.WorstWait}");
            Assert.True(expected.Overlap == verdict.WorstOverlap, $"{text}: {expected.Overlap} but {verdict.WorstOverlap}");
            Assert.True(expected.Days.Count == verdict.FailingDaysPerYear.Values.Sum(), text);
            Assert.Equal(expected.Days.Count == 0 ? (LocalDate?)null : expected.Days.Min, verdict.FirstFailingDay);
            broken += verdict.Holds ? 0 : 1;
        }

        Assert.InRange(broken, 40, 180);
    }

    private static (Duration Wait, Duration Overlap, SortedSet<LocalDate> Days) BruteForce(OrderEdge edge, RandomCron producer, RandomCron consumer, ProofHorizon horizon)
    {
        var (wait, overlap, days) = (Duration.Zero, Duration.Zero, new SortedSet<LocalDate>());
        var (producerZone, consumerZone) = (edge.Producer.Schedule.Zone, edge.Consumer.Schedule.Zone);
        var (early, late) = (horizon.From - Duration.FromDays(5), horizon.To + Duration.FromDays(9));
        var consumers = DstPolicy.All.ToDictionary(p => p, p => Runs(consumer.Fires(consumerZone, early, late, p), edge.Consumer.Longest));
        foreach (var policy in DstPolicy.All)
        {
            var runs = Runs(producer.Fires(producerZone, early, horizon.To, policy), edge.Producer.Longest);
            foreach (var other in producerZone == consumerZone ? [policy] : DstPolicy.All)
            {
                foreach (var run in runs.Where(r => r.End >= horizon.From && r.End < horizon.To))
                {
                    var waited = consumers[other][FirstAtOrAfter(consumers[other], run.End)].Start - run.End;
                    wait = Duration.Max(wait, waited);
                    if (waited > edge.Within) days.Add(run.End.InZone(producerZone).Date);
                }

                foreach (var start in consumers[other].Select(c => c.Start).Where(s => s >= horizon.From && s < horizon.To))
                {
                    foreach (var run in runs.Skip(Math.Max(0, FirstAtOrAfter(runs, start) - 3)).Take(5).Where(r => r.Start <= start && start < r.End))
                    {
                        overlap = Duration.Max(overlap, run.End - start);
                        if (!edge.Producer.AtomicWrites) days.Add(start.InZone(producerZone).Date);
                    }
                }
            }
        }

        return (wait, overlap, days);
    }

    private static int FirstAtOrAfter(List<(Instant Start, Instant End)> runs, Instant at)
    {
        var (low, high) = (0, runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].Start < at) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private static List<(Instant Start, Instant End)> Runs(List<Instant> fires, Duration longest)
    {
        var runs = new List<(Instant Start, Instant End)>();
        foreach (var fire in fires)
        {
            if (runs.Count > 0 && fire <= runs[^1].Start) continue;
            var start = runs.Count > 0 && runs[^1].End > fire ? runs[^1].End : fire;
            runs.Add((start, start + longest));
        }

        return runs;
    }
}
