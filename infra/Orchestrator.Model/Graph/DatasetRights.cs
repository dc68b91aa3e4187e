namespace Orchestrator.Model;

/// <summary>A right on a dataset that the account of query jobs needs for their statements.</summary>
/// <param name="Account">The account's id inside the project.</param>
/// <param name="Dataset">The dataset.</param>
/// <param name="Writes">Whether rows are written; that includes reading.</param>
public sealed record DatasetRight(string Account, DatasetId Dataset, bool Writes);

/// <summary>The rights on datasets that query jobs need and no more. Whom an HTTP job calls writes with rights of its own.</summary>
public static class DatasetRights
{
    /// <summary>The rights of all accounts, by account and dataset; one right for an account and a dataset.</summary>
    public static IReadOnlyList<DatasetRight> Of(PipelineGraph graph) =>
    [
        .. graph.Pipeline.Jobs.OfType<QueryJob>().GroupBy(j => AccountOf(graph.Pipeline, j), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .SelectMany(g => Of(graph, g).Select(d => new DatasetRight(g.Key, d.Dataset, d.Writes))),
    ];

    /// <summary>The datasets that some jobs read or write, by name.</summary>
    public static IEnumerable<(DatasetId Dataset, bool Writes)> Of(PipelineGraph graph, IEnumerable<QueryJob> jobs)
    {
        var rights = new SortedDictionary<string, (DatasetId Dataset, bool Writes)>(StringComparer.Ordinal);
        foreach (var job in jobs)
        {
            foreach (var read in Reached(graph, job)) rights.TryAdd(read.Dataset.Id.Name, (read.Dataset.Id, false));
            foreach (var written in graph.WritesOf(job)) rights[written.Dataset.Id.Name] = (written.Dataset.Id, true);
        }
        return rights.Values;
    }

    /// <summary>The account whose token a job carries.</summary>
    public static string AccountOf(Pipeline pipeline, Job job) => job.ServiceAccount ?? pipeline.ServiceAccount;

    // A logical view is read with the rights of its reader: what it reads in turn must be readable too.
    private static HashSet<Relation> Reached(PipelineGraph graph, QueryJob job)
    {
        var reached = new HashSet<Relation>();
        var open = new Stack<Relation>(graph.ReadsOf(job));
        while (open.TryPop(out var relation))
            if (reached.Add(relation) && !relation.Stored)
                foreach (var read in graph.ReadsOf(relation.Id)) open.Push(read);
        return reached;
    }
}
