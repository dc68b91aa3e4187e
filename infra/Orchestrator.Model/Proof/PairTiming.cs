using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>The clock times of a pair of syncs. What does not fire, or cannot be foretold, is told by other rules and passed over here.</summary>
internal sealed class PairTiming(IReadOnlyDictionary<string, JobTiming> timings, ProofHorizon horizon)
{
    // An edge between the two halves is asked for overlaps only, so any wait is allowed.
    private static readonly Duration AnyWait = Duration.FromDays(3660);

    /// <summary>On every day of a year on which the full sync fires, the daily one has fired before it, and does not fire again.</summary>
    public IEnumerable<PairFault> Order(SyncPair pair)
    {
        if (SpanOf(pair.Daily) is not { } daily || SpanOf(pair.Full) is not { } full) yield break;
        var to = Instant.Min(horizon.To, horizon.From + Duration.FromDays(366));
        var zone = full.Schedule.Zone;
        var dailies = daily.Schedule.Fires(horizon.From, to, DstPolicy.Default).ToLookup(f => f.InZone(zone).Date);
        foreach (var fire in full.Schedule.Fires(horizon.From, to, DstPolicy.Default))
        {
            var date = fire.InZone(zone).Date;
            // The first and the last date may lie in the horizon with a part only.
            if (LocalDay.Start(date, zone) < horizon.From || LocalDay.Start(date.PlusDays(1), zone) > to) continue;
            var same = dailies[date].ToList();
            if (same.Count > 0 && same[^1] < fire) continue;
            var says = same.Count == 0 ? $"On {date:uuuu-MM-dd} {pair.Full.ResourceId} fires without {pair.Daily.ResourceId} before it." : $"On {date:uuuu-MM-dd} {pair.Daily.ResourceId} fires at {Time(same[^1], zone)}, and {pair.Full.ResourceId} at {Time(fire, zone)}, before it ({zone.Id}).";
            yield return new(PairDefect.Order, says, "Let the daily sync fire before the full one on every day: what it misses the full one cleans up.");
            yield break;
        }
    }

    /// <summary>Neither starts while the other is writing, over the whole horizon and under every rule for clock changes.</summary>
    public IEnumerable<PairFault> Overlaps(SyncPair pair)
    {
        if (pair.Daily.Name == pair.Full.Name || SpanOf(pair.Daily) is not { } daily || SpanOf(pair.Full) is not { } full) yield break;
        foreach (var (first, second) in new[] { (daily, full), (full, daily) })
        {
            var verdict = OrderProof.Prove(new(first, second, AnyWait), horizon);
            if (verdict.WorstOverlap <= Duration.Zero) continue;
            yield return new(PairDefect.Overlaps, $"job/{second.Name} starts up to {Span.Say(verdict.WorstOverlap)} before job/{first.Name} has finished, first on {verdict.FirstFailingDay:uuuu-MM-dd}.", "Move one of them, or shorten the run: two writers of one table leave rows that neither meant.");
            yield break;
        }
    }

    /// <summary>Whether a reader starts after the full sync has ended, and soon enough; null when it does.</summary>
    public PairFault? After(Job full, Job reader, Duration within)
    {
        if (SpanOf(full) is not { } producer || SpanOf(reader) is not { } consumer) return null;
        var verdict = OrderProof.Prove(new(producer, consumer, within), horizon);
        if (verdict.Holds) return null;
        var says = verdict.WorstOverlap > Duration.Zero
            ? $"{reader.ResourceId} starts up to {Span.Say(verdict.WorstOverlap)} before {full.ResourceId} has finished"
            : $"{reader.ResourceId} starts up to {Span.Say(verdict.WorstWait)} after {full.ResourceId} has finished, {Span.Say(within)} allowed";
        return new(PairDefect.Unread, $"{says}, first on {verdict.FirstFailingDay:uuuu-MM-dd}.", "Let readers start after the full sync: before it they read what it is about to clean up.");
    }

    private RunSpan? SpanOf(Job job) => timings.TryGetValue(job.Name, out var timing) && timing.Fires && timing.Schedule.Read().Zoned is { } cron && job.LongestRun > Duration.Zero
        ? new(job.Name, cron, job.LongestRun, AtomicWrites: false)
        : null;

    private static string Time(Instant instant, DateTimeZone zone) => instant.InZone(zone).TimeOfDay.ToString("HH:mm", null);
}
