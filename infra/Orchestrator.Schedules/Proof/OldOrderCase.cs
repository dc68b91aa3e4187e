using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>An edge under one pair of policies, and what the walk found.</summary>
internal sealed record OldOrderCase(DstPolicy Producer, DstPolicy Consumer, OldOrderWalk Walk, HashSet<LocalDate> Days)
{
    /// <summary>Every pair of policies that can differ: one zone has one policy, two zones have all combinations.</summary>
    public static IReadOnlyList<OldOrderCase> All(OrderEdge edge, ProofHorizon horizon, Duration margin)
    {
        var (producer, consumer) = (edge.Producer.Schedule, edge.Consumer.Schedule);
        var begin = Math.Min(OldRunTimeline.WarmUp(edge.Producer, horizon), OldRunTimeline.WarmUp(edge.Consumer, horizon));
        if (producer.Zone.Id == consumer.Zone.Id)
        {
            var policies = OldZonePolicies.Distinct(producer.Zone, [producer.Expression, consumer.Expression], begin, Beyond(edge, horizon));
            return [.. policies.Select(policy => Of(edge, horizon, margin, policy, policy, OldRunTimeline.Of(edge.Producer, horizon, policy)))];
        }

        var consumers = OldZonePolicies.Distinct(consumer.Zone, [consumer.Expression], begin, Beyond(edge, horizon));
        return
        [
            .. from policy in OldZonePolicies.Distinct(producer.Zone, [producer.Expression], begin, horizon.To.ToUnixTimeSeconds() + 1)
               let runs = OldRunTimeline.Of(edge.Producer, horizon, policy)
               from other in consumers
               select Of(edge, horizon, margin, policy, other, runs),
        ];
    }

    public IEnumerable<OrderFailure> FailuresOn(LocalDate day, DateTimeZone zone) => Walk.Failures.Where(f => DateOf(f, zone) == day);

    private static OldOrderCase Of(OrderEdge edge, ProofHorizon horizon, Duration margin, DstPolicy producer, DstPolicy consumer, List<RunTicks> producers)
    {
        var ends = producers.FindLastIndex(run => run.End < horizon.To.ToUnixTimeTicks());
        var consumers = OldRunTimeline.Of(edge.Consumer, horizon, consumer, ends < 0 ? null : producers[ends].End);
        var walk = new OldOrderWalk(edge, horizon, margin);
        walk.Waits(producers, consumers);
        walk.Overlaps(producers, consumers);
        return new OldOrderCase(producer, consumer, walk, [.. walk.Failures.Select(f => DateOf(f, edge.Producer.Schedule.Zone))]);
    }

    // The consumer's first fire after the horizon ends the last wait; a change of clocks until then counts.
    private static long Beyond(OrderEdge edge, ProofHorizon horizon) =>
        (edge.Consumer.Schedule.Next(horizon.To + edge.Consumer.Longest, DstPolicy.Default) + Duration.FromDays(2)).ToUnixTimeSeconds();

    private static LocalDate DateOf(OrderFailure failure, DateTimeZone zone) => Instant.FromUnixTimeTicks(failure.At).InZone(zone).Date;
}
