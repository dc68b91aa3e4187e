using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Looks at the events of an edge one by one: each end of a producer's run within a window, and each start of the consumer. The buffers are used
/// again for the next window.
/// </summary>
internal sealed class OrderWalk
{
    private readonly RunBuffer producers = new();
    private readonly RunBuffer consumers = new();
    private long within;
    private long air;
    private long producing;
    private long consuming;
    private bool atomic;
    private long from;
    private long to;

    /// <summary>What was found since <see cref="Begin"/>.</summary>
    public OrderLedger Ledger { get; } = new();

    /// <summary>Whose order is looked at, and the horizon outside which nothing counts.</summary>
    public void Begin(OrderEdge edge, Duration margin, long horizonFrom, long horizonTo)
    {
        (within, air, atomic) = (edge.Within.BclCompatibleTicks, margin.BclCompatibleTicks, edge.Producer.AtomicWrites);
        (producing, consuming) = (edge.Producer.Longest.BclCompatibleTicks, edge.Consumer.Longest.BclCompatibleTicks);
        (from, to) = (horizonFrom, horizonTo);
        Ledger.Begin(edge.Producer.Schedule.Zone, from, to);
    }

    /// <summary>The runs around a window: fires from <paramref name="early"/> on, and until <paramref name="late"/> with the consumer's next start after it.</summary>
    public void Load(OrderEdge edge, long early, long late, PolicyPair policies)
    {
        producers.Fill(edge.Producer, early, late, policies.Producer);
        consumers.Fill(edge.Consumer, early, late, policies.Consumer, late);
    }

    /// <summary>The events in [begin, end), every fire delivered once.</summary>
    public void Once(long begin, long end)
    {
        var starts = consumers.Starts;
        var next = 0;
        foreach (var start in producers.Starts)
        {
            var over = start + producing;
            if (over < begin) continue;
            if (over >= end) break;
            while (starts[next] < over) next++;
            Wait(over, starts[next]);
        }

        for (int i = consumers.At(begin), run = 0; i < starts.Length && starts[i] < end; i++) Overlap(starts[i], ref run, air, !atomic || air > 0);
    }

    /// <summary>What a second delivery of one fire changes, for the runs that start in [begin, end).</summary>
    public void Twice(long begin, long end)
    {
        var starts = producers.Starts;
        for (int i = producers.At(begin), next = 0; i < starts.Length && starts[i] < end; i++)
        {
            if (MakesLate(starts, i, producing)) ProducerTwice(i);
            else Written(starts[i] + producing, ref next);
        }

        starts = consumers.Starts;
        for (int i = consumers.At(begin), run = 0; i < starts.Length && starts[i] < end; i++)
        {
            if (MakesLate(starts, i, consuming)) ConsumerTwice(i);
            else if (!atomic) Overlap(starts[i] + consuming, ref run, 0, fails: true);
        }
    }

    // Whether two runs in a row do not fit before the next one starts, or nothing is known of it.
    private static bool MakesLate(ReadOnlySpan<long> starts, int run, long longest) => run + 1 >= starts.Length || starts[run + 1] - starts[run] < 2 * longest;

    private void Wait(long over, long start)
    {
        if (over >= from && over < to) Ledger.Wait(over, start - over, start - over > within);
    }

    // A run that ends as the consumer starts is over; one that starts with the consumer is in progress.
    private void Overlap(long start, ref int run, long margin, bool fails)
    {
        var starts = producers.Starts;
        while (run + 1 < starts.Length && starts[run + 1] <= start) run++;
        if (run >= starts.Length || starts[run] > start || starts[run] + producing + margin <= start) return;
        if (start >= from && start < to) Ledger.Overlap(start, starts[run] + producing - start, fails);
    }

    // Consumers that start while a run writes in pieces that is not among the runs.
    private void Written(long start, ref int next)
    {
        if (atomic) return;
        var starts = consumers.Starts;
        while (next < starts.Length && starts[next] < start) next++;
        for (var i = next; i < starts.Length && starts[i] < start + producing; i++)
        {
            if (starts[i] >= from && starts[i] < to) Ledger.Overlap(starts[i], start + producing - starts[i], fails: true);
        }
    }

    // The second run of the fire follows the first, writes the same rows again, and makes the next runs late. Nobody waits for rows that are there.
    private void ProducerTwice(int first)
    {
        var last = producers.Starts[first] + producing;
        var next = consumers.At(last);
        Written(last, ref next);
        while (producers.After(last, last + producing) is { } start && !IsStart(producers, start))
        {
            last = start;
            Written(start, ref next);
            var reader = consumers.At(start + producing);
            if (reader < consumers.Starts.Length) Wait(start + producing, consumers.Starts[reader]);
        }
    }

    // The second run reads again; while it lasts no other starts, so that producers may wait longer for the next one.
    private void ConsumerTwice(int first)
    {
        var last = consumers.Starts[first] + consuming;
        var run = Math.Max(0, producers.At(last + 1) - 1);
        if (!atomic) Overlap(last, ref run, 0, fails: true);
        while (consumers.After(last, last + consuming) is { } start)
        {
            for (var i = producers.At(last - producing + 1); i < producers.Starts.Length && producers.Starts[i] + producing <= start; i++) Wait(producers.Starts[i] + producing, start);
            if (IsStart(consumers, start)) return;
            last = start;
            if (!atomic) Overlap(start, ref run, 0, fails: true);
        }
    }

    private static bool IsStart(RunBuffer runs, long start)
    {
        var at = runs.At(start);
        return at < runs.Starts.Length && runs.Starts[at] == start;
    }
}
