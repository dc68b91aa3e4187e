using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What is known of a table that a full sync should replace.</summary>
public sealed record AppendEvidence
{
    /// <summary>The rows of the newest complete snapshot: one batch.</summary>
    public required long CurrentRows { get; init; }

    /// <summary>The rows that should have gone.</summary>
    public required long StaleRows { get; init; }

    /// <summary>How many full syncs ran before the newest one, since the table was last right; null when not known.</summary>
    public int? FullSyncs { get; init; }

    /// <summary>The rows of each snapshot, the newest first; empty when not known.</summary>
    public IReadOnlyList<SnapshotRows> Snapshots { get; init; } = [];
}

/// <summary>Whether a sync appends instead of replacing.</summary>
/// <param name="Appends">Whether the numbers say so.</param>
/// <param name="Batches">How many batches the stale rows are.</param>
/// <param name="Says">One or two sentences with the numbers.</param>
public sealed record AppendVerdict(bool Appends, double Batches, string Says);

/// <summary>The rows of one date, or of whatever else a sync writes again with every run.</summary>
/// <param name="Of">The date.</param>
/// <param name="Rows">All rows.</param>
/// <param name="Distinct">The rows as they should be: each key once.</param>
public sealed record WrittenAgain(string Of, long Rows, long Distinct);

/// <summary>
/// The arithmetic of "green, and no effect" (R31): when the rows that should have gone are k batches and k syncs ran, each of them appended what it
/// should have replaced. Pure functions.
/// </summary>
public static class AppendSignature
{
    private const double Tolerance = 0.25;
    private const double Growth = 0.05;
    private const double Most = 0.8;

    /// <summary>Judges a table that a full sync should replace.</summary>
    public static AppendVerdict Judge(AppendEvidence evidence)
    {
        if (evidence.CurrentRows <= 0) return new(false, 0, "There is no complete batch to compare with.");
        var batches = (double)evidence.StaleRows / evidence.CurrentRows;
        var arithmetic = Say($"{evidence.StaleRows:N0} stale = {batches:0.00} x {evidence.CurrentRows:N0}");
        var older = evidence.Snapshots.Skip(1).ToList();
        var whole = older.Where(s => Math.Abs(s.Rows - evidence.CurrentRows) <= evidence.CurrentRows / 2.0).ToList();
        if (whole.Count >= 2 && whole.Sum(s => s.Rows) >= Most * older.Sum(s => s.Rows) && (evidence.FullSyncs is not { } known || whole.Count <= known + 1))
            return new(true, batches, Say($"{arithmetic}; {whole.Count} older snapshots of {whole.Min(s => s.Rows):N0} to {whole.Max(s => s.Rows):N0} rows are still there, from {whole[^1].Snapshot} to {whole[0].Snapshot}: each full sync appended instead of replacing."));
        if (evidence.FullSyncs is not { } syncs) return new(false, batches, $"{arithmetic}; how many full syncs ran is not known.");
        if (syncs >= 2 && batches >= 1.5 && Math.Abs(batches - syncs) <= Math.Max(Tolerance, Growth * syncs) && older.Count == 0)
            return new(true, batches, $"{arithmetic}; {syncs} full syncs ran: each appended instead of replacing.");
        return new(false, batches, $"{arithmetic}; {syncs} full {(syncs == 1 ? "sync" : "syncs")} ran: not one batch for each.");
    }

    /// <summary>Judges a table into which every run writes the last days again, date by date.</summary>
    /// <param name="dates">The dates with their rows.</param>
    /// <param name="runsPerDate">How many runs write one date (days back, and the day itself); null when not known.</param>
    public static AppendVerdict Judge(IReadOnlyList<WrittenAgain> dates, int? runsPerDate)
    {
        var copies = dates.Where(d => d.Distinct > 0).Select(d => (double)d.Rows / d.Distinct).ToList();
        var whole = copies.Where(c => c >= 1.5 && Math.Abs(c - Math.Round(c)) <= Growth * c).GroupBy(c => (int)Math.Round(c)).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Key).FirstOrDefault();
        if (whole is null || whole.Count() < 3 || whole.Count() * 2 < copies.Count || (runsPerDate is { } runs && whole.Key != runs))
            return new(false, copies.Count == 0 ? 0 : copies.Average(), "Rows are not there once for each run that writes them.");
        var written = runsPerDate is null ? "" : $", and {runsPerDate} runs write each date";
        return new(true, whole.Key, $"Each row of {whole.Count()} of {copies.Count} dates is there {whole.Key} times{written}: each run appended instead of replacing.");
    }

    /// <summary>The verdict as a finding; null when nothing is appended.</summary>
    /// <param name="subject">The table: <c>table/dataset.name</c>.</param>
    /// <param name="verdict">The verdict.</param>
    /// <param name="sync">The job that should replace, or null.</param>
    public static Finding? Find(string subject, AppendVerdict verdict, string? sync) => !verdict.Appends ? null : new()
    {
        Code = CleaningFacts.Appends,
        Severity = Severity.Error,
        Subject = subject,
        Message = verdict.Says,
        Cause = sync is null ? null : $"job/{sync}",
        Remedy = $"{(sync is null ? "The full sync" : sync)} must replace all rows (WRITE_TRUNCATE, or MERGE with DELETE); then delete the stale ones with 'orchestrator clean'.",
    };

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
