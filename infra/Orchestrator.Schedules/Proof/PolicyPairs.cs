using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>One policy for the producer's zone and one for the consumer's.</summary>
internal readonly record struct PolicyPair(DstPolicy Producer, DstPolicy Consumer);

/// <summary>A change of clocks, and by how much they jump; in ticks.</summary>
internal readonly record struct ClockChange(long At, long Jump);

/// <summary>Under which policies something fails.</summary>
/// <param name="All">Those that differ.</param>
/// <param name="Failing">Those of them that fail.</param>
/// <param name="Until">When the longest failure is over, in ticks.</param>
internal sealed record FailingCases(IReadOnlyList<PolicyPair> All, IReadOnlyList<PolicyPair> Failing, long Until);

/// <summary>The changes of clocks that concern an edge, and the policies that differ there.</summary>
internal sealed class PolicyPairs(OrderEdge edge)
{
    private const long Second = NodaConstants.TicksPerSecond;

    private readonly ZoneTimeline producerZone = ZoneTimeline.Of(edge.Producer.Schedule.Zone);
    private readonly ZoneTimeline consumerZone = ZoneTimeline.Of(edge.Consumer.Schedule.Zone);
    private readonly FirePattern[] producer = [edge.Producer.Schedule.Expression.Pattern];
    private readonly FirePattern[] consumer = [edge.Consumer.Schedule.Expression.Pattern];
    private readonly FirePattern[] both = [edge.Producer.Schedule.Expression.Pattern, edge.Consumer.Schedule.Expression.Pattern];
    private readonly bool sameZone = edge.Producer.Schedule.Zone.Id == edge.Consumer.Schedule.Zone.Id;
    private readonly PolicyPair[] pairs = new PolicyPair[81];

    /// <summary>The pairs that differ around [from, until): one zone has one policy, two zones have all combinations. Valid until the next call.</summary>
    public ReadOnlySpan<PolicyPair> Around(long from, long until)
    {
        var (begin, end, count) = ((from / Second) - 1, (until / Second) + 1, 0);
        if (sameZone)
        {
            foreach (var policy in ZonePolicies.Distinct(producerZone, both, begin, end)) pairs[count++] = new(policy, policy);
            return pairs.AsSpan(0, count);
        }

        var others = ZonePolicies.Distinct(consumerZone, consumer, begin, end);
        foreach (var policy in ZonePolicies.Distinct(producerZone, producer, begin, end))
        {
            foreach (var other in others) pairs[count++] = new(policy, other);
        }

        return pairs.AsSpan(0, count);
    }

    /// <summary>Every change of clocks of either zone, in order.</summary>
    public List<ClockChange> Changes(long from, long until)
    {
        var changes = new List<ClockChange>();
        Add(changes, producerZone.Between(from / Second, (until / Second) + 1));
        if (sameZone) return changes;
        Add(changes, consumerZone.Between(from / Second, (until / Second) + 1));
        changes.Sort(static (one, other) => one.At.CompareTo(other.At));
        return changes;
    }

    /// <summary>The offsets of the producer's zone and the consumer's at an instant, in seconds.</summary>
    public (long Producer, long Consumer) Offsets(long at) =>
        (producerZone.Between(at / Second, (at / Second) + 1)[0].Offset, consumerZone.Between(at / Second, (at / Second) + 1)[0].Offset);

    /// <summary>Whether a fire of the consumer depends on what is done about a change.</summary>
    public bool ConsumerMeets(ClockChange change) =>
        ZonePolicies.Distinct(consumerZone, consumer, (change.At / Second) - 1, (change.At / Second) + 1).Length > 1;

    private static void Add(List<ClockChange> changes, ReadOnlySpan<ZoneSegment> segments)
    {
        for (var i = 1; i < segments.Length; i++) changes.Add(new(segments[i].Start * Second, Math.Abs(segments[i].Offset - segments[i - 1].Offset) * Second));
    }
}
