using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>What happens in one period of an edge whose zones keep their offsets.</summary>
internal sealed class CalmPeriod
{
    private static readonly long Reference = Instant.FromUtc(2023, 1, 1, 0, 0).ToUnixTimeTicks();
    private readonly OrderEvents events = new();
    private readonly long length;

    private CalmPeriod(long length) => this.length = length;

    /// <summary>Walks one period.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="offsets">The offsets of the producer's zone and the consumer's, in seconds.</param>
    /// <param name="length">A day or a week, in ticks.</param>
    /// <param name="felt">How long a fire can be felt, in ticks.</param>
    /// <param name="walk">Between <see cref="OrderWalk.Begin"/> and the next one.</param>
    /// <param name="twice">Whether one fire is delivered twice.</param>
    public static CalmPeriod Of(OrderEdge edge, (long Producer, long Consumer) offsets, long length, long felt, OrderWalk walk, bool twice)
    {
        var period = new CalmPeriod(length);
        var still = edge with { Producer = Still(edge.Producer, offsets.Producer), Consumer = Still(edge.Consumer, offsets.Consumer) };
        walk.Ledger.Record(period.events.Keep);
        walk.Load(still, Reference - felt, Reference + length + felt, new(DstPolicy.Default, DstPolicy.Default));
        if (twice) walk.Twice(Reference, Reference + length, felt, felt);
        else walk.Once(Reference, Reference + length);
        walk.Ledger.Record(null);
        return period;
    }

    /// <summary>Tells what happens in a stretch that is at least a period long; all in ticks.</summary>
    /// <param name="begin">The first anchor.</param>
    /// <param name="end">The first anchor after it.</param>
    /// <param name="from">Begin of the horizon.</param>
    /// <param name="to">Its end.</param>
    /// <param name="ledger">Who is told.</param>
    public void Tell(long begin, long end, long from, long to, OrderLedger ledger)
    {
        foreach (var happens in events.Kept)
        {
            var first = Ceiling(Math.Max(begin - happens.Anchor, from - happens.At));
            var count = Ceiling(Math.Min(end - happens.Anchor, to - happens.At)) - first;
            if (count <= 0) continue;
            ledger.Repeat((int)count, (int)(length / NodaConstants.TicksPerDay));
            OrderEvents.Tell(happens, ledger, first * length);
        }

        ledger.Repeat(1, 1);
    }

    private long Ceiling(long distance) => distance >= 0 ? (distance + length - 1) / length : -(-distance / length);

    private static RunSpan Still(RunSpan job, long offset) =>
        job with { Schedule = new ZonedSchedule(job.Schedule.Expression, DateTimeZone.ForOffset(Offset.FromSeconds((int)offset))) };
}
