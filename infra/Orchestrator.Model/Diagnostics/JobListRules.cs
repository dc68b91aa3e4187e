using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>What is doubtful about the enabled jobs of a pipeline together: runs that outlast the next fire, crowded minutes, redundant backfills.</summary>
internal static class JobListRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        var year = new ProofHorizon(LocalDay.Start(ScheduleRules.Reference, DateTimeZone.Utc), LocalDay.Start(ScheduleRules.Reference.PlusYears(1), DateTimeZone.Utc));
        var jobs = pipeline.Jobs.Where(job => job.State is JobState.EnabledState && job.LongestRun > Duration.Zero).DistinctBy(job => job.Name).Select(Listed).ToList();
        return ScheduleLint.Find(jobs, year).Select(doubt => Tell(doubt, pipeline)).OfType<Diagnostic>();
    }

    // The other kinds have rules of their own, which know more than a list of jobs does.
    private static Diagnostic? Tell(ScheduleDoubt doubt, Pipeline pipeline) => doubt.Kind switch
    {
        ScheduleLintKind.SelfOverrun => DiagnosticFacts.SelfOverrun.On(ResourceId.Job(doubt.Names[0]).ToString(), doubt.Message, doubt.Remedy),
        ScheduleLintKind.CrowdedMinute => DiagnosticFacts.CrowdedMinute.On($"pipeline/{pipeline.Name}", doubt.Message, doubt.Remedy),
        ScheduleLintKind.RedundantBackfill => DiagnosticFacts.RedundantBackfill.On(ResourceId.Job(doubt.Names[0]).ToString(), doubt.Message, doubt.Remedy),
        _ => null,
    };

    private static ScheduledJob Listed(Job job) => new()
    {
        Name = job.Name,
        Schedule = job.Schedule.Read().Zoned,
        Longest = job.LongestRun,
        Writes = job is HttpJob http ? [.. http.Writes.Select(table => table.Id.ToString())] : [],
        LookBack = job is HttpJob { LookBack: { } period } ? Duration.FromDays(WindowRules.InDays(period)) : null,
        Target = job switch { HttpJob { Uri.IsAbsoluteUri: true } web => web.Uri.Host, HttpJob => null, _ => "bigquery.googleapis.com" },
    };
}
