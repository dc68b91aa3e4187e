using System.CommandLine;
using Orchestrator.Drift;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>How a step ended.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome"><c>done</c>, <c>failed</c> or <c>skipped</c>.</param>
/// <param name="Says">Why it did not end well, or null.</param>
internal sealed record HealedStep(HealingStep Step, string Outcome, string? Says);

/// <summary><c>drift --fix</c>: proposes healing, or carries it out and looks again.</summary>
internal static class HealingRun
{
    /// <summary>Drift as asked for: found only, with proposals, or healed and found again.</summary>
    /// <param name="session">The run.</param>
    /// <param name="parsed">The flags.</param>
    /// <param name="find">Observes and reports drift; called after healing, so that its exit code says what is left.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public static async Task<VerbReport> RunAsync(Session session, ParseResult parsed, Func<Session, CancellationToken, Task<VerbReport>> find, CancellationToken cancellation)
    {
        var (fix, policy) = HealingOptions.Read(parsed);
        if (fix == Fix.Off) return await find(session, cancellation).ConfigureAwait(false);
        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        var plan = HealingPlanner.Of(session.Analyzed, compared.Plan, compared.Observed, policy, session.Project, session.Now);
        if (fix == Fix.Propose) return HealingReport.Proposed(await find(session, cancellation).ConfigureAwait(false), plan);
        var healed = await HealAsync(session, plan, cancellation).ConfigureAwait(false);
        return HealingReport.Healed(await find(session, cancellation).ConfigureAwait(false), plan, healed);
    }

    private static async Task<IReadOnlyList<HealedStep>> HealAsync(Session session, HealingPlan plan, CancellationToken cancellation)
    {
        if (plan.Chosen.Count == 0) return [];
        using var journal = ApplyJournal.Open(session.JournalFolder);
        var audit = new AuditLog(session);
        if (journal.Interrupted is { } interrupted) session.Terminal.Progress($"an earlier run was cut short at '{interrupted}'; what it left is healed like anything else");
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var healed = new List<HealedStep>();
        foreach (var step in plan.Chosen)
        {
            // Between two steps is a good place to stop; in the middle of one is not.
            cancellation.ThrowIfCancellationRequested();
            var failed = healed.FirstOrDefault(h => h.Outcome != "done" && step.After.Contains(h.Step.Resource));
            if (failed is not null)
            {
                healed.Add(new(step, "skipped", $"It needs {failed.Step.Resource} first, which was not healed."));
                continue;
            }
            session.Terminal.Progress($"{healed.Count + 1}/{plan.Chosen.Count} {Word(step)} {step.Resource}");
            journal.Begin(step.Change);
            string? error = null;
            try
            {
                await cloud.ApplyAsync(step.Change, CancellationToken.None).ConfigureAwait(false);
            }
            catch (GoogleException refused)
            {
                error = refused.Message;
            }
            audit.Write(new AuditLine
            {
                Resource = step.Resource.ToString(),
                Step = Word(step),
                Before = HealedValues.Of(step.Change, step.Change.Live),
                After = HealedValues.Of(step.Change, step.Change.Desired),
                Outcome = error is null ? "done" : "failed",
                Says = error ?? step.Why,
            });
            journal.End(step.Change);
            healed.Add(new(step, error is null ? "done" : "failed", error));
        }
        journal.Finish();
        return healed;
    }

    private static string Word(HealingStep step) => step.Kind.ToString().ToLowerInvariant();
}
