using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What a scan would cost, from a dry run, which is free.</summary>
public sealed record ScanEstimate
{
    /// <summary>The scan.</summary>
    public required CompiledScan Scan { get; init; }

    /// <summary>Bytes that it would read.</summary>
    public long Bytes { get; init; }

    /// <summary>The tables that it would read, as far as the service names them.</summary>
    public IReadOnlyList<TableReference> Tables { get; init; } = [];

    /// <summary>Why nobody knows what it costs, or null. Such a scan is not run: its checks are unknown.</summary>
    public string? Failure { get; init; }

    /// <summary>The most that it can be billed by this estimate; a scan that asks only for columns is a dry run, and free.</summary>
    public long AtMost => Scan.OnlyColumns ? 0 : BilledBytes.AtMost(Bytes, Tables.Count);

    /// <summary>The limit that is sent with it when there is no budget.</summary>
    public long Limit => BilledBytes.Limit(Bytes, Tables.Count);

    /// <summary>By check, what it would cost in a scan of its own; empty when that was not asked.</summary>
    public IReadOnlyDictionary<string, long> Alone { get; init; } = new Dictionary<string, long>();

    /// <summary>A check's share of what the scan bills: by what it would cost alone where that is known, else an equal one.</summary>
    /// <param name="check">One of the scan's checks.</param>
    /// <param name="billed">What the scan bills.</param>
    public long ShareOf(Check check, long billed)
    {
        var all = Alone.Values.Sum();
        return all == 0 || !Alone.TryGetValue(check.Name, out var own) ? billed / Scan.Checks.Count : (long)((Int128)billed * own / all);
    }
}
