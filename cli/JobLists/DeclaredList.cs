using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The jobs of a declared pipeline as a list, with what they read and write as the analyzer found it.</summary>
internal static class DeclaredList
{
    private static readonly string[] Proven = ["ORC1216", "ORC1217"];

    /// <summary>The same jobs with the schedules as they are live; those that are paused or missing there are left out.</summary>
    public static JobList Of(AnalyzedPipeline analyzed, IReadOnlyDictionary<string, JobTiming> timings)
    {
        var enabled = Of(analyzed with { Pipeline = analyzed.Pipeline with { Jobs = [.. analyzed.Pipeline.Jobs.Select(j => j with { State = JobState.Enabled })] } });
        return enabled with
        {
            Jobs = [.. enabled.Jobs.Where(j => timings.GetValueOrDefault(j.Name) is { Fires: true }).Select(j => j with { Schedule = timings[j.Name].Schedule })],
            LeftOut = [.. enabled.Jobs.Where(j => timings.GetValueOrDefault(j.Name) is { Fires: false }).Select(j => new JobLeftOut(j.Name, "Paused."))],
        };
    }

    /// <summary>The running jobs; the paused ones are left out with their reason.</summary>
    public static JobList Of(AnalyzedPipeline analyzed)
    {
        var graph = PipelineGraph.Of(analyzed);
        var edges = JobEdge.Of(graph);
        var reads = edges.ToLookup(e => e.Consumer.Name, e => e.Tables, StringComparer.Ordinal);
        return new()
        {
            Jobs =
            [
                .. analyzed.Pipeline.Jobs.Where(j => j.State is JobState.EnabledState).DistinctBy(j => j.Name).Select(job => new ListedJob
                {
                    Name = job.Name,
                    Schedule = job.Schedule,
                    Longest = job.LongestRun,
                    AtomicWrites = job is QueryJob or HttpJob { AtomicWrites: true },
                    Reads = Names(reads[job.Name]),
                    Writes = Names([graph.WritesOf(job)]),
                }),
            ],
            Views = [.. graph.Relations.Values.Where(r => !PipelineGraph.IsLanded(r)).OrderBy(r => r.Id).Select(r => new ScheduledView(r.Id.ToString(), Names([graph.StoredReadsOf(r.Id)])))],
            LeftOut = [.. analyzed.Pipeline.Jobs.Select(j => j.State is JobState.PausedState paused ? new JobLeftOut(j.Name, $"Paused by {paused.Owner} until {paused.Until:uuuu-MM-dd}: {paused.Reason}") : null).OfType<JobLeftOut>()],

            // What the proof itself says is a finding of this verb.
            Diagnostics = [.. analyzed.Diagnostics.Where(d => !Proven.Contains(d.Code, StringComparer.Ordinal))],
        };
    }

    private static IReadOnlyList<string> Names(IEnumerable<IReadOnlyList<Relation>> tables) =>
        [.. tables.SelectMany(t => t).Select(t => t.Id.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
