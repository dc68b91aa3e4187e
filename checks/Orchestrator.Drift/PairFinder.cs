using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>Pairs of a daily and a full sync as they are live: the declaration's contract, held against what was found.</summary>
public static class PairFinder
{
    // The declared contract is proven over ten years; live schedules are judged again with every run, so a year shows every rule for clocks.
    private static readonly Duration Horizon = Duration.FromDays(366);

    /// <summary>The findings, by pair and code. A pair whose jobs could not be read is left to the finding that says so.</summary>
    /// <param name="analyzed">The pipeline.</param>
    /// <param name="observed">What was found.</param>
    /// <param name="now">The instant of the run.</param>
    /// <param name="snapshots">How many snapshots the table of each pair holds, by table, where somebody counted; more than one after a full sync means that it does not replace.</param>
    public static IReadOnlyList<Finding> Find(AnalyzedPipeline analyzed, Observation observed, Instant now, IReadOnlyDictionary<TableId, int>? snapshots = null)
    {
        if (analyzed.Pipeline.SyncPairs.Count == 0) return [];
        var graph = PipelineGraph.Of(analyzed);
        var timings = JobTiming.Live(observed.Resources);
        return
        [
            .. from pair in analyzed.Pipeline.SyncPairs
               where !observed.Unobserved.Any(u => u.Covers(pair.Daily.ResourceId) || u.Covers(pair.Full.ResourceId))
               let count = snapshots?.GetValueOrDefault(pair.Table.Id) ?? 0
               from fault in SyncPairContract.Judge(pair, graph, Known(analyzed.Pipeline, timings), count > 1 ? false : null, new(now, now + Horizon))
               where !Meant(pair, fault)
               let readers = Downstream.Of(graph, pair.Table.Id)
               orderby pair.Subject, fault.Defect, fault.Message
               select new Finding
               {
                   Code = Code(fault.Defect),
                   Severity = Severity.Error,
                   Subject = pair.Subject,
                   Message = fault.Message,
                   Remedy = fault.Remedy,
                   Cause = fault.Defect is PairDefect.Paused or PairDefect.Missing ? Cause(pair, timings) : null,
                   Consequence = new()
                   {
                       Tables = [pair.Table.Id.ToString(), .. readers.Tables.Select(t => t.Id.ToString())],
                       Views = [.. readers.Views.Select(v => v.Id.ToString())],
                       Checks = [.. readers.Checks.Select(c => c.Name)],
                       Says = $"{pair.Table.Id} and {readers.Views.Count} {(readers.Views.Count == 1 ? "view" : "views")} on it are kept by one job instead of two.",
                   },
               },
        ];
    }

    // A job that the declaration does not name fires for somebody else.
    private static Dictionary<string, JobTiming> Known(Pipeline pipeline, IReadOnlyDictionary<string, JobTiming> live) =>
        pipeline.Jobs.Select(j => j.Name).Distinct(StringComparer.Ordinal).Where(live.ContainsKey).ToDictionary(name => name, name => live[name], StringComparer.Ordinal);

    // A declared pause is meant: the declaration has a diagnostic of its own about it.
    private static bool Meant(SyncPair pair, PairFault fault) =>
        fault.Defect == PairDefect.Paused && new[] { pair.Daily, pair.Full }.Any(j => j.State is JobState.PausedState && fault.Message.StartsWith($"{j.ResourceId} ", StringComparison.Ordinal));

    private static string Cause(SyncPair pair, IReadOnlyDictionary<string, JobTiming> live) =>
        (live.TryGetValue(pair.Daily.Name, out var daily) && daily.Fires ? pair.Full : pair.Daily).ResourceId.ToString();

    private static string Code(PairDefect defect) => defect switch
    {
        PairDefect.Paused => "PAIR001",
        PairDefect.Missing => "PAIR002",
        PairDefect.Order => "PAIR003",
        PairDefect.Appends => "PAIR004",
        PairDefect.Overlaps => "PAIR005",
        _ => "PAIR006",
    };
}
