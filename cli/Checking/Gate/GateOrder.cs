using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>The order in which changed jobs are started: each after those whose tables it reads.</summary>
internal static class GateOrder
{
    /// <summary>The jobs, producers first and otherwise by name. Jobs that read each other's tables in a circle come last, by name.</summary>
    public static IReadOnlyList<Job> Of(PipelineGraph graph, IReadOnlyList<Job> jobs)
    {
        var before = jobs.ToDictionary(j => j.Name, j => ProducersOf(graph, j, jobs).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var order = new List<Job>();
        var open = jobs.OrderBy(j => j.Name, StringComparer.Ordinal).ToList();
        while (open.Count > 0)
        {
            var next = open.Find(j => !before[j.Name].Overlaps(open.Select(o => o.Name))) ?? open[0];
            open.Remove(next);
            order.Add(next);
        }

        return order;
    }

    /// <summary>The names of those jobs whose tables a job reads, through any chain of views.</summary>
    public static IEnumerable<string> ProducersOf(PipelineGraph graph, Job job, IReadOnlyList<Job> jobs)
    {
        var reads = graph.StoredReadsOf(job).Select(r => r.Id).ToHashSet();
        // A job that adds to its own table reads it too; it does not wait for itself.
        return jobs.Where(j => j.Name != job.Name && graph.WritesOf(j).Any(w => reads.Contains(w.Id))).Select(j => j.Name);
    }
}
