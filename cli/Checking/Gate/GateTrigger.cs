using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Starts the changed jobs at once, each after those whose tables it reads; noted in the audit log like every run by hand.</summary>
internal static class GateTrigger
{
    /// <summary>Starts the jobs one after the other.</summary>
    /// <returns>Each job's outcome, in the order in which they were started.</returns>
    public static async Task<IReadOnlyList<GatedJob>> RunAsync(Session session, GateClock clock, IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        var graph = PipelineGraph.Of(session.Analyzed);
        var ended = new Dictionary<string, GatedJob>(StringComparer.Ordinal);
        foreach (var job in GateOrder.Of(graph, jobs))
        {
            var spoilt = GateOrder.ProducersOf(graph, job, jobs).FirstOrDefault(p => ended.GetValueOrDefault(p) is { Outcome: GateOutcome.Failed or GateOutcome.Unknown });
            ended[job.Name] = job.State is JobState.PausedState ? new(job, null, GateOutcome.Paused, "It is declared paused, so it is not started.")
                : spoilt is not null ? new(job, null, GateOutcome.Unknown, $"It was not started, because {spoilt}, whose tables it reads, did not succeed.")
                : await StartAsync(session, clock, job, cancellation).ConfigureAwait(false);
        }

        return [.. ended.Values];
    }

    private static async Task<GatedJob> StartAsync(Session session, GateClock clock, Job job, CancellationToken cancellation)
    {
        try
        {
            var report = await RunVerb.RunAsync(session, job.Name, althoughPaused: false, cancellation).ConfigureAwait(false);
            var now = await clock.Now(cancellation).ConfigureAwait(false);
            if (report.Exit != 0) return new(job, null, report.Exit == 2 ? GateOutcome.Failed : GateOutcome.Unknown, report.Headline);
            // Cloud Scheduler knows only that BigQuery took the statement; the local one answers when the statement has ended.
            if (session.Options.Target == Target.Gcp && job is QueryJob) await clock.Wait(now + job.LongestRun, cancellation).ConfigureAwait(false);
            return new(job, null, GateOutcome.Ran, report.Headline) { RanAt = now };
        }
        catch (Exception error) when (error is not OperationCanceledException && Failures.Explain(error, cancellation) is { } failure)
        {
            return new(job, null, GateOutcome.Unknown, $"It could not be started: {failure.Message}");
        }
    }
}
