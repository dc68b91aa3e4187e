namespace Orchestrator.Model;

/// <summary>Data flows in one direction, from lower layers to higher ones, and every table has a source.</summary>
internal static class GraphRules
{
    public static IEnumerable<Diagnostic> Find(PipelineGraph graph) => Cycles(graph).Concat(Upward(graph)).Concat(Unwritten(graph));

    private static IEnumerable<Diagnostic> Cycles(PipelineGraph graph) => RelationOrder.Of(graph).Cycles.Select(cycle => DiagnosticFacts.Cycle.On(
        graph.Relations[cycle[0]].ResourceId.ToString(),
        cycle.Count == 1 ? "It reads itself." : $"Each reads the next: {string.Join(" -> ", cycle.Append(cycle[0]))}.",
        "Remove one of these reads.",
        Place(graph, cycle[0])));

    private static IEnumerable<Diagnostic> Upward(PipelineGraph graph) =>
        from relation in graph.Relations.Values
        from read in graph.ReadsOf(relation.Id)
        where read.Dataset.Layer > relation.Dataset.Layer
        select DiagnosticFacts.ReadsUpward.On(
            relation.ResourceId.ToString(),
            $"It lies in layer {relation.Dataset.Layer} and reads {read.Id} in layer {read.Dataset.Layer}.",
            read.Dataset.Layer == Layer.Log ? "Read logs in checks only." : "Move the logic down, or the relation up.",
            Place(graph, relation.Id));

    private static IEnumerable<Diagnostic> Unwritten(PipelineGraph graph) => graph.Relations.Values
        .Where(r => r is Table && graph.WritersOf(r.Id).Count == 0)
        .Select(r => DiagnosticFacts.WrittenByNobody.On(
            r.ResourceId.ToString(), "No job writes it, so its age cannot be known.", "Name it in the Writes of the job that fills it."));

    private static SourcePlace? Place(PipelineGraph graph, TableId id) =>
        SqlPaths.Of(graph.Relations[id]) is { } path ? new(SqlPaths.FromRoot(graph.Pipeline, path)) : null;
}
