using System.CommandLine;
using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator drift</c>: what differs between declared and live, what jobs did not do, and what follows from it.</summary>
internal static class DriftVerb
{
    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "drift",
        "Find what differs between the declaration and the target and which runs are missing, explained by consequence. Changes nothing.",
        (session, _, cancellation) => RunAsync(session, cancellation));

    public static async Task<VerbReport> RunAsync(Session session, CancellationToken cancellation)
    {
        var evidence = await ObserveAsync(session, cancellation).ConfigureAwait(false);
        return DriftReport.Of(session, evidence, DriftFinder.Find(evidence));
    }

    /// <summary>Looks at the target once.</summary>
    public static async Task<DriftEvidence> ObserveAsync(Session session, CancellationToken cancellation)
    {
        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        return new()
        {
            Analyzed = session.Analyzed,
            Project = session.Project,
            Local = session.Options.Target == Target.Local,
            Desired = compared.Desired,
            Observed = compared.Observed,
            Plan = compared.Plan,
            // Consequences need the stale windows of a day, not a proof of ten years: one year shows every rule for clocks.
            LiveOrder = LiveOrder.Prove(session.Analyzed, compared.Observed, new ProofHorizon(session.Now, session.Now + Duration.FromDays(366))),
            Now = session.Now,
        };
    }
}
