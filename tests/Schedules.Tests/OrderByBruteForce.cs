using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>The proof of an edge by simulating every policy, and every second delivery of one fire, run by run.</summary>
internal sealed class OrderByBruteForce(OrderEdge edge, ProofHorizon horizon)
{
    private readonly SortedSet<LocalDate> days = [];
    private bool once = true;
    private Duration wait = Duration.Zero;
    private Duration overlap = Duration.Zero;

    private sealed record Run(Instant Start, Instant End, bool Second);

    public sealed record Answer(Duration Wait, Duration Overlap, IReadOnlySet<LocalDate> Days, bool Twice);

    public static Answer Find(OrderEdge edge, RandomCron producer, RandomCron consumer, ProofHorizon horizon, bool twice)
    {
        var search = new OrderByBruteForce(edge, horizon);
        // A job that was late a week ago has caught up; of one that never does, both sides agree when it was idle.
        var catchesUp = producer.NarrowestMinutes * 60 > edge.Producer.Longest.TotalSeconds && consumer.NarrowestMinutes * 60 > edge.Consumer.Longest.TotalSeconds;
        var early = horizon.From - (catchesUp ? Duration.FromDays(7) : Duration.FromDays(2) + (Duration.Max(edge.Producer.Longest, edge.Consumer.Longest) * 2));
        // A fire of a month can fall into a gap and be skipped: two months may lie between two fires.
        var late = horizon.To + Duration.FromDays(consumer.Text.EndsWith("* * *", StringComparison.Ordinal) ? 3 : 66);
        var (producerZone, consumerZone) = (edge.Producer.Schedule.Zone, edge.Consumer.Schedule.Zone);
        var (produced, consumed) = (Fires(producer, producerZone, early, horizon.To), Fires(consumer, consumerZone, early, late));
        var pairs = producerZone.Id == consumerZone.Id
            ? [.. DstPolicy.All.Select(policy => (P: produced(policy), C: consumed(policy)))]
            : DstPolicy.All.Select(produced).DistinctBy(Key).SelectMany(p => DstPolicy.All.Select(consumed).DistinctBy(Key).Select(c => (P: p, C: c))).ToList();
        pairs = [.. pairs.DistinctBy(pair => (Key(pair.P), Key(pair.C)))];
        foreach (var (p, c) in pairs) search.Walk(Runs(p, edge.Producer.Longest, null), Runs(c, edge.Consumer.Longest, null));
        if (search.days.Count > 0 || !twice) return new(search.wait, search.overlap, search.days, false);
        var (worstWait, worstOverlap) = (search.wait, search.overlap);
        // A second delivery of a producer whose writes are atomic is nothing to stumble over.
        search.once = false;
        foreach (var (p, c) in pairs) search.Twice(p, c);
        return search.days.Count > 0 ? new(search.wait, search.overlap, search.days, true) : new(worstWait, worstOverlap, search.days, false);
    }

    private static Func<DstPolicy, List<Instant>> Fires(RandomCron cron, DateTimeZone zone, Instant from, Instant to)
    {
        var reference = new MinuteByMinute(cron, zone, from, to);
        return policy => reference.Between(from, to, policy);
    }

    private static string Key(List<Instant> fires) => string.Join(' ', fires.Select(at => at.ToUnixTimeSeconds()));

    private void Twice(List<Instant> produced, List<Instant> consumed)
    {
        var (runs, starts) = (Runs(produced, edge.Producer.Longest, null), Runs(consumed, edge.Consumer.Longest, null));
        foreach (var fire in produced)
        {
            var changed = Runs(Around(fire, produced, edge.Producer.Longest), edge.Producer.Longest, fire);
            var (first, last) = (starts.FindIndex(s => s.Start >= changed[0].Start), starts.FindIndex(s => s.Start >= changed[^1].End));
            Walk(changed, starts.GetRange(first, last - first + 1));
        }

        foreach (var fire in consumed.Where(f => f < horizon.To))
        {
            var changed = Runs(Around(fire, consumed, edge.Consumer.Longest), edge.Consumer.Longest, fire);
            Walk([.. runs.SkipWhile(r => r.End < changed[0].Start).TakeWhile(r => r.End <= changed[^1].Start)], changed);
        }
    }

    // Of a job that catches up after a late start, only what is near a second delivery is simulated again.
    private static List<Instant> Around(Instant fire, List<Instant> fires, Duration longest)
    {
        for (var i = 1; i < fires.Count; i++)
        {
            if (fires[i] - fires[i - 1] < longest) return fires;
        }

        var from = Math.Max(0, fires.BinarySearch(fire) - 110);
        return fires.GetRange(from, Math.Min(fires.Count - from, 240));
    }

    private void Walk(List<Run> runs, List<Run> starts)
    {
        var next = 0;
        foreach (var run in runs.Where(r => !r.Second && r.End >= horizon.From && r.End < horizon.To))
        {
            while (starts[next].Start < run.End) next++;
            var waited = starts[next].Start - run.End;
            wait = Duration.Max(wait, waited);
            if (waited > edge.Within) days.Add(Date(run.End));
        }

        var first = 0;
        foreach (var start in starts.Select(s => s.Start).Where(s => s >= horizon.From && s < horizon.To))
        {
            while (first < runs.Count && runs[first].End <= start) first++;
            if (first == runs.Count || runs[first].Start > start) continue;
            if (once || !edge.Producer.AtomicWrites) overlap = Duration.Max(overlap, runs[first].End - start);
            if (!edge.Producer.AtomicWrites) days.Add(Date(start));
        }
    }

    private LocalDate Date(Instant at) => at.InZone(edge.Producer.Schedule.Zone).Date;

    private static List<Run> Runs(List<Instant> fires, Duration longest, Instant? twice)
    {
        var runs = new List<Run>();
        foreach (var fire in fires)
        {
            if (runs.Count > 0 && fire <= runs[^1].Start) continue;
            var start = runs.Count > 0 && runs[^1].End > fire ? runs[^1].End : fire;
            runs.Add(new(start, start + longest, Second: false));
            if (fire == twice) runs.Add(new(start + longest, start + longest + longest, Second: true));
        }

        return runs;
    }
}
