using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>A declared pair of a daily and a full sync keeps its contract.</summary>
internal static class SyncPairRules
{
    // Ten years from the reference date: a declaration has no clock.
    private static readonly ProofHorizon Horizon = ProofHorizon.TenYearsFrom(LocalDay.Start(ScheduleRules.Reference, DateTimeZone.Utc));

    public static IEnumerable<Diagnostic> Find(AnalyzedPipeline analyzed, PipelineGraph graph)
    {
        var timings = JobTiming.Declared(analyzed.Pipeline);
        foreach (var pair in analyzed.Pipeline.SyncPairs)
        {
            foreach (var fault in SyncPairContract.Judge(pair, graph, timings, pair.Full.WriteDisposition == JobWriteDisposition.WriteTruncate, Horizon))
                yield return Fact(fault.Defect).On(pair.Subject, fault.Message, fault.Remedy);
            if (StorageRules.ColumnNamed(pair.Table.Columns, pair.SnapshotColumn) is null)
                yield return DiagnosticFacts.CheckColumn.On(pair.Subject, $"{pair.Table.Id} has no column '{pair.SnapshotColumn}'.", "Name the column that says which full sync a row is of.");
        }
    }

    private static DiagnosticFact Fact(PairDefect defect) => defect switch
    {
        PairDefect.Paused => DiagnosticFacts.PairPaused,
        PairDefect.Missing => DiagnosticFacts.PairMissing,
        PairDefect.Order => DiagnosticFacts.PairOrder,
        PairDefect.Appends => DiagnosticFacts.PairAppends,
        PairDefect.Overlaps => DiagnosticFacts.PairOverlaps,
        _ => DiagnosticFacts.PairUnread,
    };
}
