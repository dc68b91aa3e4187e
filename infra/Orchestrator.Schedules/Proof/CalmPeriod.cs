using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Something that happens in every period of a calm stretch: a wait, or an overlap. In ticks.
/// </summary>
/// <param name="Anchor">The start or end of a run that brings it about: it belongs to the stretch in which the anchor lies.</param>
/// <param name="At">When it happens.</param>
/// <param name="Length">How long the wait or the overlap is.</param>
/// <param name="IsWait">Which of the two.</param>
/// <param name="Fails">Whether the order fails by it.</param>
internal readonly record struct OrderEvent(long Anchor, long At, long Length, bool IsWait, bool Fails);

/// <summary>What happens in one period of an edge whose zones keep their offsets: everything that fails, the longest wait and the longest overlap.</summary>
internal sealed class CalmPeriod
{
    private static readonly long Reference = Instant.FromUtc(2023, 1, 1, 0, 0).ToUnixTimeTicks();
    private readonly List<OrderEvent> failing = [];
    private readonly long length;
    private OrderEvent? wait;
    private OrderEvent? overlap;

    private CalmPeriod(long length) => this.length = length;

    /// <summary>Walks one period.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="offsets">The offsets of the producer's zone and the consumer's, in seconds.</param>
    /// <param name="length">A day or a week.</param>
    /// <param name="felt">How long a fire can be felt.</param>
    /// <param name="walk">Between <see cref="OrderWalk.Begin"/> and the next one.</param>
    /// <param name="twice">Whether one fire is delivered twice.</param>
    public static CalmPeriod Of(OrderEdge edge, (long Producer, long Consumer) offsets, long length, long felt, OrderWalk walk, bool twice)
    {
        var period = new CalmPeriod(length);
        var still = edge with { Producer = Still(edge.Producer, offsets.Producer), Consumer = Still(edge.Consumer, offsets.Consumer) };
        walk.Ledger.Record(period.Keep);
        walk.Load(still, Reference - felt, Reference + length + felt, new(DstPolicy.Default, DstPolicy.Default));
        if (twice) walk.Twice(Reference, Reference + length, felt, felt);
        else walk.Once(Reference, Reference + length);
        walk.Ledger.Record(null);
        return period;
    }

    /// <summary>Tells what happens in a stretch that is at least a period long.</summary>
    /// <param name="begin">The first anchor.</param>
    /// <param name="end">The first anchor after it.</param>
    /// <param name="from">Begin of the horizon.</param>
    /// <param name="to">Its end.</param>
    /// <param name="ledger">Who is told.</param>
    public void Tell(long begin, long end, long from, long to, OrderLedger ledger)
    {
        if (wait is { } longest) Tell(longest, begin, end, from, to, ledger);
        if (overlap is { } widest) Tell(widest, begin, end, from, to, ledger);
        foreach (var failure in failing) Tell(failure, begin, end, from, to, ledger);
        ledger.Repeat(1, 1);
    }

    private void Tell(OrderEvent happens, long begin, long end, long from, long to, OrderLedger ledger)
    {
        var first = Ceiling(Math.Max(begin - happens.Anchor, from - happens.At));
        var count = Ceiling(Math.Min(end - happens.Anchor, to - happens.At)) - first;
        if (count <= 0) return;
        ledger.Repeat((int)count, (int)(length / NodaConstants.TicksPerDay));
        if (happens.IsWait) ledger.Wait(happens.At + (first * length), happens.Length, happens.Fails);
        else ledger.Overlap(happens.At + (first * length), happens.Length, happens.Fails);
    }

    private long Ceiling(long distance) => distance >= 0 ? (distance + length - 1) / length : -(-distance / length);

    private void Keep(OrderEvent happens)
    {
        if (happens.Fails) failing.Add(happens);
        else if (happens.IsWait && happens.Length > (wait?.Length ?? -1)) wait = happens;
        else if (!happens.IsWait && happens.Length > (overlap?.Length ?? -1)) overlap = happens;
    }

    private static RunSpan Still(RunSpan job, long offset) =>
        job with { Schedule = new ZonedSchedule(job.Schedule.Expression, DateTimeZone.ForOffset(Offset.FromSeconds((int)offset))) };
}
