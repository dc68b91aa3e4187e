using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Proves that a consumer starts soon enough after each run of a producer, and never while the producer writes in pieces: exactly, over the whole
/// horizon, under every rule for the days on which clocks change (Google documents none). At-least-once delivery is covered: a second delivery of a
/// fire begins when the first run of the job has ended or together with it, within the declared longest run; of a consumer it can only shorten a wait.
/// A run that outlasts the next fire delays the next run of the same job, since two are never outstanding.
/// </summary>
public static class OrderProof
{
    /// <summary>Proves one edge.</summary>
    public static OrderVerdict Prove(OrderEdge edge, ProofHorizon horizon)
    {
        var worst = new Worst();
        foreach (var (producer, consumer) in Policies(edge, horizon)) Walk(edge, horizon, producer, consumer, worst);
        var days = worst.Days.Order().ToList();
        return new()
        {
            Holds = days.Count == 0,
            WorstWait = worst.Wait,
            WorstWaitAt = worst.WaitAt,
            WorstOverlap = worst.Overlap,
            FailingDaysPerYear = days.GroupBy(d => d.Year).ToDictionary(g => g.Key, g => g.Count()),
            FirstFailingDay = days.Count == 0 ? null : days[0],
            LastFailingDay = days.Count == 0 ? null : days.Last(d => d.Year == days[0].Year),
            Cause = days.Count == 0 ? null : CauseOf(edge, horizon, days[0], worst.FirstAt),
            BrokenUnder = worst.Policy,
        };
    }

    private static IEnumerable<(DstPolicy Producer, DstPolicy Consumer)> Policies(OrderEdge edge, ProofHorizon horizon)
    {
        var producers = PoliciesOf(edge.Producer.Cron.Zone, horizon);
        if (edge.Producer.Cron.Zone.Id == edge.Consumer.Cron.Zone.Id) return producers.Select(p => (p, p));
        return from p in producers from c in PoliciesOf(edge.Consumer.Cron.Zone, horizon) select (p, c);
    }

    // Without a change of clocks in the horizon all policies are one.
    private static IReadOnlyList<DstPolicy> PoliciesOf(DateTimeZone zone, ProofHorizon horizon) =>
        zone.GetZoneIntervals(horizon.From - Duration.FromDays(40), horizon.To + Duration.FromDays(400)).Skip(1).Any() ? DstPolicy.All : [DstPolicy.Default];

    private static void Walk(OrderEdge edge, ProofHorizon horizon, DstPolicy producerPolicy, DstPolicy consumerPolicy, Worst worst)
    {
        // Enough before the horizon that a run in progress at its beginning is seen, and after it for the last wait.
        var producers = Runs(edge.Producer, horizon.From - Duration.FromDays(40), horizon.To, producerPolicy);
        using var consumers = Runs(edge.Consumer, horizon.From - Duration.FromDays(40), horizon.To + Duration.FromDays(400), consumerPolicy).GetEnumerator();
        var zone = edge.Producer.Cron.Zone;
        var more = consumers.MoveNext();
        foreach (var run in producers)
        {
            while (more && consumers.Current.Start < run.Start) more = consumers.MoveNext();
            while (more && consumers.Current.Start < run.End)
            {
                // A consumer that starts with the producer or inside its run reads half of its rows.
                var overlap = run.End - consumers.Current.Start;
                if (consumers.Current.Start >= horizon.From && !edge.Producer.AtomicWrites) worst.Overlapped(overlap, consumers.Current.Start, zone, consumerPolicy);
                more = consumers.MoveNext();
            }

            if (run.End < horizon.From) continue;
            if (!more) worst.Waited(Duration.MaxValue, run.End, edge.Within, zone, consumerPolicy);
            else worst.Waited(consumers.Current.Start - run.End, run.End, edge.Within, zone, consumerPolicy);
        }
    }

    private static IEnumerable<(Instant Start, Instant End)> Runs(RunSpan job, Instant from, Instant to, DstPolicy policy)
    {
        var free = Instant.MinValue;
        foreach (var fire in job.Cron.Fires(from, to, policy))
        {
            var start = Instant.Max(fire, free);
            free = start + job.Longest;
            yield return (start, free);
        }
    }

    private static ZoneChange? CauseOf(OrderEdge edge, ProofHorizon horizon, LocalDate firstDay, Instant firstAt)
    {
        if (firstDay <= horizon.From.InZone(edge.Producer.Cron.Zone).Date.PlusDays(1)) return null; // it never held
        return new[] { edge.Producer.Cron.Zone, edge.Consumer.Cron.Zone }
            .SelectMany(zone => zone.GetZoneIntervals(horizon.From, firstAt + Duration.FromDays(1)).Where(i => i.HasStart && i.Start > horizon.From)
                .Select(i => new ZoneChange(i.Start, zone.Id, zone.GetUtcOffset(i.Start - Duration.Epsilon), i.WallOffset)))
            .OrderByDescending(change => change.At)
            .FirstOrDefault();
    }

    private sealed class Worst
    {
        public HashSet<LocalDate> Days { get; } = [];

        public Duration Wait { get; private set; } = Duration.Zero;

        public Instant WaitAt { get; private set; }

        public Duration Overlap { get; private set; } = Duration.Zero;

        public Instant FirstAt { get; private set; } = Instant.MaxValue;

        public DstPolicy? Policy { get; private set; }

        public void Waited(Duration wait, Instant end, Duration within, DateTimeZone zone, DstPolicy policy)
        {
            if (wait > Wait) (Wait, WaitAt) = (wait, end);
            if (wait > within) Failed(end, zone, policy);
        }

        public void Overlapped(Duration overlap, Instant start, DateTimeZone zone, DstPolicy policy)
        {
            if (overlap > Overlap) Overlap = overlap;
            Failed(start, zone, policy);
        }

        private void Failed(Instant at, DateTimeZone zone, DstPolicy policy)
        {
            Days.Add(at.InZone(zone).Date);
            if (at >= FirstAt) return;
            (FirstAt, Policy) = (at, policy);
        }
    }
}
