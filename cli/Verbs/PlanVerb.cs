using System.CommandLine;
using Orchestrator.Model;
using Orchestrator.Schedules;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary><c>orchestrator plan</c>: what a deploy would change, and whether every order is proven, as declared and as things are.</summary>
internal static class PlanVerb
{
    public static Command Command(Terminal terminal) => VerbCommand.Create(
        terminal,
        "plan",
        "Show the mistakes of the declaration, the proof of its order over ten years, and what 'up' would change.",
        (session, _, cancellation) => RunAsync(session, cancellation));

    public static async Task<VerbReport> RunAsync(Session session, CancellationToken cancellation)
    {
        var declared = session.DeclaredOrder ?? throw new InvalidOperationException("A plan is made of a declaration without mistakes.");
        var compared = await session.CompareAsync(cancellation).ConfigureAwait(false);
        var plan = compared.Plan;
        if (plan.Unobserved.Count > 0) return ChangeReport.CouldNotObserve(session, "plan", plan);

        session.Terminal.Progress("proving the live order over ten years");
        var live = LiveOrder.Prove(session.Analyzed, compared.Observed, ProofHorizon.TenYearsFrom(session.Now));
        var findings = OrderFindings.Of(live, session.Zone);
        return session.Report("plan") with
        {
            Exit = plan.Changes.Count > 0 || findings.Count > 0 ? 2 : 0,
            Headline = $"The declared order is proven over ten years; {(plan.Changes.Count == 0 ? "nothing to change" : $"{ChangeReport.Counted(plan.Changes.Count)} to apply")}{(findings.Count > 0 ? "; the live order fails" : "")}.",
            Findings = findings,
            Diagnostics = session.Analyzed.Diagnostics,
            Summary = new Dictionary<string, object?>(ChangeReport.Summary(plan)) { ["declaredOrder"] = OrderSection.Json(declared), ["liveOrder"] = OrderSection.Json(live) },
            Sections =
            [
                ChangeReport.Section("Changes", plan.Changes),
                .. Origin(session, compared),
                OrderSection.Of("Order as declared", declared, session.Zone),
                OrderSection.Of("Order as it is live", live, session.Zone),
                .. live.Holds ? [] : StaleSection.Of(live, session.Zone),
                .. LineageSection.Of(session),
                .. Bypasses.Sections(session.Analyzed.Pipeline, session.Now),
            ],
        };
    }

    private static IEnumerable<ReportSection> Origin(Session session, DeclaredAgainstLive compared)
    {
        if (compared.Applied is null || compared.Plan.Changes.Count == 0) yield break;
        var applied = compared.Applied.ToDictionary(s => s.Id);
        var rows = compared.Plan.Changes
            .SelectMany(c => Origins.Of(c, applied, compared.CompareSql).Select(o => (IReadOnlyList<string>)[c.Id.ToString(), o.Difference.Property, Word(o.Origin)]))
            .ToList();
        yield return new("What moved since the last 'up'", [new ReportBlock.Grid(["resource", "property", "moved"], rows)]);
    }

    private static string Word(Origin origin) => origin switch
    {
        Model.Origin.Declaration => "the declaration",
        Model.Origin.World => "the world",
        Model.Origin.Both => "both",
        _ => "not known",
    };
}
