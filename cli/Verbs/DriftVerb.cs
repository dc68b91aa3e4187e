using System.CommandLine;
using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator drift</c>: what differs between declared and live, and what follows from it.</summary>
internal static class DriftVerb
{
    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "drift",
        "Find what differs between the declaration and the target, explained by consequence. Changes nothing without --fix auto.",
        (session, parsed, cancellation) => HealingRun.RunAsync(session, parsed, RunAsync, cancellation),
        HealingOptions.All);

    public static async Task<VerbReport> RunAsync(Session session, CancellationToken cancellation)
    {
        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        // Consequences need the stale windows of a day, not a proof of ten years: one year shows every rule for clocks.
        var live = LiveOrder.Prove(session.Analyzed, compared.Observed, new ProofHorizon(session.Now, session.Now + Duration.FromDays(366)));
        var findings = DriftFinder.Find(session.Analyzed, compared.Plan, live, session.Now);
        var resources = compared.Plan.Changes.Count;
        return session.Report("drift") with
        {
            Exit = compared.Plan.Unobserved.Count > 0 ? 3 : findings.Count > 0 ? 2 : 0,
            Headline = findings.Count == 0
                ? $"No drift: {compared.Desired.Count} resources are as declared."
                : $"{findings.Count} {(findings.Count == 1 ? "finding" : "findings")}; {resources} of {compared.Desired.Count} resources differ.",
            Findings = findings,
            Summary = new Dictionary<string, object?>
            {
                ["resources"] = compared.Desired.Count,
                ["drifted"] = resources,
                ["findings"] = findings.Count,
                ["unmanaged"] = compared.Plan.Unmanaged.Count,
                ["unobserved"] = compared.Plan.Unobserved.Count,
            },
            Sections = Pauses(session),
        };
    }

    // A pause is never silent: every report prints its reason, owner and expiry.
    private static IReadOnlyList<ReportSection> Pauses(Session session)
    {
        var pauses = session.Analyzed.Pipeline.Jobs.Select(j => (j.Name, Pause: j.State as JobState.PausedState)).Where(j => j.Pause is not null).ToList();
        return pauses.Count == 0 ? [] : [new("Declared pauses", [new ReportBlock.Grid(["job", "pause"], [.. pauses.Select(p => (IReadOnlyList<string>)[p.Name, Drift.Pauses.Say(p.Pause!)])])])];
    }
}
