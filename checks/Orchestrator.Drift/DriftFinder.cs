using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Turns the difference between declared and live, and what Cloud Scheduler says of runs, into findings with consequence, cause and remedy. A pure function.</summary>
public static class DriftFinder
{
    /// <summary>The findings, in the order of <see cref="FindingOrder"/>.</summary>
    public static IReadOnlyList<Finding> Find(DriftEvidence evidence) => Judge(evidence, Collect(evidence));

    /// <summary>What was found, before anything is said of causes and mutes: findings of another source can still be joined to it.</summary>
    public static IReadOnlyList<Finding> Collect(DriftEvidence evidence)
    {
        var jobs = ObservedJob.Of(evidence);
        var consequences = new Consequences(evidence, jobs);
        var remedies = new Remedies(evidence);
        var runs = new RunFindings(evidence.Analyzed.Pipeline, consequences, remedies);
        var changes = evidence.Plan.Changes.SelectMany(change => OfChange(jobs.GetValueOrDefault(change.Id)?.Declared, change, consequences, remedies)).ToList();
        return
        [
            .. changes,
            .. evidence.Plan.Unmanaged.Select(OfUnmanaged),
            .. evidence.Plan.Unobserved.Select(u => OfUnobserved(u, remedies)),
            .. ExpiredPauses(evidence.Analyzed.Pipeline, evidence.Now),
            .. jobs.Values.SelectMany(runs.Of),
            .. PairFinder.Find(evidence.Analyzed, evidence.Observed, evidence.Now),
            .. Targets(evidence, changes),
        ];
    }

    /// <summary>Findings with their causes and mutes, and in their order. Findings of other verbs may be among them.</summary>
    public static IReadOnlyList<Finding> Judge(DriftEvidence evidence, IReadOnlyList<Finding> findings)
    {
        var explained = Causes.Explain(evidence.Analyzed, FindingOrder.Sort(findings));
        return FindingOrder.Sort(Muting.Apply(evidence.Analyzed.Pipeline, explained, evidence.Now, mute => IsJudged(mute, evidence.Plan)));
    }

    private static IEnumerable<Finding> OfChange(Job? job, Change change, Consequences consequences, Remedies remedies)
    {
        if (change.Action == ChangeAction.Create)
            return [new Finding { Code = FindingFacts.Missing, Severity = consequences.SeverityOf(change.Id), Subject = change.Id.ToString(), Message = "Declared, but not there.", Consequence = consequences.OfMissing(change.Id), Remedy = remedies.Up }];
        return change.Differences.Select(HiddenValues.Of).Select(difference => new Finding
        {
            Code = CodeOf(change, difference),
            Severity = consequences.SeverityOf(change.Id, difference.Property),
            Subject = change.Id.ToString(),
            Property = difference.Property,
            Declared = difference.Declared,
            Live = difference.Live,
            Message = DifferenceText.Say(job, change, difference),
            Consequence = consequences.OfDifference(change, difference),
            Remedy = RemedyOf(job, change, difference, remedies),
        });
    }

    private static string CodeOf(Change change, PropertyDifference difference)
    {
        if (!difference.Certain) return FindingFacts.Uncertain;
        if (TargetLint.IsLossOfToken(change, difference)) return FindingFacts.NoToken;
        if (change.Id.Kind != ResourceKind.Job || difference.Property != "state") return FindingFacts.Changed;
        return (difference.Declared, difference.Live) switch
        {
            ("ENABLED", "PAUSED") => FindingFacts.Paused,
            ("PAUSED", "ENABLED") => FindingFacts.RunsThoughPaused,
            _ => FindingFacts.NotWell,
        };
    }

    private static string RemedyOf(Job? job, Change change, PropertyDifference difference, Remedies remedies) => (CodeOf(change, difference), job) switch
    {
        (FindingFacts.Paused, { } known) => remedies.Resume(known),
        (FindingFacts.RunsThoughPaused, { } known) => remedies.Pause(known),
        _ => remedies.Up,
    };

    private static Finding OfUnmanaged(ResourceState live) => new()
    {
        Code = FindingFacts.Unmanaged,
        Severity = Severity.Warning,
        Subject = live.Id.ToString(),
        Message = "There, but not declared: declare it, or delete it by hand. It is never deleted from here.",
        Remedy = "Declare it, delete it by hand, or mute the finding with a reason.",
    };

    private static Finding OfUnobserved(Unobserved unobserved, Remedies remedies) => new()
    {
        Code = FindingFacts.Unobserved,
        Severity = Severity.Error,
        Subject = unobserved.Subject,
        Message = $"Could not be read, so whether it drifted is not known: {unobserved.Reason}",
        Remedy = remedies.Again,
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
                   Message = $"{Pauses.Say(pause)} That date has passed: enable the job in the declaration, or decide again.",
                   Remedy = "Decide in the declaration: enable the job, or give the pause another date.",
               };
    }

    // Declared jobs that are not there are judged as declared; live ones as they are, declared or not.
    private static IEnumerable<Finding> Targets(DriftEvidence evidence, IReadOnlyList<Finding> changes)
    {
        var known = changes.Where(f => f.Code == FindingFacts.NoToken).Select(f => f.Subject).ToHashSet(StringComparer.Ordinal);
        var names = new JobNames(evidence.Analyzed.Pipeline.Jobs.Select(j => j.Name));
        foreach (var job in evidence.Observed.Resources.Concat(evidence.Desired).Where(r => r.Id.Kind == ResourceKind.Job).DistinctBy(r => r.Id))
        {
            if (TargetLint.LacksToken(job) && !known.Contains(job.Id.ToString())) yield return TargetLint.NoToken(job);
            if (TargetLint.OtherJob(job, names) is { } other) yield return other;
        }
    }

    // Drift cannot say that a check's mute is unused, nor one about what it could not read.
    private static bool IsJudged(Mute mute, Plan plan) =>
        mute.Code.StartsWith("DRIFT", StringComparison.Ordinal)
        && !(ResourceId.TryParse(mute.Subject) is { } id ? plan.Unobserved.Any(u => u.Covers(id)) : plan.Unobserved.Count > 0);
}
