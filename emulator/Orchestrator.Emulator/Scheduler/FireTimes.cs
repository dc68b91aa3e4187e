using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>The slots of a job's schedule, under the rule that the options give for daylight saving time.</summary>
#pragma warning disable CA1822
internal sealed class FireTimes
{
    /// <summary>The first slot after an instant.</summary>
    public Instant? First(SchedulerJob job, Instant after)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(job.Zone);
        var parts = job.Schedule!.Split(' ');
        if (zone is null || parts.Length != 5 || !int.TryParse(parts[0], out var minute)) throw GoogleFailure.InvalidArgument("Schedule or time zone is invalid.");
        var date = after.InZone(zone).Date;
        for (var i = 0; i < 50; i++)
        {
            var hour = parts[1] == "*" ? i % 24 : int.Parse(parts[1]);
            var day = parts[1] == "*" ? i / 24 : i;
            var at = zone.AtLeniently(date.PlusDays(day).At(new LocalTime(hour, minute))).ToInstant();
            if (at > after) return at;
        }
        return null;
    }

    /// <summary>The slot after one whose run has just started.</summary>
    public Instant? AfterStart(SchedulerJob job, Instant start) => First(job, start);

    /// <summary>The slot after a run has ended.</summary>
    public Instant? AfterEnd(SchedulerJob job, Instant end) => job.NextSlot;
}
