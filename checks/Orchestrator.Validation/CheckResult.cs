using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How a check came out.</summary>
public enum CheckOutcome
{
    /// <summary>It holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    Fails,

    /// <summary>It could not be checked, which is never green.</summary>
    Unknown,
}

/// <summary>The result of one check.</summary>
public sealed record CheckResult
{
    /// <summary>The check.</summary>
    public required Check Check { get; init; }

    /// <summary>How it came out.</summary>
    public required CheckOutcome Outcome { get; init; }

    /// <summary>One sentence: what holds and by how much, who offends and by how much, or why nobody knows.</summary>
    public required string Says { get; init; }

    /// <summary>The finding, or null when the check holds.</summary>
    public Finding? Finding { get; init; }

    /// <summary>How many rows, keys or entities offend.</summary>
    public long Offences { get; init; }

    /// <summary>What people read besides the sentence: the table of a reconciliation.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];

    /// <summary>The keys of a reconciliation, for who explains them; empty for every other check.</summary>
    public IReadOnlyList<ReconciledKey> Reconciled { get; init; } = [];

    /// <summary>Bytes that the check's scan processed, as the service counts them. Checks that share a scan share them: see <see cref="CheckSummary.BytesProcessed"/>.</summary>
    public long BytesProcessed { get; init; }

    /// <summary>The query job that answered, for people who look it up; null when none did.</summary>
    public string? JobId { get; init; }
}

/// <summary>What many results come to.</summary>
public static class CheckSummary
{
    /// <summary>3 when a check could not be checked, else 2 when one fails, else 0.</summary>
    public static int Exit(IReadOnlyList<CheckResult> results) =>
        results.Any(r => r.Outcome == CheckOutcome.Unknown) ? 3 : results.Any(r => r.Outcome == CheckOutcome.Fails) ? 2 : 0;

    /// <summary>Bytes processed by all scans, each counted once.</summary>
    public static long BytesProcessed(IReadOnlyList<CheckResult> results) => results.Where(r => r.JobId is not null).DistinctBy(r => r.JobId).Sum(r => r.BytesProcessed);
}
