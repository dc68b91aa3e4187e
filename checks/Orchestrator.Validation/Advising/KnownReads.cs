using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>How often a relation is read in a day, as far as the declaration knows: a floor under what really happens.</summary>
/// <param name="PerDay">Reads in an average day.</param>
/// <param name="Readers">Who they are, with the reads of each.</param>
public sealed record KnownReads(decimal PerDay, IReadOnlyList<string> Readers)
{
    /// <summary>Each flow and each check that reads it, through any chain of views, counts once a day; each query job by its fires.</summary>
    /// <param name="graph">Who reads what.</param>
    /// <param name="relation">The relation.</param>
    /// <param name="from">Fires are counted in the year after this instant.</param>
    public static KnownReads Of(PipelineGraph graph, Relation relation, Instant from)
    {
        var views = new HashSet<TableId> { relation.Id };
        var open = new Stack<TableId>(views);
        while (open.TryPop(out var below))
            foreach (var view in graph.Readers(below).Where(r => !r.Stored))
                if (views.Add(view.Id)) open.Push(view.Id);
        var reads = new List<(string Reader, decimal PerDay)>();
        reads.AddRange(graph.Pipeline.Flows.Where(f => f.Reads.Any(r => views.Contains(r.Id))).Select(f => (f.Subject, 1m)));
        reads.AddRange(graph.Pipeline.Checks.Where(c => graph.ReadsOf(c).Any(r => views.Contains(r.Id))).Select(c => (c.Subject, 1m)));
        reads.AddRange(graph.Pipeline.Jobs.Where(j => j.State is JobState.EnabledState && graph.ReadsOf(j).Any(r => views.Contains(r.Id))).Select(j => (j.ResourceId.ToString(), Fires(j, from))));
        return new(reads.Sum(r => r.PerDay), [.. reads.Select(r => $"{r.Reader} {r.PerDay:0.##}")]);
    }

    private static decimal Fires(Job job, Instant from) => job.Schedule.Read().Zoned is { } schedule ? (decimal)schedule.FiresPerMonth(from) * 12 / 365 : 1;
}
