using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Starts the changed jobs at once, each after those whose tables it reads; noted in the audit log like every run by hand.</summary>
internal static class GateTrigger
{
    /// <summary>Starts the jobs one after the other.</summary>
    /// <param name="session">The pipeline and its target.</param>
    /// <param name="clock">The target's time.</param>
    /// <param name="statements">Knows how statements came out.</param>
    /// <param name="jobs">The jobs, in any order.</param>
    /// <param name="cancellation">Stops waiting; what was started goes on.</param>
    /// <returns>Each job's outcome, in the order in which they were started.</returns>
    public static async Task<IReadOnlyList<GatedJob>> RunAsync(Session session, GateClock clock, StatementOutcomes statements, IReadOnlyList<Job> jobs, CancellationToken cancellation)
    {
        var graph = PipelineGraph.Of(session.Analyzed);
        var ended = new Dictionary<string, GatedJob>(StringComparer.Ordinal);
        foreach (var job in GateOrder.Of(graph, jobs))
        {
            var spoilt = GateOrder.ProducersOf(graph, job, jobs).FirstOrDefault(p => ended.GetValueOrDefault(p) is { Outcome: GateOutcome.Failed or GateOutcome.Unknown });
            ended[job.Name] = job.State is JobState.PausedState ? new(job, null, GateOutcome.Paused, "It is declared paused, so it is not started.")
                : spoilt is not null ? new(job, null, GateOutcome.Unknown, $"It was not started, because {spoilt}, whose tables it reads, did not succeed.")
                : await StartAsync(session, clock, statements, job, cancellation).ConfigureAwait(false);
        }

        return [.. ended.Values];
    }

    private static async Task<GatedJob> StartAsync(Session session, GateClock clock, StatementOutcomes statements, Job job, CancellationToken cancellation)
    {
        try
        {
            var report = await RunVerb.RunAsync(session, job.Name, althoughPaused: false, cancellation).ConfigureAwait(false);
            if (report.Exit != 0) return new(job, null, report.Exit == 2 ? GateOutcome.Failed : GateOutcome.Unknown, report.Headline);
            var ran = InstantPattern.General.Parse((string?)report.Summary["lastAttempt"] ?? "");
            var started = new GatedJob(job, null, GateOutcome.Ran, report.Headline) { RanAt = ran.Success ? ran.Value : null };
            var limit = await clock.Now(cancellation).ConfigureAwait(false) + job.LongestRun;
            var scheduler = (await session.CloudAsync(cancellation).ConfigureAwait(false)).Scheduler;
            while (true)
            {
                var observed = await scheduler.ObserveAsync(session.Analyzed.Pipeline, cancellation).ConfigureAwait(false);
                var now = await clock.Now(cancellation).ConfigureAwait(false);
                if (await statements.ConfirmAsync(started, observed, now < limit, cancellation).ConfigureAwait(false) is { } ended) return ended;
                await clock.Wait(now + clock.Step, cancellation).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException && Failures.Explain(error, cancellation) is { } failure)
        {
            return new(job, null, GateOutcome.Unknown, $"It could not be started: {failure.Message}");
        }
    }
}
