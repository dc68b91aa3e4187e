using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>
/// Why the data is wrong: a paused daily sync alone cannot explain it, because the full sync ran (X7, X12). The rows themselves say what it did:
/// as many whole copies of one batch as it had runs means that it appended instead of replacing (R31).
/// </summary>
internal static class ExplainStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        if (context.Pair is not { } pair) return [];
        var session = context.Found;
        var snapshots = await Snapshots.CountAsync(session, pair, cancellation).ConfigureAwait(false);
        var cloud = await session.CloudAsync(cancellation).ConfigureAwait(false);
        var observed = await cloud.Scheduler.ObserveAsync(session.Analyzed.Pipeline, cancellation).ConfigureAwait(false);
        var findings = PairFinder.Find(session.Analyzed, observed, session.Now, new Dictionary<TableId, int> { [pair.Table.Id] = snapshots.Counts.Count });
        var (runs, failed) = context.Log?.Fires.GetValueOrDefault(pair.Full.Name) ?? default;
        // Before a last sync has run, all rows are stale.
        var (appends, ratio, _) = AppendSignature.Judge(new() { CurrentRows = snapshots.Batch, StaleRows = snapshots.Rows, FullSyncs = runs });
        var rest = snapshots.Rows - (snapshots.Copies * snapshots.Batch);
        var report = session.Report("explain") with
        {
            Exit = findings.Count > 0 ? 2 : 0,
            Headline = appends
                ? string.Create(CultureInfo.InvariantCulture, $"Append, not replace: {snapshots.Rows:N0} rows are {ratio:0.00} batches of {snapshots.Batch:N0}, {snapshots.Copies} whole copies for {runs} runs of the full sync, and {rest:N0} rows of an earlier load.")
                : string.Create(CultureInfo.InvariantCulture, $"{snapshots.Rows:N0} rows in {snapshots.Counts.Count} snapshots; the full sync ran {runs} times."),
            Findings = findings,
            Summary = new Dictionary<string, object?>
            {
                ["rows"] = snapshots.Rows,
                ["batch"] = snapshots.Batch,
                ["snapshots"] = snapshots.Counts.Count,
                ["copies"] = snapshots.Copies,
                ["ratio"] = Math.Round(ratio, 2),
                ["remainder"] = rest,
                ["fullSyncRuns"] = runs,
                ["appendNotReplace"] = appends,
            },
            Sections = [new("Why the paused job alone cannot explain it", [.. Argument(context, pair, snapshots, runs, failed).Select(text => new ReportBlock.Paragraph(text))]), Rows(snapshots)],
        };
        return [new("explain", "The paused job alone cannot explain the wrong data.", 2, report, InSummary: true)];
    }

    private static IEnumerable<string> Argument(ReplayContext context, SyncPair pair, Snapshots snapshots, int runs, int failed)
    {
        yield return $"{pair.Daily.ResourceId} is paused, so nobody brings updates at {pair.Daily.Schedule.Expression}. But {pair.Full.ResourceId} reads the whole source every day at {pair.Full.Schedule.Expression} {pair.Full.Schedule.Zone}, is enabled, and ran {runs} times, {failed} of them failed.";
        if (FirstWrongRead.Of(context) is { } wrong)
            yield return $"Had it replaced the rows, as the pair declares, readers would have been right from {InstantPattern.General.Format(wrong + pair.Full.LongestRun)} on, with the daily sync paused or not; no reader could have been wrong for longer than {Span.Say(Duration.FromDays(1) + pair.Full.LongestRun)}.";
        yield return $"The table holds {snapshots.Counts.Count} snapshots instead of one. Each green run of the full sync left its {snapshots.Batch:N0} rows beside the old ones, and readers that take the greatest value of a person see every budget that was ever there. The daily sync, while it ran, corrected all copies of a changed row by their key, which hid the defect: both are causes, and resuming the daily sync mends only one.";
    }

    private static ReportSection Rows(Snapshots snapshots) =>
        new("Rows by snapshot", [new ReportBlock.Grid(["snapshot", "rows"], [.. snapshots.Counts.Select(c => (IReadOnlyList<string>)[c.Of, $"{c.Rows:N0}"])])]);
}
