using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>What one scan cost, or may cost, and each of its checks.</summary>
/// <param name="Scan">The scan and its estimate.</param>
/// <param name="Processed">Bytes that it read; null when it was not run.</param>
/// <param name="Job">Its query job; null when it was not run.</param>
internal sealed record CheckCosts(ScanEstimate Scan, long? Processed, string? Job)
{
    /// <summary>The most that it is billed: by what it read, else by its estimate.</summary>
    public long Billed => Processed is { } bytes ? BilledBytes.AtMost(bytes, Scan.Tables.Count) : Scan.AtMost;

    /// <summary>Each check's share in words.</summary>
    public IEnumerable<(string Check, string Says)> Shares => Scan.Scan.Checks.Select(check => (check.Name, Say(check)));

    /// <summary>The costs of scans, by their results.</summary>
    public static IReadOnlyList<CheckCosts> Of(IReadOnlyList<ScanEstimate> scans, IReadOnlyList<CheckResult> results)
    {
        var by = results.ToDictionary(r => r.Check.Name, StringComparer.Ordinal);
        return [.. scans.Select(s => by.GetValueOrDefault(s.Scan.Checks[0].Name) is { JobId: { } job } ran ? new CheckCosts(s, ran.BytesProcessed, job) : new(s, null, null))];
    }

    /// <summary>The same for programs.</summary>
    public static IReadOnlyList<object?> Json(IReadOnlyList<CheckCosts> costs) =>
    [
        .. costs.Select(c => new Dictionary<string, object?>
        {
            ["tables"] = c.Scan.Tables.Select(t => t.ToString()).ToList(),
            ["bytesEstimated"] = c.Scan.Failure is null ? c.Scan.Bytes : null,
            ["bytesProcessed"] = c.Processed,
            ["bytesBilledAtMost"] = c.Scan.Failure is null ? c.Billed : null,
            ["job"] = c.Job,
            ["checks"] = c.Scan.Scan.Checks.Select(check => new Dictionary<string, object?>
            {
                ["check"] = check.Name,
                ["shareBytes"] = c.Scan.ShareOf(check, c.Billed),
                ["aloneBytes"] = c.Scan.Alone.TryGetValue(check.Name, out var alone) ? alone : null,
            }).ToList(),
        }),
    ];

    private string Say(Check check)
    {
        if (Scan.Failure is not null || Processed is null) return "";
        var share = new ByteSize(Scan.ShareOf(check, Billed));
        return Scan.Scan.Checks.Count == 1 ? $"{share}" : $"{share} of {new ByteSize(Billed)}, shared by {Scan.Scan.Checks.Count}";
    }
}
