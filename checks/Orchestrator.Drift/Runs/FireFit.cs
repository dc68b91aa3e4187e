using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>Where attempts stand in a schedule, under any of the rules for clock changes.</summary>
internal static class FireFit
{
    /// <summary>The last fire that an attempt can belong to: it started at most <paramref name="window"/> after it. Null when there is none under any rule.</summary>
    public static Instant? FireOf(ScheduleReading schedule, Instant attempt, Duration window)
    {
        if (schedule.Zoned is not { } zoned) return attempt;
        foreach (var policy in DstPolicy.All.Where(p => p != DstPolicy.Default).Prepend(DstPolicy.Default))
        {
            var fires = zoned.Fires(attempt - window, attempt + Duration.Epsilon, policy);
            if (fires.Count > 0) return fires[^1];
        }

        return null;
    }

    /// <summary>The first fire after an instant under the default rule; null when the schedule has no fires that can be foretold.</summary>
    public static Instant? Next(ScheduleReading schedule, Instant after) => schedule.Zoned?.Next(after, DstPolicy.Default);

    /// <summary>The earliest fire after an instant under any rule.</summary>
    public static Instant? Earliest(ScheduleReading schedule, Instant after) =>
        schedule.Zoned is { } zoned ? DstPolicy.All.Min(policy => zoned.Next(after, policy)) : null;
}
