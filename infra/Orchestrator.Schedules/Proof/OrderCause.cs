using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Says why the first failing day of an edge fails: under which policy, and because of which change of clocks.</summary>
internal static class OrderCause
{
    /// <summary>Adds policy and cause to a verdict.</summary>
    /// <param name="verdict">The verdict without them.</param>
    /// <param name="edge">The edge.</param>
    /// <param name="day">Its first failing day, in the producer's zone.</param>
    /// <param name="horizon">The horizon of the proof.</param>
    /// <param name="margin">The air after each run of the producer.</param>
    /// <param name="walk">What to walk with; its ledger is lost.</param>
    public static OrderVerdict Explain(OrderVerdict verdict, OrderEdge edge, LocalDate day, ProofHorizon horizon, Duration margin, OrderWalk walk)
    {
        var zone = edge.Producer.Schedule.Zone;
        var only = new ProofHorizon(
            Instant.Max(horizon.From, LocalDay.Start(day, zone)), Instant.Min(horizon.To, LocalDay.Start(day.PlusDays(1), zone)));
        var cases = Cases(edge);
        var change = new[] { zone, edge.Consumer.Schedule.Zone }
            .DistinctBy(z => z.Id)
            .SelectMany(z => Changes(z, horizon.From, cases.Until))
            .OrderByDescending(c => c.At)
            .FirstOrDefault(c => Cases(Without(edge, c)).Failing.Count == 0);
        return verdict with { BrokenUnder = BrokenUnder(cases), Cause = change };

        FailingCases Cases(OrderEdge changed) => OrderCases.Failing(changed, only, margin, walk, verdict.OnlyWhenDeliveredTwice);
    }

    // Null when the day fails whatever the policy: then no policy is to blame.
    private static DstPolicy? BrokenUnder(FailingCases cases)
    {
        if (cases.Failing.Count == 0 || cases.Failing.Count == cases.All.Count) return null;
        var consumersMatter = cases.All.Any(pair => pair.Consumer != cases.All[0].Consumer);
        return consumersMatter ? cases.Failing[0].Consumer : cases.Failing[0].Producer;
    }

    // The last two before a failure is over: a change further back cannot be why this day fails and the days before it do not.
    private static IEnumerable<ZoneChange> Changes(DateTimeZone zone, Instant after, long until)
    {
        var segments = ZoneTimeline.Of(zone).Between(after.ToUnixTimeSeconds(), (until / NodaConstants.TicksPerSecond) + 1);
        var changes = new List<ZoneChange>(2);
        for (var i = Math.Max(1, segments.Length - 2); i < segments.Length; i++) changes.Add(ZoneChange.Between(zone, segments[i - 1], segments[i]));
        return changes;
    }

    // A change of clocks is the cause when the day would not fail had the zone kept the offset it had before.
    private static OrderEdge Without(OrderEdge edge, ZoneChange change) =>
        edge with { Producer = Without(edge.Producer, change), Consumer = Without(edge.Consumer, change) };

    private static RunSpan Without(RunSpan job, ZoneChange change) =>
        job.Schedule.Zone.Id == change.Zone ? job with { Schedule = new ZonedSchedule(job.Schedule.Expression, DateTimeZone.ForOffset(change.Before)) } : job;
}
