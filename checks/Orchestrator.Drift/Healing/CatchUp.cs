using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Drift;

/// <summary>After missed runs: whether the next run brings their data back, or which job to run now. A pure function.</summary>
public static class CatchUp
{
    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'");

    /// <summary>The advice for a job.</summary>
    /// <param name="analyzed">The declaration.</param>
    /// <param name="job">The job that missed runs, or may have.</param>
    /// <param name="observed">What Cloud Scheduler says of the jobs.</param>
    /// <param name="project">The project, for the command.</param>
    /// <param name="now">The instant of the run.</param>
    public static CatchUpAdvice Advise(AnalyzedPipeline analyzed, Job job, Observation observed, string project, Instant now)
    {
        var pipeline = analyzed.Pipeline;
        var missed = LostRuns.Of(job, observed.Activity.GetValueOrDefault(job.ResourceId), now);
        var advice = new CatchUpAdvice
        {
            Job = job.Name,
            Missed = missed.Fires?.Count,
            Since = missed.Fires is [var first, ..] ? first : null,
            LoadedUntil = missed.LoadedUntil,
            NextRun = Next(job, now),
            Verdict = CatchUpVerdict.NothingMissed,
            Says = "No run was missed.",
        };
        if (missed.Fires is { Count: 0 }) return advice;
        var zone = DateTimeZoneProviders.Tzdb[pipeline.Zone];
        var others = OthersOf(analyzed, job, observed);
        bool? Covers(Job candidate, Instant? at) => at is { } run ? RunReach.Covers(candidate, zone, run, missed.LoadedUntil) : false;
        var byOther = others.Select(o => (Job: o, At: Next(o, now))).Where(o => Covers(o.Job, o.At) == true).OrderBy(o => o.At).ThenBy(o => o.Job.Name, StringComparer.Ordinal).FirstOrDefault();
        var nowByOther = others.FirstOrDefault(o => Covers(o, now) == true);
        var says = Lost(missed);
        if (Covers(job, advice.NextRun) == true) return advice with { Verdict = CatchUpVerdict.NextRunCovers, CoveredBy = job.Name, CoveredAt = advice.NextRun, Says = $"{says} Its next run at {Text(advice.NextRun)} reaches back far enough." };
        if (byOther.Job is { } other) return With(CatchUpVerdict.OtherRunCovers, other, $"Its next run does not reach back that far, but {other.Name} at {Text(byOther.At)} does.") with { CoveredAt = byOther.At };
        if (Covers(job, now) == true) return With(CatchUpVerdict.RunNow, job, "A run now reaches back far enough; the next one does not any more.");
        if (nowByOther is not null) return With(CatchUpVerdict.RunOtherNow, nowByOther, $"Its own runs do not reach back that far: run {nowByOther.Name} now.");
        if (Covers(job, now) is null || others.Any(o => Covers(o, now) is null))
            return advice with { Verdict = CatchUpVerdict.Unknown, Says = $"{says} How far back {(Covers(job, now) is null ? "its runs reach" : $"{others.First(o => Covers(o, now) is null).Name} reaches")} is not declared, so whether the gap closes is not known." };
        return advice with { Verdict = CatchUpVerdict.GapRemains, Says = $"{says} No declared job reaches back that far: load {(missed.LoadedUntil is { } from ? $"from {Text(from)}" : "everything")} by hand." };

        CatchUpAdvice With(CatchUpVerdict verdict, Job by, string how) => advice with { Verdict = verdict, CoveredBy = by.Name, Says = $"{says} {how}", Command = JobCommands.Run(pipeline, by.Name, project) };
    }

    // Jobs that write everything that this one writes, declared and found running.
    private static List<Job> OthersOf(AnalyzedPipeline analyzed, Job job, Observation observed)
    {
        var graph = PipelineGraph.Of(analyzed);
        var written = graph.WritesOf(job).Select(r => r.Id).ToHashSet();
        var stopped = observed.Resources.Where(r => r.Id.Kind == ResourceKind.Job && r.Properties.GetValueOrDefault("state") != "ENABLED").Select(r => r.Id).ToHashSet();
        return
        [
            .. analyzed.Pipeline.Jobs
                .Where(o => o.Name != job.Name && o.State is JobState.EnabledState && !stopped.Contains(o.ResourceId))
                .Where(o => written.Count > 0 && written.IsSubsetOf(graph.WritesOf(o).Select(r => r.Id)))
                .OrderBy(o => o.Name, StringComparer.Ordinal),
        ];
    }

    private static Instant? Next(Job job, Instant now) => job.Schedule.Read().Zoned?.Next(now, DstPolicy.Default);

    private static string Lost(LostRuns missed)
    {
        var since = missed.LoadedUntil is { } until ? $"data is loaded up to {Text(until)}" : "no run is known to have succeeded";
        return missed.Fires switch
        {
            null => $"How many runs were missed is not known; {since}.",
            [var only] => $"1 run was missed, at {Text(only)}; {since}.",
            var fires => string.Create(CultureInfo.InvariantCulture, $"{(missed.Failed ? "At least " : "")}{fires.Count} runs were missed since {Text(fires[0])}; {since}."),
        };
    }

    private static string Text(Instant? instant) => instant is { } known ? Minutes.Format(known) : "an unknown time";
}
