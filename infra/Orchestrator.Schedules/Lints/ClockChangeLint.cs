using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A fire in the hour that a change of clocks leaves out or repeats.</summary>
internal static class ClockChangeLint
{
    private const string Remedy = "Choose an hour in which clocks never change, or a zone without such changes.";

    public static IEnumerable<ScheduleDoubt> Find(NamedSchedule schedule, ProofHorizon horizon)
    {
        var (pattern, zone) = (schedule.Schedule.Expression.Pattern, schedule.Schedule.Zone);

        // A schedule of every hour meets every change of clocks, and loses or repeats nothing that matters.
        if (pattern.EveryHour) yield break;
        var (gaps, overlaps) = (new List<ZoneChange>(), new List<ZoneChange>());
        var segments = ZoneTimeline.Of(zone).Between(horizon.From.ToUnixTimeSeconds(), horizon.To.ToUnixTimeSeconds()).ToArray();
        foreach (var (before, after) in segments.Zip(segments.Skip(1)))
        {
            if (FireWalk.Matches(pattern, before.LocalEnd, after.LocalStart)) gaps.Add(ZoneChange.Between(zone, before, after));
            if (FireWalk.Matches(pattern, after.LocalStart, before.LocalEnd)) overlaps.Add(ZoneChange.Between(zone, before, after));
        }

        if (gaps.Count > 0) yield return Meets(ScheduleLintKind.FiresInGap, schedule, gaps, "does not exist");
        if (overlaps.Count > 0) yield return Meets(ScheduleLintKind.FiresInOverlap, schedule, overlaps, "comes twice");
    }

    // The date shown by clocks just before they change.
    private static ScheduleDoubt Meets(ScheduleLintKind kind, NamedSchedule schedule, List<ZoneChange> changes, string fate)
    {
        var zone = schedule.Schedule.Zone;
        var first = (changes[0].At - Duration.Epsilon).InZone(zone).Date;
        return new()
        {
            Kind = kind,
            Names = [schedule.Name],
            Changes = changes,
            FirstDay = first,
            Message = $"{schedule.Name} fires at a local time that {fate} on {first:uuuu-MM-dd}, when clocks in {zone.Id} change: Google documents no rule for that run.",
            Remedy = Remedy,
        };
    }
}
