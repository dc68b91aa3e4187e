using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Turns the difference between declared and live into findings, each with its consequence. A pure function.</summary>
public static class DriftFinder
{
    /// <summary>The findings of a plan, the worst first, then by subject and property.</summary>
    /// <param name="analyzed">The pipeline.</param>
    /// <param name="plan">Declared against live.</param>
    /// <param name="live">The live schedules as the order proof saw them, for what readers miss; null when no job could be read.</param>
    /// <param name="now">The instant of the run.</param>
    public static IReadOnlyList<Finding> Find(AnalyzedPipeline analyzed, Plan plan, PipelineProof? live, Instant now)
    {
        var consequences = new Consequences(analyzed, live, now);
        return
        [
            .. plan.Changes.SelectMany(change => OfChange(analyzed.Pipeline, change, consequences))
                .Concat(plan.Unmanaged.Select(OfUnmanaged))
                .Concat(plan.Unobserved.Select(OfUnobserved))
                .Concat(ExpiredPauses(analyzed.Pipeline, now))
                .OrderByDescending(f => f.Severity)
                .ThenBy(f => f.Subject, StringComparer.Ordinal)
                .ThenBy(f => f.Property, StringComparer.Ordinal)
                .ThenBy(f => f.Code, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Finding> OfChange(Pipeline pipeline, Change change, Consequences consequences)
    {
        if (change.Action == ChangeAction.Create)
            return [new Finding { Code = FindingFacts.Missing, Severity = consequences.SeverityOf(change.Id), Subject = change.Id.ToString(), Message = "Declared, but not there.", Consequence = consequences.OfMissing(change.Id) }];
        return change.Differences.Select(difference => new Finding
        {
            Code = difference.Certain ? FindingFacts.Changed : FindingFacts.Uncertain,
            Severity = consequences.SeverityOf(change.Id, difference.Property),
            Subject = change.Id.ToString(),
            Property = difference.Property,
            Declared = difference.Declared,
            Live = difference.Live,
            Message = DifferenceText.Say(pipeline, change, difference),
            Consequence = consequences.OfDifference(change, difference),
        });
    }

    private static Finding OfUnmanaged(ResourceState live) => new()
    {
        Code = FindingFacts.Unmanaged,
        Severity = Severity.Warning,
        Subject = live.Id.ToString(),
        Message = "There, but not declared: declare it, or delete it by hand. It is never deleted from here.",
    };

    private static Finding OfUnobserved(Unobserved unobserved) => new()
    {
        Code = FindingFacts.Unobserved,
        Severity = Severity.Error,
        Subject = unobserved.Subject,
        Message = $"Could not be read, so whether it drifted is not known: {unobserved.Reason}",
    };

    private static IEnumerable<Finding> ExpiredPauses(Pipeline pipeline, Instant now)
    {
        var today = now.InZone(DateTimeZoneProviders.Tzdb[pipeline.Zone]).Date;
        return from job in pipeline.Jobs
               let pause = job.State as JobState.PausedState
               where pause is not null && pause.Until < today
               select new Finding
               {
                   Code = FindingFacts.PauseExpired,
                   Severity = Severity.Warning,
                   Subject = job.ResourceId.ToString(),
                   Property = "state",
                   Declared = "PAUSED",
                   Message = $"{Pauses.Say(pause)} That date has passed: resume the job, or decide again.",
               };
    }
}
