using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>How far back a run of a job loads.</summary>
internal static class RunReach
{
    /// <summary>Whether a run at an instant loads everything since another; null when nothing declares how far back it reaches.</summary>
    /// <param name="job">The job.</param>
    /// <param name="zone">The pipeline's business zone, in which a rebuild counts its days.</param>
    /// <param name="run">The run's start.</param>
    /// <param name="since">From when on data is missing; null for all of it.</param>
    public static bool? Covers(Job job, DateTimeZone zone, Instant run, Instant? since) => job switch
    {
        HttpJob { WriteDisposition: JobWriteDisposition.WriteTruncate } => true,
        HttpJob { LookBack: { } lookBack } http => since is { } from && Back(run, lookBack, http) <= from,
        QueryJob { Rebuilds.Strategy: Materialization.Rebuilt { Method: Rebuild.Window window } } => since is { } from && run.InZone(zone).Date.PlusDays(-window.Days) <= from.InZone(zone).Date,

        // All rows, or all keys that the query returns.
        QueryJob { Rebuilds.Strategy: Materialization.Rebuilt } => true,
        _ => null,
    };

    // A look-back counts on the clock of the schedule: one day before 02:00 is 02:00, also on the days on which clocks change.
    private static Instant Back(Instant run, Period lookBack, HttpJob job)
    {
        var zone = job.Schedule.Read().Zoned?.Zone ?? DateTimeZone.Utc;
        return run.InZone(zone).LocalDateTime.Minus(lookBack).InZoneLeniently(zone).ToInstant();
    }
}
