using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

public sealed class OrderLaws
{
    private static readonly string[] Zones =
        ["America/Denver", "America/Phoenix", "Etc/UTC", "Australia/Lord_Howe", "Europe/London", "Africa/Casablanca", "America/New_York", "Asia/Kolkata", "Antarctica/Troll", "Pacific/Auckland"];

    [Theory] // 50 times as many with ORCHESTRATOR_SOAK=50: 100,000 edges.
    [InlineData(2026, 2_000, 12)]
    [InlineData(33, 100, 40)]
    [InlineData(7, 60, 1500)]
    public void The_proof_agrees_with_brute_force(int seed, int edges, int days)
    {
        var random = new Random(seed);
        var (broken, brokenTwice) = (0, 0);
        for (var i = 0; i < edges * Soak.Times; i++)
        {
            var (edge, producer, consumer) = Edge(random, days);
            var horizon = Horizon(random, random.Next(2) == 0 ? edge.Producer.Schedule.Zone : edge.Consumer.Schedule.Zone, days);
            var verdict = OrderProof.Prove(edge, horizon);
            // Every second delivery of years would be simulated for hours.
            if (days > 100 && verdict.OnlyWhenDeliveredTwice) continue;
            var expected = OrderByBruteForce.Find(edge, producer, consumer, horizon, twice: days <= 100);

            var text = $"seed {seed}, edge {i}: {edge.Producer.Schedule} {edge.Producer.Longest} atomic {edge.Producer.AtomicWrites} -> {edge.Consumer.Schedule} {edge.Consumer.Longest} within {edge.Within} from {horizon.From}";
            Assert.True(expected.Days.Count == 0 == verdict.Holds, $"{text}: {expected.Days.Count} days");
            Assert.True(expected.Twice == verdict.OnlyWhenDeliveredTwice, text);
            Assert.True(expected.Wait == verdict.WorstWait, $"{text}: {expected.Wait} but {verdict.WorstWait}");
            Assert.True(expected.Overlap == verdict.WorstOverlap, $"{text}: {expected.Overlap} but {verdict.WorstOverlap}");
            Assert.True(expected.Days.Count == verdict.FailingDaysPerYear.Values.Sum(), $"{text}: {expected.Days.Count} days but {verdict.FailingDaysPerYear.Values.Sum()}");
            Assert.Equal(expected.Days.Count == 0 ? (LocalDate?)null : expected.Days.Min(), verdict.FirstFailingDay);
            broken += verdict.Holds ? 0 : 1;
            brokenTwice += verdict.OnlyWhenDeliveredTwice ? 1 : 0;
        }

        Assert.InRange(broken, edges * Soak.Times / 5, edges * Soak.Times * 9 / 10);
        Assert.True(days > 100 || brokenTwice >= edges / 60, $"{brokenTwice}");
    }

    [Theory] // 30 minutes from 02:00 on; the second delivery runs until 03:00.
    [InlineData("30 2 * * *", false)]
    [InlineData("59 2 * * *", true)]
    [InlineData("0 3 * * *", false)]
    public void A_second_delivery_of_a_producer_that_writes_in_pieces_reaches_the_consumer(string consumer, bool broken)
    {
        var edge = new OrderEdge(Run("0 2 * * *", 30, atomic: false), Run(consumer, 10, atomic: true), Duration.FromHours(3));
        var verdict = OrderProof.Prove(edge, ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 0, 0)));
        Assert.Equal(consumer == "30 2 * * *" || broken, verdict.OnlyWhenDeliveredTwice);
        Assert.Equal(!verdict.OnlyWhenDeliveredTwice, verdict.Holds);
    }

    [Fact] // 2023-04-23 02:10 falls into the gap after Ramadan: under the policy that skips it, the next fire is a month later.
    public void A_wait_that_ends_after_the_horizon_ends_after_a_gap_there_too()
    {
        var edge = new OrderEdge(
            new RunSpan("producer", ZonedSchedule.Parse("*/12 * * * *", "Africa/Casablanca"), Duration.FromMinutes(11), AtomicWrites: false),
            new RunSpan("consumer", ZonedSchedule.Parse("10 2 23 * *", "Africa/Casablanca"), Duration.FromMinutes(35), AtomicWrites: true),
            Duration.FromHours(55));
        var from = Instant.FromUtc(2023, 3, 16, 2, 0);
        Assert.Equal(Duration.FromDays(60) + Duration.FromMinutes((22 * 60) + 59), OrderProof.Prove(edge, new(from, from + Duration.FromDays(12))).WorstWait);
    }

    [Fact]
    public void A_second_delivery_of_an_atomic_producer_harms_nobody()
    {
        var edge = new OrderEdge(Run("0 2 * * *", 30, atomic: true), Run("59 2 * * *", 10, atomic: true), Duration.FromHours(3));
        Assert.True(OrderProof.Prove(edge, ProofHorizon.TenYearsFrom(Instant.FromUtc(2026, 1, 1, 0, 0))).Holds);
    }

    private static RunSpan Run(string cron, int minutes, bool atomic) => new(cron, ZonedSchedule.Parse(cron, "America/Phoenix"), Duration.FromMinutes(minutes), atomic);

    private static (OrderEdge Edge, RandomCron Producer, RandomCron Consumer) Edge(Random random, int days)
    {
        var (producer, consumer) = (RandomCron.OfAnyRhythm(random), RandomCron.OfAnyRhythm(random));
        var producerZone = Zones[random.Next(Zones.Length)];
        var consumerZone = random.Next(2) == 0 ? producerZone : Zones[random.Next(Zones.Length)];
        var edge = new OrderEdge(
            new RunSpan("producer", ZonedSchedule.Parse(producer.Text, producerZone), Longest(random, producer, days), random.Next(2) == 0),
            new RunSpan("consumer", ZonedSchedule.Parse(consumer.Text, consumerZone), Longest(random, consumer, days), AtomicWrites: true),
            Duration.FromHours(random.Next(1, 80)));
        return (edge, producer, consumer);
    }

    // A job that never catches up is rare, and slow to simulate.
    private static Duration Longest(Random random, RandomCron cron, int days)
    {
        var longest = random.Next(3) switch
        {
            0 => Duration.FromSeconds(random.Next(600)),
            1 => Duration.FromMinutes(random.Next(1, 100)),
            _ => Duration.FromMinutes(random.Next(1, 40)),
        };
        return days < 100 && random.Next(40) == 0 ? longest : Duration.Min(longest, Duration.FromMinutes(cron.NarrowestMinutes - 1));
    }

    // Every second one has a change of clocks of one of the zones in its middle.
    private static ProofHorizon Horizon(Random random, DateTimeZone zone, int days)
    {
        var from = Instant.FromUtc(2000, 1, 1, 0, 0) + Duration.FromHours(random.Next(37 * 365 * 24));
        if (random.Next(2) == 0 && zone.GetZoneInterval(from) is { HasEnd: true } interval) from = interval.End - Duration.FromHours(random.Next(24 * days));
        return new(from, from + Duration.FromDays(days));
    }
}
