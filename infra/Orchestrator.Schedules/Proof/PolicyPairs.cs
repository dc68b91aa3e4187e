using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>One policy for the producer's zone and one for the consumer's.</summary>
internal readonly record struct PolicyPair(DstPolicy Producer, DstPolicy Consumer);

/// <summary>A change of clocks, and by how much they jump; in ticks.</summary>
internal readonly record struct ClockChange(long At, long Jump);

/// <summary>
/// One or two changes of clocks near each other, as far as they matter to jobs that go by day and week: two equal clusters do the same to such jobs.
/// </summary>
/// <param name="Count">How many changes.</param>
/// <param name="Phase">The time of the day or week of the first, in ticks.</param>
/// <param name="First">From the begin of the window to the first, in ticks.</param>
/// <param name="Second">From the begin of the window to the second, in ticks.</param>
/// <param name="Before">The offsets before them, producer and consumer, in seconds.</param>
/// <param name="Between">The offsets after the first.</param>
/// <param name="After">The offsets after the second.</param>
internal readonly record struct ChangeCluster(int Count, long Phase, long First, long Second, (long, long) Before, (long, long) Between, (long, long) After)
{
    /// <summary>Whether it can be compared: three changes in a row are not.</summary>
    public bool IsKnown => Count is 1 or 2;

    /// <summary>The cluster with one more change.</summary>
    public ChangeCluster With(long at, long begin, long period, PolicyPairs policies) => Count switch
    {
        _ when period == 0 => this,
        0 => new(1, at % period, at - begin, 0, policies.Offsets(at - 1), policies.Offsets(at), default),
        1 => this with { Count = 2, Second = at - begin, After = policies.Offsets(at) },
        _ => this with { Count = Count + 1 },
    };
}

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
