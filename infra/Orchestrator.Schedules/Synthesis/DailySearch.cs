using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Seeks a daily time after some producers. Arithmetic ranks all times of day; only what it puts first is proven.</summary>
internal sealed class DailySearch(Duration longest, DateTimeZone zone, Duration within, Duration margin, ProofHorizon horizon)
{
    private readonly ProofLedger ledger = new(horizon);
    private readonly Dictionary<RunSpan, (Candidate Placed, OrderLink Order)> orders = [];
    private readonly List<Candidate> times =
        [.. MovableTimes.OnceADay.In(zone, new ScheduledJob { Name = "candidate", Schedule = null, Longest = longest, AtomicWrites = true })];

    /// <summary>How many orders were proven or refuted over the whole horizon.</summary>
    public int Proofs => ledger.Proofs;

    public SynthesizedSchedule Earliest(IReadOnlyList<RunSpan> producers)
    {
        if (Find(producers) is { } found)
        {
            return new(new Schedule(found.Schedule.Expression.ToString()!, zone.Id), null) { WorstWait = producers.Select(p => Order(p).Order.WorstWait(Order(p).Placed, found)).DefaultIfEmpty(Duration.Zero).Max() };
        }

        var conflicting = SmallestConflict.Of(producers, some => Find(some) is null);
        return new(null, conflicting[0].Name) { Conflicting = [.. conflicting.Select(p => p.Name)] };
    }

    private Candidate? Find(IReadOnlyList<RunSpan> producers)
    {
        var all = producers.Select(Order).ToList();
        return times
            .Where(time => all.TrueForAll(o => o.Order.IsPossible(o.Placed, time)))
            .OrderByDescending(time => time.Grid)
            .ThenBy(time => all.Select(o => o.Order.Wait(o.Placed, time)).DefaultIfEmpty(0).Max())
            .FirstOrDefault(time => all.TrueForAll(o => o.Order.PassesProbes(o.Placed, time)) && all.TrueForAll(o => o.Order.Proves(o.Placed, time)));
    }

    private (Candidate Placed, OrderLink Order) Order(RunSpan producer)
    {
        if (!orders.TryGetValue(producer, out var order))
        {
            var job = new ScheduledJob { Name = producer.Name, Schedule = producer.Schedule, Longest = producer.Longest, AtomicWrites = producer.AtomicWrites };
            orders[producer] = order = (Candidate.Of(job), new OrderLink(ledger, within, margin));
        }

        return order;
    }
}
