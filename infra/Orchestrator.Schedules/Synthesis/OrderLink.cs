using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// The order of a producer and a consumer for all schedules they may get. Arithmetic answers first, days around changes of clocks next, the proof
/// last; every answer is kept. A consumer that stays where it is needs its order to hold; one that is moved gets the margin too, in which it may not
/// start even if the writes are atomic. Without a margin (null) it needs no more than the order: it fires so often that no air fits in between.
/// </summary>
internal sealed class OrderLink(ProofLedger ledger, Duration within, Duration? margin)
{
    private readonly Dictionary<(Candidate, Candidate), OrderVerdict> proven = [];
    private readonly HashSet<(Candidate, Candidate)> refuted = [];
    private readonly HashSet<(Candidate, Candidate)> probed = [];
    private readonly Dictionary<(Candidate, Candidate), OrderEstimate> estimates = [];
    private readonly Dictionary<(string, string, bool, int), OrderEstimate> turns = [];

    /// <summary>Whether nothing is known against the pair.</summary>
    public bool IsPossible(Candidate producer, Candidate consumer)
    {
        if (producer.Live && consumer.Live) return Proves(producer, consumer);
        return Estimate(producer, consumer).Possible && (refuted.Count == 0 || !refuted.Contains((producer, consumer)));
    }

    /// <summary>The longest wait on ordinary days, in ticks.</summary>
    public long Wait(Candidate producer, Candidate consumer) => Estimate(producer, consumer).Wait;

    /// <summary>Whether the pair passes on the days around changes of clocks.</summary>
    public bool PassesProbes(Candidate producer, Candidate consumer)
    {
        if (producer.Live && consumer.Live) return Proves(producer, consumer);
        if (!IsPossible(producer, consumer)) return false;
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
            var key = (producer.Zone.Id, consumer.Zone.Id, consumer.Live, (other - one + 1440) % 1440);
            if (!turns.TryGetValue(key, out var known)) turns[key] = known = Calculate(producer, consumer);
            return known;
        }

        if (!estimates.TryGetValue((producer, consumer), out var estimate)) estimates[(producer, consumer)] = estimate = Calculate(producer, consumer);
        return estimate;
    }

    private OrderEstimate Calculate(Candidate producer, Candidate consumer)
    {
        var (edge, air) = Edge(producer, consumer);
        if (producer.Circle is { } runs && consumer.Circle is { } starts)
        {
            long? apart = air > Duration.Zero || !edge.Producer.AtomicWrites ? air.BclCompatibleTicks : null;
            return OrderEstimate.Of(runs, starts, ledger.Clocks.Ahead(producer.Zone, consumer.Zone), within.BclCompatibleTicks, apart);
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
}
