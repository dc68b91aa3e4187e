using System.CommandLine;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

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
        policy = policy with { Flags = TargetFlags.Of(session) };
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
        var healed = await HealingLoop.RunAsync(
            plan.Chosen,
            async step =>
            {
                session.Terminal.Progress($"{Word(step)} {step.Resource}");
                journal.Begin(step.Change);
                await cloud.ApplyAsync(step.Change, CancellationToken.None).ConfigureAwait(false);
            },
            ended =>
            {
                audit.Write(new AuditLine
                {
                    Resource = ended.Step.Resource.ToString(),
                    Step = Word(ended.Step),
                    Before = HealedValues.Of(ended.Step.Change, ended.Step.Change.Live),
                    After = HealedValues.Of(ended.Step.Change, ended.Step.Change.Desired),
                    Outcome = ended.Outcome,
                    Says = ended.Says ?? ended.Step.Why,
                });
                journal.End(ended.Step.Change);
            },
            cancellation).ConfigureAwait(false);
        journal.Finish();
        return healed;
    }

    private static string Word(HealingStep step) => step.Kind.ToString().ToLowerInvariant();
}
