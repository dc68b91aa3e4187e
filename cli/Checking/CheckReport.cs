using System.Globalization;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>What a run of checks found and cost, as a report.</summary>
internal static class CheckReport
{
    /// <summary>The report of checks that were run.</summary>
    public static VerbReport Of(Session session, CheckRun run, CheckBudget? budget)
    {
        var (scans, results) = (run.Estimates, run.Results);
        var bytes = CheckSummary.BytesProcessed(results);
        var holding = results.Count(r => r.Outcome == CheckOutcome.Holds);
        IReadOnlyList<Finding> found = [.. results.Select(r => r.Finding).OfType<Finding>().Concat(Bypasses.Find(session.Analyzed.Pipeline, results, session.Now)).OrderByDescending(f => f.Severity).ThenBy(f => f.Subject, StringComparer.Ordinal)];
        var findings = Muting.Mark(session.Analyzed.Pipeline, found, session.Now);
        var exit = CheckSummary.Exit(results);
        var costs = CheckCosts.Of(scans, results);
        return session.Report("check") with
        {
            // What is muted fails and does not count; what is not known counts, muted or not.
            Exit = exit == 3 ? 3 : findings.All(f => f.Muted is not null || f.Code == Bypasses.Removable) ? 0 : 2,
            Headline = $"{holding} of {results.Count} checks hold; {scans.Count} queries, {bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes{(budget is null ? "" : $", at most {new ByteSize(costs.Sum(c => c.Billed))} billed of {budget.Size}")}.",
            Findings = findings,
            Healthy = [.. results.Where(r => r.Outcome == CheckOutcome.Holds).Select(r => new Healthy(r.Check.Subject, r.Says))],
            Summary = new Dictionary<string, object?>
            {
                ["checks"] = results.Count,
                ["hold"] = holding,
                ["fail"] = results.Count(r => r.Outcome == CheckOutcome.Fails),
                ["unknown"] = results.Count(r => r.Outcome == CheckOutcome.Unknown),
                ["queries"] = scans.Count,
                ["bytesProcessed"] = bytes,
                ["budgetBytes"] = budget?.Size.Bytes,
                ["costs"] = CheckCosts.Json(costs),
            },
            Sections = [Grid(results, costs), .. results.SelectMany(r => r.Sections), .. Bypasses.Sections(session.Analyzed.Pipeline, session.Now)],
        };
    }

    /// <summary>The report of checks that were not run because of what they would cost.</summary>
    public static VerbReport Refused(Session session, IReadOnlyList<ScanEstimate> scans, CheckBudget budget, BudgetRefusal refusal)
    {
        var costs = CheckCosts.Of(scans, []);
        var leave = refusal.LeaveOut.SelectMany(s => s.Scan.Checks.Select(c => c.Name)).ToList();
        var says = $"Nothing was run and nothing is billed: {scans.Sum(s => s.Scan.Checks.Count)} checks in {scans.Count} scans may bill {refusal.Sum}, and the budget is {budget.Size}.";
        return session.Report("check") with
        {
            Exit = 1,
            Headline = $"{says} Without {string.Join(", ", leave)} the others may bill {refusal.Left}.",
            Findings =
            [
                new()
                {
                    Code = CheckCodes.OverBudget,
                    Severity = Severity.Error,
                    Subject = $"budget/{session.Options.Pipeline}",
                    Declared = $"{budget.Size.Bytes}",
                    Live = $"{refusal.Sum.Bytes}",
                    Message = says,
                    Remedy = $"Leave out {string.Join(", ", leave)}, or allow --budget {Whole(refusal.Sum)}.",
                },
            ],
            Summary = new Dictionary<string, object?>
            {
                ["checks"] = scans.Sum(s => s.Scan.Checks.Count),
                ["queries"] = 0,
                ["bytesProcessed"] = 0L,
                ["budgetBytes"] = budget.Size.Bytes,
                ["costs"] = CheckCosts.Json(costs),
            },
            Sections =
            [
                new("Costs", [new ReportBlock.Grid(
                    ["scan of", "may bill", "check", "alone", "leave out"],
                    [.. scans.SelectMany(s => s.Scan.Checks.Select((c, i) => (IReadOnlyList<string>)
                        [i == 0 ? TablesOf(s) : "", i == 0 ? Size(s) : "", c.Name, s.Alone.TryGetValue(c.Name, out var alone) ? new ByteSize(alone).ToString() : "", refusal.LeaveOut.Contains(s) ? "yes" : ""]))])]),
            ],
        };
    }

    private static ReportSection Grid(IReadOnlyList<CheckResult> results, IReadOnlyList<CheckCosts> costs)
    {
        var shares = costs.SelectMany(c => c.Shares).ToDictionary(s => s.Check, s => s.Says, StringComparer.Ordinal);
        return new("Checks", [new ReportBlock.Grid(
            ["check", "outcome", "costs", "says"],
            [.. results.Select(r => (IReadOnlyList<string>)[r.Check.Name, r.Outcome.ToString().ToLowerInvariant(), shares.GetValueOrDefault(r.Check.Name, ""), r.Says])])]);
    }

    private static string TablesOf(ScanEstimate scan) =>
        scan.Tables.Count > 0 ? string.Join(", ", scan.Tables.Select(t => t.Id.ToString())) : string.Join(", ", scan.Scan.Checks.SelectMany(c => c.Reads).Select(r => r.Id.ToString()).Distinct(StringComparer.Ordinal));

    private static string Size(ScanEstimate scan) => scan.Failure is null ? new ByteSize(scan.AtMost).ToString() : "not known";

    // Rounded up to what can be typed, so that the advice is enough.
    private static string Whole(ByteSize size) => string.Create(CultureInfo.InvariantCulture, $"{(size.Bytes + 999_999) / 1_000_000}MB");
}
