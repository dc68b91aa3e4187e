using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>One failure of an order: when it is dated, and until when the wait lasts.</summary>
internal readonly record struct OrderFailure(long At, long Until);

/// <summary>One pass over the runs of a producer and a consumer under one pair of policies.</summary>
internal sealed class OldOrderWalk(OrderEdge edge, ProofHorizon horizon, Duration margin)
{
    private readonly long from = horizon.From.ToUnixTimeTicks();
    private readonly long to = horizon.To.ToUnixTimeTicks();
    private readonly long within = edge.Within.BclCompatibleTicks;
    private readonly long air = margin.BclCompatibleTicks;

    public long WorstWait { get; private set; }

    public long WorstWaitAt { get; private set; } = horizon.From.ToUnixTimeTicks();

    public long WorstOverlap { get; private set; }

    /// <summary>Every failure; waits and overlaps each in the order of time.</summary>
    public List<OrderFailure> Failures { get; } = [];

    public void Waits(List<RunTicks> producers, List<RunTicks> consumers)
    {
        var next = 0;
        foreach (var run in producers)
        {
            if (run.End < from || run.End >= to) continue;
            while (next < consumers.Count && consumers[next].Start < run.End) next++;
            var start = consumers[next].Start;
            var wait = start - run.End;
            if (wait > WorstWait) (WorstWait, WorstWaitAt) = (wait, run.End);
            if (wait > within) Failures.Add(new OrderFailure(run.End, start));
        }
    }

    // A run that ends as the consumer starts is over; one that starts with the consumer is in progress.
    public void Overlaps(List<RunTicks> producers, List<RunTicks> consumers)
    {
        var run = 0;
        foreach (var consumer in consumers)
        {
            if (consumer.Start < from || consumer.Start >= to) continue;
            while (run + 1 < producers.Count && producers[run + 1].Start <= consumer.Start) run++;
            if (run >= producers.Count || producers[run].Start > consumer.Start || producers[run].End + air <= consumer.Start) continue;
            WorstOverlap = Math.Max(WorstOverlap, producers[run].End - consumer.Start);
            if (!edge.Producer.AtomicWrites || air > 0) Failures.Add(new OrderFailure(consumer.Start, consumer.Start));
        }
    }
}
