using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Proves one edge after the other with the same buffers.</summary>
internal sealed class OrderProver
{
    private readonly OrderWalk once = new();
    private readonly OrderWalk twice = new();

    public OrderVerdict Prove(OrderEdge edge, ProofHorizon horizon, Duration margin)
    {
        OrderCases.Find(edge, horizon, margin, once, twice: false);
        if (once.Ledger.Failed) return Verdict(edge, horizon, margin, once);
        OrderCases.Find(edge, horizon, margin, twice, twice: true);
        return Verdict(edge, horizon, margin, twice.Ledger.Failed ? twice : once);
    }

    private OrderVerdict Verdict(OrderEdge edge, ProofHorizon horizon, Duration margin, OrderWalk walk)
    {
        var (ledger, second) = (walk.Ledger, walk == twice);
        var (wait, at, overlap) = (once.Ledger.WorstWait, once.Ledger.WorstWaitAt, once.Ledger.WorstOverlap);
        if (second && ledger.WorstWait > wait) (wait, at) = (ledger.WorstWait, ledger.WorstWaitAt);
        if (second) overlap = Math.Max(overlap, ledger.WorstOverlap);
        var first = ledger.Failed ? ledger.Days.First : null;
        var verdict = new OrderVerdict
        {
            Holds = !ledger.Failed,
            WorstWait = Duration.FromTicks(wait),
            WorstWaitAt = Instant.FromUnixTimeTicks(at),
            WorstOverlap = Duration.FromTicks(overlap),
            FailingDaysPerYear = ledger.Failed ? ledger.Days.PerYear() : new Dictionary<int, int>(),
            FirstFailingDay = first,
            LastFailingDay = first is { } day ? ledger.Days.LastUntil(new LocalDate(day.Year, 12, 31)) : null,
            OnlyWhenDeliveredTwice = second,
        };
        return first is { } failing ? OrderCause.Explain(verdict, edge, failing, horizon, margin, walk) : verdict;
    }
}
