using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Which of the nine policies differ for given schedules: one suffices when no fire meets a change of clocks.</summary>
internal static class ZonePolicies
{
    private static readonly DstPolicy[][] Choices =
    [
        Choose(gap: false, overlap: false), Choose(gap: true, overlap: false), Choose(gap: false, overlap: true), Choose(gap: true, overlap: true),
    ];

    /// <summary>Policies of one zone such that every other policy gives the same fires around [from, until) for both patterns.</summary>
    public static ReadOnlySpan<DstPolicy> Distinct(ZoneTimeline timeline, FirePattern pattern, FirePattern? other, long from, long until)
    {
        var segments = timeline.Between(from, until);
        var (gap, overlap) = (false, false);
        for (var i = 1; i < segments.Length; i++)
        {
            var (before, after) = (segments[i - 1], segments[i]);
            gap = gap || Matches(pattern, other, before.LocalEnd, after.LocalStart);
            overlap = overlap || Matches(pattern, other, after.LocalStart, before.LocalEnd);
        }

        return Choices[(gap ? 1 : 0) + (overlap ? 2 : 0)];
    }

    private static bool Matches(FirePattern pattern, FirePattern? other, long start, long end) =>
        start < end && (FireWalk.Matches(pattern, start, end) || (other is not null && FireWalk.Matches(other, start, end)));

    private static DstPolicy[] Choose(bool gap, bool overlap) =>
        [.. DstPolicy.All.Where(p => (gap || p.Gap == DstPolicy.Default.Gap) && (overlap || p.Overlap == DstPolicy.Default.Overlap))];
}
