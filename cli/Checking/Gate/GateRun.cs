using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>The gate after a deploy: the changed jobs have run, and what lies downstream of the change is right.</summary>
internal static class GateRun
{
    /// <summary>Waits for the jobs of the deploy or starts them, then runs the checks downstream of what was changed.</summary>
    public static async Task<VerbReport> RunAsync(Session session, GateRequest request, CheckBudget? budget, CancellationToken cancellation)
    {
        var jobs = session.Analyzed.Pipeline.Jobs.Where(j => request.Changed.Contains(j.ResourceId)).OrderBy(j => j.Name, StringComparer.Ordinal).ToList();
        session.Terminal.Progress($"{(request.Changed.Count == 1 ? "1 resource" : $"{request.Changed.Count} resources")} changed since {InstantPattern.General.Format(request.Since)}, as {request.KnownFrom} says; jobs among them: {jobs.Count}");
        var clock = await GateClock.OfAsync(session, cancellation).ConfigureAwait(false);
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var statements = new StatementOutcomes(cloud.Warehouse);
        var gated = request.Trigger
            ? await GateTrigger.RunAsync(session, clock, statements, jobs, cancellation).ConfigureAwait(false)
            : await new GateWait(request, clock, token => cloud.Scheduler.ObserveAsync(session.Analyzed.Pipeline, token), statements, session.Terminal.Progress).RunAsync(jobs, cancellation).ConfigureAwait(false);

        // Judged when the jobs have run, not when the gate was opened.
        var after = session.At(await clock.Now(cancellation).ConfigureAwait(false));
        var checks = ChecksOf(session.Analyzed, request.Changed);
        var report = await CheckVerb.RunAsync(after, checks, budget, cancellation).ConfigureAwait(false);
        return Report(after, request, gated, checks, report);
    }

    // Nothing that is known to have changed means that anything may have: then everything is checked.
    private static IReadOnlyList<Check> ChecksOf(AnalyzedPipeline analyzed, IReadOnlyList<ResourceId> changed)
    {
        if (changed.Count == 0) return analyzed.Pipeline.Checks;
        var graph = PipelineGraph.Of(analyzed);
        var names = changed.SelectMany(id => Downstream.Of(graph, id).Checks).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
        return [.. analyzed.Pipeline.Checks.Where(c => names.Contains(c.Name))];
    }

    private static VerbReport Report(Session session, GateRequest request, IReadOnlyList<GatedJob> gated, IReadOnlyList<Check> checks, VerbReport report)
    {
        var findings = Muting.Mark(session.Analyzed.Pipeline, [.. Findings(gated), .. checks.Count == 0 ? [Unguarded(session, request)] : Array.Empty<Finding>()], session.Now);
        var unknown = gated.Count(g => g.Outcome == GateOutcome.Unknown);
        var failed = findings.Any(f => f.Code == CheckCodes.RunFailed && f.Muted is null);
        return report with
        {
            Exit = ExitCodes.Worst([report.Exit, unknown > 0 ? 3 : 0, failed ? 2 : 0]),
            Headline = $"After the deploy {gated.Count(g => g.Outcome == GateOutcome.Ran)} of {gated.Count(g => g.Outcome != GateOutcome.Paused)} changed jobs have run and succeeded. {report.Headline}",
            Findings = [.. findings, .. report.Findings],
            Healthy = [.. gated.Where(g => g.Outcome == GateOutcome.Ran).Select(g => new Healthy(g.Job.ResourceId.ToString(), g.Says)), .. report.Healthy],
            Summary = new Dictionary<string, object?>(report.Summary)
            {
                ["afterDeploy"] = new Dictionary<string, object?>
                {
                    ["since"] = InstantPattern.General.Format(request.Since),
                    ["changed"] = request.Changed.Order().Select(c => c.ToString()).ToList(),
                    ["triggered"] = request.Trigger,
                    ["jobs"] = gated.Select(g => new Dictionary<string, object?>
                    {
                        ["job"] = g.Job.Name,
                        ["outcome"] = Word(g.Outcome),
                        ["due"] = g.Due is { } due ? InstantPattern.General.Format(due) : null,
                        ["ranAt"] = g.RanAt is { } ran ? InstantPattern.General.Format(ran) : null,
                        ["says"] = g.Says,
                    }).ToList(),
                },
            },
            Sections = [.. gated.Count == 0 ? Array.Empty<ReportSection>() : [new("Jobs of the deploy", [new ReportBlock.Grid(["job", "outcome", "says"], [.. gated.Select(g => (IReadOnlyList<string>)[g.Job.Name, Word(g.Outcome), g.Says])])])], .. report.Sections],
        };
    }

    private static IEnumerable<Finding> Findings(IReadOnlyList<GatedJob> gated) => gated.Where(g => g.Outcome is GateOutcome.Failed or GateOutcome.Unknown).Select(g => new Finding
    {
        Code = g.Outcome == GateOutcome.Failed ? CheckCodes.RunFailed : CheckCodes.JobDidNotRun,
        Severity = Severity.Error,
        Subject = g.Job.ResourceId.ToString(),
        Message = g.Says,
        Remedy = g.Outcome == GateOutcome.Failed ? "See the target's log, mend it, and run the gate again." : "Run the gate again with --trigger, or with a longer --wait.",
    });

    private static Finding Unguarded(Session session, GateRequest request) => new()
    {
        Code = CheckCodes.NothingChecked,
        Severity = Severity.Info,
        Subject = $"pipeline/{session.Options.Pipeline}",
        Message = $"No check reads what lies downstream of {string.Join(", ", request.Changed.Order().Select(c => c.ToString()))}: nothing says that the data are right.",
        Remedy = "Declare a check of what was deployed.",
    };

    private static string Word(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Ran => "ran",
        GateOutcome.Failed => "failed",
        GateOutcome.Paused => "paused",
        _ => "unknown",
    };
}
