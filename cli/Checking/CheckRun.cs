using Orchestrator.Model;
using Orchestrator.Reports;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>One run of checks: every scan is estimated first, which is free, and limited in what it may bill; sample rows are masked before anybody prints them.</summary>
/// <param name="Estimates">The scans and what they would cost.</param>
/// <param name="Results">How the checks came out; empty when the budget refused the run.</param>
/// <param name="Refusal">Why nothing was run, or null.</param>
internal sealed record CheckRun(IReadOnlyList<ScanEstimate> Estimates, IReadOnlyList<CheckResult> Results, BudgetRefusal? Refusal)
{
    /// <summary>Runs checks of the session's pipeline.</summary>
    /// <param name="session">Pipeline, target and instant.</param>
    /// <param name="checks">Which checks.</param>
    /// <param name="budget">What the run may bill; null for no limit but that of each scan.</param>
    /// <param name="cancellation">Stops waiting, and the jobs that were started.</param>
    public static async Task<CheckRun> OfAsync(Session session, IReadOnlyList<Check> checks, CheckBudget? budget, CancellationToken cancellation)
    {
        var pipeline = session.Analyzed.Pipeline;
        var scans = CheckCompiler.Compile(pipeline, checks, session.Now, session.Project);
        var warehouse = (await session.CloudAsync(cancellation).ConfigureAwait(false)).Warehouse;
        session.Terminal.Progress($"asking what {scans.Count} queries cost");
        var estimates = await CheckEstimates.AskAsync(scans, warehouse, cancellation).ConfigureAwait(false);
        if (budget is not null)
        {
            estimates = await CheckEstimates.AskAloneAsync(estimates, check => CheckCompiler.Compile(pipeline, [check], session.Now, session.Project).Single(), warehouse, cancellation).ConfigureAwait(false);
            if (budget.Refuses(estimates) is { } refusal) return new(estimates, [], refusal);
        }

        session.Terminal.Progress($"running {checks.Count} checks in {scans.Count} queries");
        using var progress = new ScanProgress(session.Terminal, scans.Count);
        var results = await CheckRunner.RunAsync(estimates, warehouse, budget, progress.Ended, cancellation).ConfigureAwait(false);
        return new(estimates, [.. results.Select(Masked)], null);
    }

    // Reports go to more people than the warehouse does.
    private static CheckResult Masked(CheckResult result) => result.Finding is not { Rows.Count: > 0 } finding ? result : result with
    {
        Finding = finding with { Rows = [.. finding.Rows.Select(row => row.ToDictionary(c => c.Key, c => c.Value is null ? null : PersonalText.Mask(c.Value), StringComparer.Ordinal))] },
    };
}
