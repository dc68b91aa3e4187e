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

    /// <summary>What was found since <see cref="Begin"/>.</summary>
    public OrderLedger Ledger { get; } = new();

    /// <summary>Whose order is looked at, and the horizon outside which nothing counts.</summary>
    public void Begin(OrderEdge edge, Duration margin, long from, long to)
    {
        (within, air, atomic) = (edge.Within.BclCompatibleTicks, margin.BclCompatibleTicks, edge.Producer.AtomicWrites);
        (producing, consuming) = (edge.Producer.Longest.BclCompatibleTicks, edge.Consumer.Longest.BclCompatibleTicks);
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

        for (int i = consumers.At(begin), run = 0; i < starts.Length && starts[i] < end; i++) Overlap(starts[i], ref run);
    }

    /// <summary>What a second delivery of one fire changes, for the runs that start in [begin, end).</summary>
    /// <param name="begin">Begin of the window.</param>
    /// <param name="end">Its end.</param>
    /// <param name="producerSettles">How long a second delivery of the producer can be felt.</param>
    /// <param name="consumerSettles">How long one of the consumer can.</param>
    public void Twice(long begin, long end, long producerSettles, long consumerSettles)
    {
        var starts = producers.Starts;
        var others = consumers.Starts;
        for (int i = producers.At(begin), next = 0, hint = 0; i < starts.Length && starts[i] < end; i++)
        {
            if (FollowsItself(starts, i, producing)) continue;

            // Where no consumer starts, nobody reads what is written, and nobody waits longer because it is late.
            var over = starts[i] + producing;
            while (next < others.Length && others[next] < over) next++;
            if (next < others.Length && others[next] - over > producerSettles) continue;
            Ledger.Anchor = starts[i];
            if (MakesLate(starts, i, producing)) ProducerTwice(i, next, ref hint);
            else Written(over, next);
        }

        for (int i = consumers.At(begin), run = 0, hint = 0; i < others.Length && others[i] < end; i++)
        {
            if (FollowsItself(others, i, consuming)) continue;

            // Where no producer runs, nothing is read in pieces, and nobody waits.
            var over = others[i] + consuming;
            while (run < starts.Length && starts[run] + producing <= over) run++;
            if (run == starts.Length || starts[run] - over > consumerSettles) continue;
            Ledger.Anchor = others[i];
            if (MakesLate(others, i, consuming)) ConsumerTwice(i, run, ref hint);
            else Read(over, run);
        }

        Ledger.Anchor = null;
    }

    // Whether the next two runs are late and follow at once: then a second run takes the place of the next one, and nothing else changes.
    private static bool FollowsItself(ReadOnlySpan<long> starts, int run, long longest) =>
        run + 2 < starts.Length && starts[run + 1] - starts[run] == longest && starts[run + 2] - starts[run + 1] == longest;

    // Whether two runs in a row do not fit before the next one starts, or nothing is known of it.
    private static bool MakesLate(ReadOnlySpan<long> starts, int run, long longest) => run + 1 >= starts.Length || starts[run + 1] - starts[run] < 2 * longest;

    private void Wait(long over, long start) => Ledger.Wait(over, start - over, start - over > within);

    // A run that ends as the consumer starts is over; one that starts with the consumer is in progress.
    private void Overlap(long start, ref int run)
    {
        var starts = producers.Starts;
        while (run + 1 < starts.Length && starts[run + 1] <= start) run++;
        if (run >= starts.Length || starts[run] > start || starts[run] + producing + air <= start) return;
        Ledger.Overlap(start, starts[run] + producing - start, !atomic || air > 0);
    }

    // Consumers, from one on, that start while a run writes in pieces that is not among the runs.
    private void Written(long start, int next)
    {
        if (atomic) return;
        var starts = consumers.Starts;
        for (; next < starts.Length && starts[next] < start + producing; next++)
        {
            if (starts[next] >= start) Ledger.Overlap(starts[next], start + producing - starts[next], fails: true);
        }
    }

    // A start of the consumer that is not among its starts, while a run, from one on, writes in pieces.
    private void Read(long start, int run)
    {
        if (atomic) return;
        var starts = producers.Starts;
        while (run < starts.Length && starts[run] + producing <= start) run++;
        if (run < starts.Length && starts[run] <= start) Ledger.Overlap(start, starts[run] + producing - start, fails: true);
    }

    // The second run of the fire follows the first, writes the same rows again, and makes the next runs late. Nobody waits for rows that are there.
    private void ProducerTwice(int first, int next, ref int hint)
    {
        var second = producers.Starts[first] + producing;
        var (last, fire, nominal) = (second, hint, first);
        var starts = consumers.Starts;
        Written(last, next);
        while (true)
        {
            var after = producers.After(last, last + producing, ref fire);
            if (last == second) hint = fire;
            if (after is not { } start || IsStart(producers.Starts, start, ref nominal)) return;
            last = start;
            while (next < starts.Length && starts[next] < start) next++;
            Written(start, next);
            var reader = next;
            while (reader < starts.Length && starts[reader] < start + producing) reader++;
            if (reader < starts.Length) Wait(start + producing, starts[reader]);
        }
    }

    // The second run reads again; while it lasts no other starts, so that producers may wait longer for the next one.
    private void ConsumerTwice(int first, int run, ref int hint)
    {
        var second = consumers.Starts[first] + consuming;
        var (last, fire, nominal) = (second, hint, first);
        var starts = producers.Starts;
        Read(last, run);
        while (true)
        {
            var after = consumers.After(last, last + consuming, ref fire);
            if (last == second) hint = fire;
            if (after is not { } start) return;
            for (; run < starts.Length && starts[run] + producing <= start; run++) Wait(starts[run] + producing, start);
            if (IsStart(consumers.Starts, start, ref nominal)) return;
            last = start;
            Read(start, run);
        }
    }

    private static bool IsStart(ReadOnlySpan<long> starts, long start, ref int nominal)
    {
        while (nominal < starts.Length && starts[nominal] < start) nominal++;
        return nominal < starts.Length && starts[nominal] == start;
    }
}
