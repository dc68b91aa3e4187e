using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// The order of a producer and a consumer for all schedules they may get. Arithmetic answers first, days around changes of clocks next, the proof
/// last; every answer is kept. A consumer that stays where it is needs its order to hold; one that is moved gets the margin too, in which it may not
/// start even if the writes are atomic. Without a margin (null) it needs no more than the order: it fires so often that no air fits in between.
/// </summary>
internal sealed class OrderLink(ProofLedger ledger, Duration within, Duration? margin)
{
    // The first and the last day of a stretch count in part only, and a change of clocks takes an hour or two.
    private static readonly Duration Slack = Duration.FromHours(51);
    private readonly Dictionary<(Candidate, Candidate), OrderVerdict> proven = [];
    private readonly HashSet<(Candidate, Candidate)> refuted = [];
    private readonly HashSet<(Candidate, Candidate)> probed = [];
    private readonly Dictionary<(Candidate, Candidate), OrderEstimate> estimates = [];
    private readonly List<TurnTable> turns = [];

    // The most days the consumer waits between two of its own, the same for all times of its days.
    private int? gap;

    /// <summary>Whether a moved consumer gets a margin.</summary>
    public bool HasMargin => margin > Duration.Zero;

    /// <summary>Whether nothing is known against the pair.</summary>
    public bool IsPossible(Candidate producer, Candidate consumer)
    {
        if (!Estimate(producer, consumer).Possible) return false;
        if (producer.Live && consumer.Live) return Proves(producer, consumer);
        return refuted.Count == 0 || !refuted.Contains((producer, consumer));
    }

    /// <summary>Whether arithmetic has nothing against the pair. The answer is not kept: it is for schedules that are tried once.</summary>
    public bool Suits(Candidate producer, Candidate consumer) => Calculate(producer, consumer).Possible;

    /// <summary>Whether a moved consumer would never start during a run of the producer, or in the air after it, on ordinary days.</summary>
    public bool IsApart(Candidate producer, Candidate consumer)
    {
        var (edge, air) = Edge(producer, consumer);
        long? apart = air > Duration.Zero || !edge.Producer.AtomicWrites ? air.BclCompatibleTicks : null;
        return producer.Circle is not { } runs || OrderEstimate.Of(runs, consumer.Circle!, ledger.Clocks.Ahead(producer.Zone, consumer.Zone), long.MaxValue, apart).Possible;
    }

    /// <summary>For each run of a producer of every day: the minutes after midnight from which and until which a consumer on another clock has to start.</summary>
    public IEnumerable<(int From, int Until)> Duties(Candidate producer, DateTimeZone zone)
    {
        if (!producer.Daily) yield break;
        var circle = producer.EveryDay;
        foreach (var ahead in ledger.Clocks.Ahead(producer.Zone, zone))
        {
            foreach (var start in Enumerable.Range(0, (int)(NodaConstants.TicksPerDay / circle.Length)).SelectMany(lap => circle.Starts.Select(s => s + (lap * circle.Length))))
            {
                var end = start + circle.Longest + ahead;
                yield return ((int)Math.Ceiling((end + (margin ?? Duration.Zero).BclCompatibleTicks) / (double)RunCircle.Minute), (int)Math.Floor((end + within.BclCompatibleTicks) / (double)RunCircle.Minute));
            }
        }
    }

    /// <summary>The longest wait on ordinary days, in ticks.</summary>
    public long Wait(Candidate producer, Candidate consumer) => Estimate(producer, consumer).Wait;

    /// <summary>Whether the pair passes on the days around changes of clocks.</summary>
    public bool PassesProbes(Candidate producer, Candidate consumer)
    {
        if (!IsPossible(producer, consumer)) return false;
        if (producer.Live && consumer.Live) return true;
        if (!probed.Add((producer, consumer))) return true;
        var (edge, air) = Edge(producer, consumer);
        if (ledger.Clocks.Probes(producer.Zone, consumer.Zone).All(days => ledger.Look(edge, air, days).Holds)) return true;
        return Refute(producer, consumer);
    }

    /// <summary>Whether the pair is proven over the whole horizon, by the proof itself.</summary>
    public bool Proves(Candidate producer, Candidate consumer)
    {
        if (proven.TryGetValue((producer, consumer), out var known)) return known.Holds;
        var (edge, air) = Edge(producer, consumer);
        var verdict = proven[(producer, consumer)] = ledger.Prove(edge, air);
        return verdict.Holds || Refute(producer, consumer);
    }

    /// <summary>Whether the pair has been proven already.</summary>
    public bool IsProven(Candidate producer, Candidate consumer) => proven.GetValueOrDefault((producer, consumer)) is { Holds: true };

    /// <summary>The longest wait of a pair that has been proven.</summary>
    public Duration WorstWait(Candidate producer, Candidate consumer) => proven[(producer, consumer)].WorstWait;

    private OrderEstimate Estimate(Candidate producer, Candidate consumer)
    {
        if (producer is { Daily: true, Rotation: { } one } && consumer is { Daily: true, Rotation: { } other })
        {
            var (table, turn) = (TableOf(producer.Zone, consumer.Zone, consumer.Live), other >= one ? other - one : other - one + 1440);
            return table.Estimates[turn] ??= Calculate(producer, consumer);
        }

        if (!estimates.TryGetValue((producer, consumer), out var estimate)) estimates[(producer, consumer)] = estimate = Calculate(producer, consumer);
        return estimate;
    }

    private TurnTable TableOf(DateTimeZone producer, DateTimeZone consumer, bool live)
    {
        foreach (var table in turns)
        {
            if (table.Live == live && ReferenceEquals(table.Producer, producer) && ReferenceEquals(table.Consumer, consumer)) return table;
        }

        turns.Add(new TurnTable(producer, consumer, live, new OrderEstimate?[1440]));
        return turns[^1];
    }

    private OrderEstimate Calculate(Candidate producer, Candidate consumer)
    {
        var (edge, air) = Edge(producer, consumer);
        long? apart = air > Duration.Zero || !edge.Producer.AtomicWrites ? air.BclCompatibleTicks : null;
        if (producer.Circle is { } runs && consumer.Circle is { } starts)
        {
            return OrderEstimate.Of(runs, starts, ledger.Clocks.Ahead(producer.Zone, consumer.Zone), within.BclCompatibleTicks, apart);
        }

        // In the longest time without a start the producer finishes a run, early in it.
        gap ??= ledger.GapInside(consumer.Schedule.Expression);
        if (Duration.FromDays(gap.Value - producer.LongestGap) - Slack - edge.Producer.Longest > within) return new(false, Duration.FromDays(gap.Value).BclCompatibleTicks);

        // A consumer of every day starts after one run as after another; the producer has some in every season.
        if (consumer.Daily && producer.LongestGap <= 31)
        {
            return OrderEstimate.Of(producer.EveryDay, consumer.Circle!, ledger.Clocks.AheadForMonths(producer.Zone, consumer.Zone), within.BclCompatibleTicks, apart);
        }

        // Days that depend on the date follow no circle; they are few, so a year of them is soon looked at.
        var verdict = ledger.Look(edge, air, ledger.FirstYear);
        return new(verdict.Holds, verdict.WorstWait.BclCompatibleTicks);
    }

    private bool Refute(Candidate producer, Candidate consumer)
    {
        if (refuted.Add((producer, consumer))) ledger.Surprises++;
        return false;
    }

    private (OrderEdge Edge, Duration Air) Edge(Candidate producer, Candidate consumer) => consumer.Live || margin is not { } air
        ? (new(producer.Run, consumer.Run, within), Duration.Zero)
        : (new(producer.Run with { AtomicWrites = false }, consumer.Run, within), air);

    // Of two jobs of every day only the distance of their times counts.
    private sealed record TurnTable(DateTimeZone Producer, DateTimeZone Consumer, bool Live, OrderEstimate?[] Estimates);
}
