using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Proves that a consumer starts soon enough after each run of a producer, and never while the producer writes in pieces: exactly, over the whole
/// horizon, under every rule for the days on which clocks change (Google documents none; jobs in one zone share the rule). At-least-once delivery
/// is covered: the declared longest run includes a second delivery of the same fire, which occupies the same span; of a consumer it can only
/// shorten a wait. A run that outlasts the next fire delays the next run of the same job, since two are never outstanding.
/// </summary>
public static class OrderProof
{
    /// <summary>Proves one edge.</summary>
    public static OrderVerdict Prove(OrderEdge edge, ProofHorizon horizon) => Prove(edge, horizon, Duration.Zero);

    /// <summary>Proves one edge with air after each run of the producer, in which no consumer may start even if the writes are atomic.</summary>
    internal static OrderVerdict Prove(OrderEdge edge, ProofHorizon horizon, Duration margin)
    {
        var cases = OrderCase.All(edge, horizon, margin);
        var zone = edge.Producer.Schedule.Zone;
        var days = cases.SelectMany(c => c.Days).Distinct().Order().ToList();
        var worst = cases.MaxBy(c => c.Walk.WorstWait)!.Walk;
        var first = days.Count == 0 ? (LocalDate?)null : days[0];
        return new()
        {
            Holds = days.Count == 0,
            WorstWait = Duration.FromTicks(worst.WorstWait),
            WorstWaitAt = Instant.FromUnixTimeTicks(worst.WorstWaitAt),
            WorstOverlap = Duration.FromTicks(cases.Max(c => c.Walk.WorstOverlap)),
            FailingDaysPerYear = days.GroupBy(d => d.Year).ToDictionary(g => g.Key, g => g.Count()),
            FirstFailingDay = first,
            LastFailingDay = first is { } day ? days.Last(d => d.Year == day.Year) : null,
            Cause = first is { } failing ? CauseOf(edge, horizon, margin, failing, cases.SelectMany(c => c.FailuresOn(failing, zone)).Max(f => f.Until)) : null,
            BrokenUnder = first is { } broken ? BrokenUnder(cases, broken) : null,
        };
    }

    // Null when the day fails whatever the policy: then no policy is to blame.
    private static DstPolicy? BrokenUnder(IReadOnlyList<OrderCase> cases, LocalDate day)
    {
        var failing = cases.Where(c => c.Days.Contains(day)).ToList();
        if (failing.Count == cases.Count) return null;
        var consumersMatter = cases.Select(c => c.Consumer).Distinct().Skip(1).Any();
        return consumersMatter ? failing[0].Consumer : failing[0].Producer;
    }

    // A change of clocks is the cause when the day would not fail had the zone kept the offset it had before.
    private static ZoneChange? CauseOf(OrderEdge edge, ProofHorizon horizon, Duration margin, LocalDate day, long until)
    {
        var zone = edge.Producer.Schedule.Zone;
        var only = new ProofHorizon(
            Instant.Max(horizon.From, zone.AtStartOfDay(day).ToInstant()), Instant.Min(horizon.To, zone.AtStartOfDay(day.PlusDays(1)).ToInstant()));
        return new[] { zone, edge.Consumer.Schedule.Zone }
            .DistinctBy(z => z.Id)
            .SelectMany(z => Changes(z, horizon.From, Instant.FromUnixTimeTicks(until)).TakeLast(2))
            .OrderByDescending(change => change.At)
            .FirstOrDefault(change => OrderCase.All(Without(edge, change), only, margin).All(c => c.Walk.Failures.Count == 0));
    }

    private static IEnumerable<ZoneChange> Changes(DateTimeZone zone, Instant after, Instant until)
    {
        var segments = ZoneTimeline.Of(zone).Between(after.ToUnixTimeSeconds(), until.ToUnixTimeSeconds() + 1).ToArray();
        return segments.Skip(1).Zip(segments, (next, before) => ZoneChange.Between(zone, before, next));
    }

    private static OrderEdge Without(OrderEdge edge, ZoneChange change) =>
        edge with { Producer = Without(edge.Producer, change), Consumer = Without(edge.Consumer, change) };

    private static RunSpan Without(RunSpan job, ZoneChange change) =>
        job.Schedule.Zone.Id == change.Zone ? job with { Schedule = new ZonedSchedule(job.Schedule.Expression, DateTimeZone.ForOffset(change.Before)) } : job;
}
