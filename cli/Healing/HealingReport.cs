using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Healing, added to the report of drift.</summary>
internal static class HealingReport
{
    /// <summary>With what would heal it; nothing was changed.</summary>
    public static VerbReport Proposed(VerbReport drift, HealingPlan plan) => drift with
    {
        Headline = $"{drift.Headline} {Proposal(plan)}",
        Summary = With(drift.Summary, plan, "propose", [.. plan.Steps.Select(s => Json(s, s.Allowed ? "proposed" : "refused", s.Refusal))]),
        Sections =
        [
            .. drift.Sections,
            new("Proposed healing", plan.Steps.Count == 0
                ? [new ReportBlock.Paragraph("Nothing to heal.")]
                : [new ReportBlock.Grid(["resource", "does", "why", "allowed"], [.. plan.Steps.Select(s => (IReadOnlyList<string>)[s.Resource.ToString(), s.Does, s.Why, s.Refusal ?? "yes"])])]),
            .. Commands(plan.Steps.Where(s => s.Allowed)),
            .. CatchUps(plan),
        ],
    };

    /// <summary>With what was done; the findings are those that are left.</summary>
    public static VerbReport Healed(VerbReport left, HealingPlan plan, IReadOnlyList<HealedStep> healed)
    {
        List<HealedStep> rows =
        [
            .. healed,
            .. plan.Left.Select(s => new HealedStep(s, s.Allowed ? "left" : "refused", s.Refusal ?? "More than the limit of this run: run it again, or raise --max-fixes.")),
        ];
        return left with
        {
            Headline = $"{healed.Count(h => h.Outcome == "done")} of {plan.Steps.Count} steps done. Left: {left.Headline}",
            Summary = With(left.Summary, plan, "auto", [.. rows.Select(r => Json(r.Step, r.Outcome, r.Says))]),
            Sections =
            [
                new("Healing", rows.Count == 0
                    ? [new ReportBlock.Paragraph("Nothing to heal.")]
                    : [new ReportBlock.Grid(["resource", "does", "outcome"], [.. rows.Select(r => (IReadOnlyList<string>)[r.Step.Resource.ToString(), r.Step.Does, r.Says is null ? r.Outcome : $"{r.Outcome}: {r.Says}"])])]),
                .. CatchUps(plan),
                .. left.Sections,
            ],
        };
    }

    private static string Proposal(HealingPlan plan) => plan.Steps.Count == 0
        ? "Nothing to heal."
        : $"{plan.Steps.Count(s => s.Allowed)} of {plan.Steps.Count} healing steps are allowed; '--fix auto' would carry out {plan.Chosen.Count}.";

    private static IEnumerable<ReportSection> Commands(IEnumerable<HealingStep> steps)
    {
        var lines = steps.SelectMany(s => s.Commands).Distinct(StringComparer.Ordinal).ToList();
        if (lines.Count > 0) yield return new("Commands that do the same by hand", [new ReportBlock.Picture(lines)]);
    }

    private static IEnumerable<ReportSection> CatchUps(HealingPlan plan)
    {
        if (plan.CatchUps.Count > 0) yield return new("Catching up", [.. plan.CatchUps.Select(a => new ReportBlock.Paragraph($"{a.Job}: {a.Says}{(a.Command is null ? "" : $" {a.Command}")}"))]);
    }

    private static Dictionary<string, object?> With(IReadOnlyDictionary<string, object?> summary, HealingPlan plan, string mode, List<Dictionary<string, object?>> steps) =>
        new(summary) { ["fix"] = mode, ["healing"] = steps, ["catchUp"] = plan.CatchUps.Select(CatchUpJson.Of).ToList() };

    private static Dictionary<string, object?> Json(HealingStep step, string outcome, string? says) => new()
    {
        ["resource"] = step.Resource.ToString(),
        ["step"] = step.Kind.ToString().ToLowerInvariant(),
        ["does"] = step.Does,
        ["why"] = step.Why,
        ["outcome"] = outcome,
        ["says"] = says,
        ["readers"] = step.Readers,
        ["commands"] = step.Commands.ToList(),
    };
}

/// <summary>Catch-up advice as figures.</summary>
internal static class CatchUpJson
{
    /// <summary>The advice.</summary>
    public static Dictionary<string, object?> Of(CatchUpAdvice advice) => new()
    {
        ["job"] = advice.Job,
        ["verdict"] = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(advice.Verdict.ToString()),
        ["missed"] = advice.Missed,
        ["since"] = advice.Since is { } since ? InstantPattern.General.Format(since) : null,
        ["loadedUntil"] = advice.LoadedUntil is { } until ? InstantPattern.General.Format(until) : null,
        ["coveredBy"] = advice.CoveredBy,
        ["coveredAt"] = advice.CoveredAt is { } at ? InstantPattern.General.Format(at) : null,
        ["says"] = advice.Says,
        ["command"] = advice.Command,
    };
}
