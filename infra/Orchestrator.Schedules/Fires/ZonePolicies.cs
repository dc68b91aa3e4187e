using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Which of the nine policies differ for given schedules: one suffices when no fire meets a change of clocks.</summary>
internal static class ZonePolicies
{
    /// <summary>How long, in seconds, before a stretch a change of clocks may lie that still moves fires into it.</summary>
    public const long Reach = 2 * CivilMonth.SecondsPerDay;

    /// <summary>Policies of one zone such that every other policy gives the same fires in [from, until) for all the expressions.</summary>
    public static IReadOnlyList<DstPolicy> Distinct(DateTimeZone zone, IReadOnlyList<ScheduleExpression> schedules, long from, long until)
    {
        var segments = ZoneTimeline.Of(zone).Between(from, until);
        var (gap, overlap) = (false, false);
        for (var i = 1; i < segments.Length; i++)
        {
            var (before, after) = (segments[i - 1], segments[i]);
            gap = gap || schedules.Any(s => FireWalk.Matches(s.Pattern, before.LocalEnd, after.LocalStart));
            overlap = overlap || schedules.Any(s => FireWalk.Matches(s.Pattern, after.LocalStart, before.LocalEnd));
        }

        return [.. DstPolicy.All.Where(p => (gap || p.Gap == DstPolicy.Default.Gap) && (overlap || p.Overlap == DstPolicy.Default.Overlap))];
    }
}
