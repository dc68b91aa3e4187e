namespace Orchestrator.Model;

/// <summary>Everything that a mistake in one place can reach, through views and rebuilt tables.</summary>
/// <param name="Tables">Stored tables and materialized views, sorted.</param>
/// <param name="Views">Logical views, sorted.</param>
/// <param name="Checks">Checks, by name.</param>
/// <param name="Jobs">Jobs that read something reached, by name.</param>
/// <param name="Flows">Flows that read something reached, by name: where wrong data leave the warehouse.</param>
public sealed record Downstream(IReadOnlyList<Relation> Tables, IReadOnlyList<Relation> Views, IReadOnlyList<Check> Checks, IReadOnlyList<Job> Jobs, IReadOnlyList<Flow> Flows)
{
    /// <summary>What lies downstream of a resource: of a dataset all it holds, of a job all it writes, of a relation its readers; itself left out unless it reads itself.</summary>
    public static Downstream Of(PipelineGraph graph, ResourceId id) => id.Kind switch
    {
        ResourceKind.Dataset => From(graph, graph.Relations.Values.Where(r => r.Dataset.ResourceId == id), includeStart: true),
        ResourceKind.Job => From(graph, graph.Pipeline.Jobs.Where(j => j.Name == id.Name).SelectMany(graph.WritesOf), includeStart: true),
        _ => From(graph, graph.Relations.Values.Where(r => r.Id.ToString() == id.Name), includeStart: false),
    };

    /// <summary>What lies downstream of a relation.</summary>
    public static Downstream Of(PipelineGraph graph, TableId relation) =>
        From(graph, graph.Relations.Values.Where(r => r.Id == relation), includeStart: false);

    private static Downstream From(PipelineGraph graph, IEnumerable<Relation> start, bool includeStart)
    {
        var sources = new HashSet<TableId>();
        var reached = new HashSet<TableId>();
        var jobs = new HashSet<string>();
        var open = new Queue<TableId>(start.Select(r => r.Id));
        if (includeStart) reached.UnionWith(open);
        while (open.TryDequeue(out var source))
        {
            if (!sources.Add(source)) continue;
            var readers = graph.JobsReading(source);
            jobs.UnionWith(readers.Select(j => j.Name));
            foreach (var next in graph.Readers(source).Concat(readers.SelectMany(graph.WritesOf)).Select(r => r.Id))
            {
                reached.Add(next);
                open.Enqueue(next);
            }
        }
        var relations = reached.Order().Select(id => graph.Relations[id]).ToList();
        return new(
            [.. relations.Where(r => r.Stored)],
            [.. relations.Where(r => !r.Stored)],
            [.. graph.Pipeline.Checks.Where(c => graph.ReadsOf(c).Any(r => sources.Contains(r.Id))).DistinctBy(c => c.Name).OrderBy(c => c.Name, StringComparer.Ordinal)],
            [.. graph.Pipeline.Jobs.Where(j => jobs.Contains(j.Name)).DistinctBy(j => j.Name).OrderBy(j => j.Name, StringComparer.Ordinal)],
            [.. graph.Pipeline.Flows.Where(f => f.Reads.Any(r => sources.Contains(r.Id))).DistinctBy(f => f.Name).OrderBy(f => f.Name, StringComparer.Ordinal)]);
    }
}
