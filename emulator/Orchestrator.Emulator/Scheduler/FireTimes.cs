using System.Collections.Concurrent;
using NodaTime;
using Orchestrator.Emulator.Wire;
using Orchestrator.Schedules;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>The slots of a job's schedule, under the rule that the options give for daylight saving time.</summary>
internal sealed class FireTimes(DstPolicy daylight)
{
    private readonly ConcurrentDictionary<Schedule, ScheduleReading> read = [];

    /// <summary>The first slot after an instant; of a plain interval (`every 5 minutes`), the slot when nothing has run before.</summary>
    /// <exception cref="GoogleFailure">The schedule or its zone is none: 400, with Google's sentence and every mistake in the details.</exception>
    public Instant? After(SchedulerJob job, Instant instant)
    {
        var reading = Read(new(job.Schedule, job.Zone));
        return reading.Plain is { } plain ? instant + plain.Interval : reading.Zoned!.Next(instant, daylight);
    }

    /// <summary>The slot that is known when an execution begins: none while a plain interval waits for its end.</summary>
    public Instant? AfterBegin(SchedulerJob job, Instant begin) => CountsFromEnd(job) ? null : After(job, begin);

    /// <summary>The slot that is known when an execution has ended, its last retry included.</summary>
    public Instant? AfterEnd(SchedulerJob job, Instant end) => CountsFromEnd(job) ? After(job, end) : job.NextSlot;

    private bool CountsFromEnd(SchedulerJob job) => Read(new(job.Schedule, job.Zone)).Plain is not null;

    private ScheduleReading Read(Schedule schedule)
    {
        if (read.TryGetValue(schedule, out var known)) return known;
        var reading = schedule.Read();
        if (reading.Zoned is null && reading.Plain is null)
            throw new GoogleFailure(400, "INVALID_ARGUMENT", "Schedule or time zone is invalid.")
            {
                Violations = [.. reading.Mistakes.Select(mistake => ("job.schedule", $"{mistake.Message} {mistake.Remedy}"))],
            };
        return read[schedule] = reading;
    }
}
