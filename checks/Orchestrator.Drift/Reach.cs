using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What lies downstream of a resource, with what people ask of it: does anybody read it, who first, and how much is it in words.</summary>
internal sealed class Reach
{
    private readonly PipelineGraph graph;
    private readonly Downstream downstream;
    private readonly HashSet<TableId> own;

    public Reach(PipelineGraph graph, ResourceId id)
    {
        this.graph = graph;
        downstream = Downstream.Of(graph, id);
        own = id.Kind == ResourceKind.Job ? [.. graph.Pipeline.Jobs.Where(j => j.Name == id.Name).SelectMany(graph.WritesOf).Select(r => r.Id)]
            : id.Kind == ResourceKind.Dataset ? [.. graph.Relations.Values.Where(r => r.Dataset.ResourceId == id).Select(r => r.Id)]
            : [];
    }

    /// <summary>Whether anybody reads what is reached: what a job writes, or a dataset holds, is not yet a reader.</summary>
    public bool IsRead => downstream.Jobs.Count + downstream.Checks.Count + downstream.Flows.Count > 0 || downstream.Views.Concat(downstream.Tables).Any(r => !own.Contains(r.Id) || IsReadInside(r));

    /// <summary>Whether one thing is reached; the verb after it is singular then.</summary>
    public bool IsOne => downstream.Tables.Count + downstream.Views.Count + downstream.Checks.Count + downstream.Flows.Count == 1;

    /// <summary>The same when the tables are told apart.</summary>
    public bool IsOneReader => downstream.Views.Count + downstream.Checks.Count + downstream.Flows.Count == 1;

    /// <summary>The jobs that read something reached.</summary>
    public IReadOnlyList<Job> Jobs => downstream.Jobs;

    /// <summary>The reader nearest to the tables: the first view in reading order, else a flow, else a check.</summary>
    public string? FirstReader
    {
        get
        {
            var views = downstream.Views.Select(v => v.Id).ToHashSet();
            var nearest = downstream.Views.FirstOrDefault(v => !graph.ReadsOf(v.Id).Any(r => views.Contains(r.Id))) ?? downstream.Views.FirstOrDefault();
            return nearest?.ResourceId.ToString() ?? downstream.Flows.FirstOrDefault()?.Subject ?? downstream.Checks.FirstOrDefault()?.Subject;
        }
    }

    /// <summary>The lists of a consequence; what it says is still to be said.</summary>
    public Consequence Consequence => new()
    {
        Tables = [.. downstream.Tables.Select(t => t.Id.ToString())],
        Views = [.. downstream.Views.Select(v => v.Id.ToString())],
        Checks = [.. downstream.Checks.Select(c => c.Name)],
        Flows = [.. downstream.Flows.Select(f => f.Name)],
        Says = "",
    };

    /// <summary>How much is reached: "1 table, 7 views and 2 checks".</summary>
    /// <param name="tables">Whether tables are counted.</param>
    public string Say(bool tables = true)
    {
        var parts = new[]
        {
            Counted(tables ? downstream.Tables.Count : 0, "table", "tables"),
            Counted(downstream.Views.Count, "view", "views"),
            Counted(downstream.Checks.Count, "check", "checks"),
            Counted(downstream.Flows.Count, "flow", "flows"),
        }.Where(p => p.Length > 0).ToList();
        return parts.Count switch
        {
            0 => "Nobody downstream",
            1 => parts[0],
            _ => $"{string.Join(", ", parts[..^1])} and {parts[^1]}",
        };
    }

    // A view of a lost dataset is a reader of the dataset's own tables.
    private bool IsReadInside(Relation relation) => !PipelineGraph.IsLanded(relation) && graph.ReadsOf(relation.Id).Any(r => own.Contains(r.Id));

    private static string Counted(int count, string one, string many) => count == 0 ? "" : count == 1 ? $"1 {one}" : $"{count} {many}";
}
