using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Which of the nine policies differ for given schedules: one suffices when no fire meets a change of clocks.</summary>
internal static class ZonePolicies
{
    /// <summary>How long, in seconds, before a stretch a change of clocks may lie that still moves fires into it.</summary>
    public const long Reach = 2 * CivilMonth.SecondsPerDay;

    private static readonly DstPolicy[][] Choices =
    [
        Choose(gap: false, overlap: false), Choose(gap: true, overlap: false), Choose(gap: false, overlap: true), Choose(gap: true, overlap: true),
    ];

    /// <summary>Policies of one zone such that every other policy gives the same fires for all the patterns, as far as changes of clocks in [from, until) go.</summary>
    public static IReadOnlyList<DstPolicy> Distinct(DateTimeZone zone, IReadOnlyList<ScheduleExpression> schedules, long from, long until) =>
        Distinct(ZoneTimeline.Of(zone), [.. schedules.Select(s => s.Pattern)], from, until);

    /// <inheritdoc cref="Distinct(DateTimeZone, IReadOnlyList{ScheduleExpression}, long, long)"/>
    public static DstPolicy[] Distinct(ZoneTimeline timeline, FirePattern[] patterns, long from, long until)
    {
        var segments = timeline.Between(from, until);
        var (gap, overlap) = (false, false);
        for (var i = 1; i < segments.Length; i++)
        {
            var (before, after) = (segments[i - 1], segments[i]);
            gap = gap || Matches(patterns, before.LocalEnd, after.LocalStart);
            overlap = overlap || Matches(patterns, after.LocalStart, before.LocalEnd);
        }

        return Choices[(gap ? 1 : 0) + (overlap ? 2 : 0)];
    }

    private static bool Matches(FirePattern[] patterns, long start, long end)
    {
        if (start >= end) return false;
        foreach (var pattern in patterns)
        {
            if (FireWalk.Matches(pattern, start, end)) return true;
        }

        return false;
    }

    private static DstPolicy[] Choose(bool gap, bool overlap) =>
        [.. DstPolicy.All.Where(p => (gap || p.Gap == DstPolicy.Default.Gap) && (overlap || p.Overlap == DstPolicy.Default.Overlap))];
}
