using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>The fires of a declared schedule that no good run followed.</summary>
/// <param name="LoadedUntil">The start of the last good run, or null.</param>
/// <param name="Fires">The missed fires, rising; null when they cannot be known.</param>
/// <param name="Failed">Whether the last attempt failed, so that earlier ones may have failed too.</param>
internal sealed record LostRuns(Instant? LoadedUntil, IReadOnlyList<Instant>? Fires, bool Failed)
{
    /// <summary>The missed runs of a job.</summary>
    /// <param name="job">The job, with its declared schedule.</param>
    /// <param name="activity">What Cloud Scheduler says of its runs; null when it was not there to say anything.</param>
    /// <param name="now">The instant of the run; a fire counts as missed when its grace is over.</param>
    public static LostRuns Of(Job job, JobActivity? activity, Instant now)
    {
        var schedule = job.Schedule.Read().Zoned;
        var due = now - job.Grace;
        if (activity?.LastAttempt is not { } last)
        {
            // It never ran. Since it was made, or last edited, it should have.
            return new(null, schedule is null || activity?.UpdatedAt is not { } made ? null : After(schedule, made, due), Failed: false);
        }
        var runs = activity.StatusCode is null && now < last + job.LongestRun;
        if (activity.StatusCode == 0 || runs) return new(last, schedule is null ? null : After(schedule, last, due), Failed: false);
        if (schedule is null) return new(null, null, Failed: true);
        // The failed attempt was for the fire at or before it; what came before that fire is taken for good.
        var served = schedule.Previous(last + Duration.FromSeconds(1), DstPolicy.Default);
        return new(schedule.Previous(served, DstPolicy.Default), schedule.Fires(served, due + Duration.FromSeconds(1), DstPolicy.Default), Failed: true);
    }

    private static IReadOnlyList<Instant> After(ZonedSchedule schedule, Instant last, Instant due) =>
        due <= last ? [] : schedule.Fires(last + Duration.FromSeconds(1), due + Duration.FromSeconds(1), DstPolicy.Default);
}
