using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Asks what scans would cost, side by side; nothing is billed for the answer.</summary>
public static class CheckEstimates
{
    /// <summary>How many questions are open at once.</summary>
    internal const int AtOnce = 8;

    /// <summary>
    /// The estimates of all scans, in their order. A scan that cannot be estimated is an estimate with a reason, not an exception; where its checks can be
    /// asked apart, they are, so that one that cannot be asked hides no other.
    /// </summary>
    /// <param name="scans">What <see cref="CheckCompiler"/> made of the checks.</param>
    /// <param name="warehouse">Where they would be run.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task<IReadOnlyList<ScanEstimate>> AskAsync(IReadOnlyList<CompiledScan> scans, IWarehouse warehouse, CancellationToken cancellation)
    {
        using var turn = new SemaphoreSlim(AtOnce);
        Task<ScanEstimate[]> All(IEnumerable<CompiledScan> asked) => Task.WhenAll(asked.Select(scan => InTurnAsync(turn, () => AskAsync(scan, warehouse, cancellation), cancellation)));
        var estimates = new List<ScanEstimate>();
        foreach (var estimate in await All(scans))
        {
            if (estimate.Failure is null || estimate.Scan.Apart.Count < 2) estimates.Add(estimate);
            else estimates.AddRange(await All(estimate.Scan.Apart));
        }

        return estimates;
    }

    /// <summary>The same estimates with what each check of a shared scan would cost in a scan of its own.</summary>
    /// <param name="estimates">The estimates of the shared scans.</param>
    /// <param name="alone">Compiles one check alone.</param>
    /// <param name="warehouse">Where they would be run.</param>
    /// <param name="cancellation">Stops asking.</param>
    public static async Task<IReadOnlyList<ScanEstimate>> AskAloneAsync(IReadOnlyList<ScanEstimate> estimates, Func<Check, CompiledScan> alone, IWarehouse warehouse, CancellationToken cancellation)
    {
        using var turn = new SemaphoreSlim(AtOnce);
        return await Task.WhenAll(estimates.Select(async estimate =>
        {
            if (estimate.Failure is not null || estimate.Scan.Checks.Count == 1) return estimate;
            var costs = await Task.WhenAll(estimate.Scan.Checks.Select(async check =>
            {
                var scan = alone(check);
                // The same statement answers one check and all of them: then there is nothing to ask.
                if (scan.Query.Sql == estimate.Scan.Query.Sql) return (check.Name, Bytes: estimate.AtMost);
                var own = await InTurnAsync(turn, () => AskAsync(scan, warehouse, cancellation), cancellation);
                return (check.Name, Bytes: own.Failure is null ? own.AtMost : estimate.AtMost);
            }));
            return estimate with { Alone = costs.ToDictionary(c => c.Name, c => c.Bytes, StringComparer.Ordinal) };
        }));
    }

    internal static async Task<T> InTurnAsync<T>(SemaphoreSlim turn, Func<Task<T>> work, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            return await work();
        }
        finally
        {
            turn.Release();
        }
    }

    private static async Task<ScanEstimate> AskAsync(CompiledScan scan, IWarehouse warehouse, CancellationToken cancellation)
    {
        try
        {
            var dry = await warehouse.DryRunAsync(scan.Query, cancellation);
            return new() { Scan = scan, Bytes = dry.BytesProcessed, Tables = dry.Tables };
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // What a scan costs is not known when the service refuses it, cannot be asked, or answers nonsense: its checks are unknown, the others are not.
            return new() { Scan = scan, Failure = failure.Message };
        }
    }
}
