using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Covers a horizon with windows. Where no clocks change the runs of two calm jobs repeat, so one period stands for all; only around a change every
/// policy is walked through. What happens at one change does not reach the next, so the policies of a window are those of its own changes. All in
/// ticks.
/// </summary>
internal sealed class OrderCases
{
    private const long Day = NodaConstants.TicksPerDay;
    private const long Second = NodaConstants.TicksPerSecond;
    private static readonly PolicyPair[] Calmly = [new(DstPolicy.Default, DstPolicy.Default)];

    private readonly OrderEdge edge;
    private readonly OrderWalk walk;
    private readonly OrderLedger ledger;
    private readonly bool twice;
    private readonly PolicyPairs policies;
    private readonly long from;
    private readonly long to;
    private readonly long producing;
    private readonly long consuming;
    private readonly Dictionary<(long, long), CalmPeriod> periods = [];
    private long period;
    private readonly Dictionary<ChangeCluster, (long Begin, OrderEvents Events)> clusters = [];
    private SparseJob? sparse;

    // How long a fire can be felt by later runs.
    private long felt;
    private long producerSettles = long.MaxValue;
    private long consumerSettles = long.MaxValue;

    private OrderCases(OrderEdge edge, ProofHorizon horizon, Duration margin, OrderWalk walk, bool twice)
    {
        (this.edge, this.walk, this.twice, ledger, policies) = (edge, walk, twice, walk.Ledger, new PolicyPairs(edge));
        (from, to) = (horizon.From.ToUnixTimeTicks(), horizon.To.ToUnixTimeTicks());
        (producing, consuming) = (edge.Producer.Longest.BclCompatibleTicks, edge.Consumer.Longest.BclCompatibleTicks);
        felt = from - Early;
        walk.Begin(edge, margin, from, to);
    }

    /// <summary>Finds everything over a horizon and leaves it in the walk's ledger.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="horizon">The time over which.</param>
    /// <param name="margin">Air after each run of the producer.</param>
    /// <param name="walk">What to walk with.</param>
    /// <param name="twice">Whether one fire is delivered twice.</param>
    public static void Find(OrderEdge edge, ProofHorizon horizon, Duration margin, OrderWalk walk, bool twice) => new OrderCases(edge, horizon, margin, walk, twice).Find();

    /// <summary>Looks at a short horizon under every pair of policies that differ.</summary>
    public static FailingCases Failing(OrderEdge edge, ProofHorizon horizon, Duration margin, OrderWalk walk, bool twice)
    {
        var (failing, until) = (new List<PolicyPair>(), long.MinValue);
        var all = new OrderCases(edge, horizon, margin, walk, twice).Whole().ToArray();
        foreach (var pair in all)
        {
            var cases = new OrderCases(edge, horizon, margin, walk, twice);
            cases.Window(cases.from, cases.to, cases.Early, cases.to, [pair]);
            if (!walk.Ledger.Failed) continue;
            failing.Add(pair);
            until = Math.Max(until, walk.Ledger.LastUntil);
        }

        return new(all, failing, until);
    }

    // From when on fires are looked at so that a run in progress, or late, at the beginning of the horizon is seen.
    private long Early => from - (2 * Day) - (2 * Math.Max(producing, consuming));

    // The consumer's first fire after an instant ends the last wait before it; a change of clocks until then counts.
    private long Beyond(long end) => (edge.Consumer.Schedule.Next(Instant.FromUnixTimeTicks(end) + edge.Consumer.Longest, DstPolicy.Default) + Duration.FromDays(2)).ToUnixTimeTicks();

    private void Find()
    {
        var producer = Rhythm.Of(edge.Producer.Schedule.Expression.Pattern, producing);
        var consumer = Rhythm.Of(edge.Consumer.Schedule.Expression.Pattern, consuming);
        if (!producer.Calm || !consumer.Calm)
        {
            Window(from, to, Early, to, Whole());
            return;
        }

        (producerSettles, consumerSettles) = (producer.Settle, consumer.Settle);
        felt = producer.Settle + consumer.Settle + (2 * (producing + consuming)) + Second;
        period = producer.Period == 0 || consumer.Period == 0 ? 0 : Math.Max(producer.Period, consumer.Period);
        sparse = SparseJob.Of(edge, producer, consumer, this, ledger, twice);
        var (begin, calmFrom, cluster) = (from, from, new ChangeCluster());
        foreach (var change in policies.Changes(from - (2 * felt) - (2 * Day), Math.Max(Beyond(to), to + felt + consumer.Widest + (2 * Day))))
        {
            // Before a change it can be felt by producers that wait for the consumer's next start, afterwards by runs that are not on time yet.
            var calmUntil = Math.Min(change.At - change.Jump - felt - (period > 0 ? consumer.Widest : WaitsFor(change)), to);
            if (calmUntil > calmFrom)
            {
                Changing(begin, calmFrom, consumer.Widest, cluster);
                Calm(calmFrom, calmUntil);
                (begin, cluster) = (calmUntil, new ChangeCluster());
            }

            cluster = cluster.With(change.At, begin, period, policies);
            calmFrom = Math.Max(calmFrom, Math.Min(change.At + change.Jump + (2 * felt), to));
        }

        Changing(begin, calmFrom, consumer.Widest, cluster);
        Calm(calmFrom, to);
    }

    // One period stands for all, whichever day it is.
    private void Calm(long begin, long end)
    {
        if (begin >= end) return;
        if (sparse is not null)
        {
            sparse.Tell(begin, end, felt);
            return;
        }

        if (period == 0 || end - begin < period)
        {
            CalmWindow(begin, end);
            return;
        }

        var offsets = policies.Offsets(begin);
        if (!periods.TryGetValue(offsets, out var one)) periods[offsets] = one = CalmPeriod.Of(edge, offsets, period, felt, walk, twice);
        one.Tell(First(begin), end, from, to, ledger);
    }

    // A run before the horizon that is delivered twice can be felt in it.
    private long First(long begin) => twice && begin == from ? begin - felt : begin;

    // Changes of one kind, year after year, do the same to jobs that go by day and week.
    private void Changing(long begin, long end, long widest, ChangeCluster cluster)
    {
        if (period == 0 || begin == from || end >= to || !cluster.IsKnown)
        {
            // The next fire of a consumer that goes by the date can be a month away, at a change of clocks that this window does not reach.
            var waiting = period > 0 ? end + felt + widest : Math.Max(end + felt + widest, Beyond(end));
            Window(begin, end, begin - (2 * felt), end + felt, policies.Around(begin - (2 * felt), waiting));
            return;
        }

        if (!clusters.TryGetValue(cluster, out var known))
        {
            clusters[cluster] = known = (begin, new OrderEvents());
            ledger.Record(known.Events.Keep);
            Window(begin, end, begin - (2 * felt), end + felt, policies.Around(begin - (2 * felt), end + felt + widest));
            ledger.Record(null);
        }

        known.Events.Tell(ledger, begin - known.Begin);
    }

    /// <summary>Looks at the events of a window in which no fire meets a change of clocks.</summary>
    public void CalmWindow(long begin, long end) => Window(begin, end, begin - (2 * felt), end + felt, Calmly);

    private void Window(long begin, long end, long early, long late, ReadOnlySpan<PolicyPair> pairs)
    {
        if (begin >= end) return;
        foreach (var pair in pairs)
        {
            walk.Load(edge, early, late, pair);
            if (twice) walk.Twice(First(begin), end, producerSettles, consumerSettles);
            else walk.Once(begin, end);
        }
    }

    private ReadOnlySpan<PolicyPair> Whole() => policies.Around(Early, Beyond(to));

    // How long producers may have waited for a fire of a consumer that goes by the date, when that fire depends on the policy.
    private long WaitsFor(ClockChange change)
    {
        if (!policies.ConsumerMeets(change)) return 0;
        var at = change.At - change.Jump;
        return at - edge.Consumer.Schedule.Previous(Instant.FromUnixTimeTicks(at), DstPolicy.Default).ToUnixTimeTicks();
    }
}
