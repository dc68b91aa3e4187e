using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>Fires that were due, whose deadline has passed, and after which no attempt was seen.</summary>
/// <param name="Count">How many, under the rule for clock changes that makes them fewest.</param>
/// <param name="First">The first of them.</param>
/// <param name="Last">The last of them.</param>
public sealed record MissedRuns(int Count, Instant First, Instant Last)
{
    /// <summary>
    /// The fires after <paramref name="after"/> that should have been attempted by now. A fire is missed when <paramref name="grace"/> has passed since, and
    /// only when that holds under every rule for local times that a clock change leaves out or repeats: nobody documents which one applies.
    /// </summary>
    /// <param name="schedule">The schedule; one that cannot be read has no deadlines.</param>
    /// <param name="after">The last attempt or the last edit: only later fires count. Null when neither is known; then only the last fire counts.</param>
    /// <param name="grace">How late an attempt may start.</param>
    /// <param name="longest">How long a run can last, for schedules that count from the end of the previous run.</param>
    /// <param name="now">The instant of the run.</param>
    /// <returns>Null when nothing is known to be missed.</returns>
    public static MissedRuns? Of(ScheduleReading schedule, Instant? after, Duration grace, Duration longest, Instant now)
    {
        if (schedule.Plain is { } plain) return OfPlain(plain, after, grace, longest, now);
        if (schedule.Zoned is not { } zoned) return null;
        var buffer = new FireBuffer();
        MissedRuns? fewest = null;
        // The default rule comes first: what is not missed under it is no alarm, and most jobs end here.
        foreach (var policy in DstPolicy.All.Where(p => p != DstPolicy.Default).Prepend(DstPolicy.Default))
        {
            var until = now - grace + Duration.Epsilon;
            var from = after is { } known ? known + Duration.Epsilon : zoned.Previous(until, policy);
            zoned.Fires(from, until, policy, buffer);
            if (buffer.Count == 0) return null;
            if (fewest is null || buffer.Count < fewest.Count) fewest = new(buffer.Count, buffer[0], buffer[buffer.Count - 1]);
        }

        return fewest;
    }

    // Its phase is unknown: the next run starts one interval after the end of the last, which lasted no longer than it can.
    private static MissedRuns? OfPlain(PlainEveryN plain, Instant? after, Duration grace, Duration longest, Instant now)
    {
        if (after is not { } known) return null;
        var cycle = plain.Interval + longest;
        var count = (int)Math.Min(int.MaxValue, Math.Floor((now - grace - known) / cycle));
        return count < 1 ? null : new(count, known + cycle, known + (cycle * count));
    }
}
