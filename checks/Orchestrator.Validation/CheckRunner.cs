using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Runs compiled scans and judges their answers.</summary>
public static class CheckRunner
{
    /// <summary>The limit, in bytes billed, of a scan that is run without an estimate: 100 GB, so that a mistake is refused and not paid.</summary>
    public const long WithoutEstimate = 100_000_000_000;

    internal const int RowsShown = 10;

    /// <summary>Runs all scans, without asking first what they cost, and gives one result per check, in the order of the scans.</summary>
    /// <param name="scans">What <see cref="CheckCompiler"/> made of the checks.</param>
    /// <param name="warehouse">Where they are run.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<CompiledScan> scans, IWarehouse warehouse, CancellationToken cancellation)
    {
        using var run = new ScanRun(warehouse, null, cancellation);
        var results = await Task.WhenAll(scans.Select(scan => run.RunAsync(scan, WithoutEstimate)));
        return [.. results.SelectMany(r => r)];
    }

    /// <summary>Runs scans whose costs are known, some side by side, each limited in what it may bill.</summary>
    /// <param name="estimates">The scans, in the order of the results.</param>
    /// <param name="warehouse">Where they are run.</param>
    /// <param name="budget">What they may bill together with the sample rows of failing checks; null for no limit but their own. Scans beyond it are for the caller to refuse.</param>
    /// <param name="ended">Told after each scan how many have ended; may be called from several threads, one after the other.</param>
    /// <param name="cancellation">Stops waiting, and the jobs that were started.</param>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(IReadOnlyList<ScanEstimate> estimates, IWarehouse warehouse, CheckBudget? budget, Action<int> ended, CancellationToken cancellation)
    {
        var limits = budget?.Limits(estimates) ?? [.. estimates.Select(e => e.Limit)];
        using var turn = new SemaphoreSlim(CheckEstimates.AtOnce);
        using var run = new ScanRun(warehouse, budget is null ? null : budget.Size.Bytes - limits.Sum(), cancellation);
        var (gate, done) = (new Lock(), 0);
        var results = await Task.WhenAll(estimates.Select(async (estimate, i) =>
        {
            var result = estimate.Failure is { } failure
                ? [.. estimate.Scan.Checks.Select(check => ScanRun.Unknown(check, failure, null))]
                : await CheckEstimates.InTurnAsync(turn, () => run.RunAsync(estimate.Scan, limits[i]), cancellation);
            lock (gate) ended(++done);
            return result;
        }));
        return [.. results.SelectMany(r => r)];
    }
}
