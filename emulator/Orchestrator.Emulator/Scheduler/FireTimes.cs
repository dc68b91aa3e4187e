using System.Collections.Concurrent;
using NodaTime;
using Orchestrator.Emulator.Wire;
using Orchestrator.Schedules;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>The slots of a job's schedule, under the rule that the options give for daylight saving time.</summary>
internal sealed class FireTimes(DstPolicy daylight)
{
    private readonly ConcurrentDictionary<Schedule, ZonedSchedule> read = [];

    /// <summary>The first slot after an instant.</summary>
    /// <exception cref="GoogleFailure">The schedule or its zone is none: 400, with Google's sentence and every mistake in the details.</exception>
    public Instant? After(SchedulerJob job, Instant instant) => Read(new(job.Schedule, job.Zone)).Next(instant, daylight);

    private ZonedSchedule Read(Schedule schedule)
    {
        if (read.TryGetValue(schedule, out var known)) return known;
        var reading = schedule.Read();
        if (reading.Zoned is null)
            throw new GoogleFailure(400, "INVALID_ARGUMENT", "Schedule or time zone is invalid.")
            {
                Violations = [.. reading.Mistakes.Select(mistake => ("job.schedule", $"{mistake.Message} {mistake.Remedy}"))],
            };
        return read[schedule] = reading.Zoned;
    }
}
