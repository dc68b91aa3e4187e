using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>The alerts that the document asks for, and what must be true of the dimension that every figure is made from.</summary>
internal static class ServiceTitanChecks
{
    /// <summary>The document's three alerts: no sync in 25 hours, a sync that failed, a count that fell by more than half.</summary>
    public static void OfTheSyncs(PipelineBuilder pipeline, Table syncState)
    {
        var runs = new RunLog
        {
            Table = syncState,
            EntityColumn = "entityType",
            TimeColumn = "syncTime",
            RecordsColumn = "recordsProcessed",
            StatusColumn = "status",
            SuccessValue = "SUCCESS",
            ErrorColumn = "errorMessage",
            Entities = [.. ServiceTitanRaw.Entities],
        };
        pipeline.Check(new SyncFreshness { Name = "sync-fresh", Says = "Every entity was synchronised in the last 25 hours.", Log = runs, MaxAge = Duration.FromHours(25) });
        pipeline.Check(new SyncSucceeded { Name = "sync-succeeded", Says = "The last sync of every entity succeeded.", Log = runs });
        pipeline.Check(new SyncVolume { Name = "sync-volume", Says = "No sync processed less than half of the day before.", Log = runs, MaxDrop = 0.5 });
    }

    /// <summary>One row per job, rebuilt when it must be, with as many jobs as usual and all that was sold.</summary>
    public static void OfTheDimension(PipelineBuilder pipeline, MaterializedTable dimJobs, QueryJob rebuild, Table estimates)
    {
        pipeline.Check(new NotNull { Name = "jobs-have-an-id", Says = "Every job has an id.", Relation = dimJobs, Column = "jobId" });
        pipeline.Check(new Unique { Name = "one-row-per-job", Says = "A job is there once: each more would count its leads and sales once more.", Relation = dimJobs, Key = ["jobId"] });
        pipeline.Check(new NotNull { Name = "jobs-have-a-date", Says = "Every job belongs to a date; without one no daily figure counts it.", Relation = dimJobs, Column = "createdDate" });
        // Of the last date that is loaded at any hour: yesterday is not before the syncs of the night, and yesterday-is-there looks at it.
        pipeline.Check(new RowVolume { Name = "jobs-have-their-volume", Says = "A day has at least half of the jobs that its weekday usually has.", Relation = dimJobs, DateColumn = TimeColumn.Date("createdDate"), DaysAgo = 2, Against = new Baseline.SameWeekday(4), MaxDrop = 0.5m });
        // What the document's first issue broke: a rebuild before the syncs is not the one that is due after them.
        pipeline.Check(new VisibleFreshness { Name = "jobs-are-rebuilt", Says = "The dimension was written by the last rebuild that must have ended.", Relation = dimJobs, Deadline = new Deadline.RunOf(rebuild) });
        // Thirty days are enough: what is missing longer was found when it was younger.
        pipeline.Check(new Relationship
        {
            Name = "sold-estimates-have-a-job",
            Says = "Every sold estimate of the last 30 days belongs to a job in dim_jobs.",
            Relation = estimates,
            Where = "status = 'Sold' AND soldOn BETWEEN TIMESTAMP_SUB(@now, INTERVAL 30 DAY) AND @now",
            Column = "jobId",
            To = dimJobs,
            ToColumn = "jobId",
        });
    }
}
