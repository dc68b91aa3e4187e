using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>The relations that failing checks read, each with its role and what its own checks say: "working correctly" is tested or not said (R11, R12).</summary>
internal static class AffectedTables
{
    public static IReadOnlyList<ReportSection> Section(Escalation escalation)
    {
        var failing = escalation.Failing;
        var relations = failing.SelectMany(r => r.Check.Reads).DistinctBy(r => r.Id).ToList();
        if (relations.Count == 0) return [];
        return [new("Affected tables", [new ReportBlock.Grid(["table", "role", "status", "owner"], [.. relations.Select(r => (IReadOnlyList<string>)[r.Id.ToString(), Role(r, failing), Status(r, escalation.Results), Owner(r, escalation.Results)])])])];
    }

    private static string Role(Relation relation, IReadOnlyList<CheckResult> failing) =>
        failing.Select(r => r.Check).OfType<Reconciliation>().SelectMany(c => (ReconciledSide[])[c.Source, c.Target]).FirstOrDefault(s => s.Relation.Id == relation.Id)?.Role ?? relation.Description ?? "";

    // The source of a reconciliation is not to blame for its target; its own checks say how it is.
    private static List<CheckResult> Own(Relation relation, IReadOnlyList<CheckResult> results) =>
        [.. results.Where(r => r.Check is Reconciliation check ? check.Target.Relation.Id == relation.Id : r.Check.Reads.Any(x => x.Id == relation.Id))];

    private static string Status(Relation relation, IReadOnlyList<CheckResult> results)
    {
        var own = Own(relation, results);
        if (own.Count == 0) return "not tested: no check is declared";
        var wrong = own.Where(r => r.Outcome != CheckOutcome.Holds).ToList();
        return wrong.Count == 0
            ? $"{own.Count} of {own.Count} checks hold: {string.Join(", ", own.Select(r => r.Check.Name))}"
            : string.Join(", ", wrong.Select(r => $"{r.Check.Name} {(r.Outcome == CheckOutcome.Fails ? "fails" : "is not known")}"));
    }

    private static string Owner(Relation relation, IReadOnlyList<CheckResult> results) =>
        string.Join(", ", Own(relation, results).Select(r => r.Check.Owner).OfType<string>().Distinct(StringComparer.Ordinal));
}
