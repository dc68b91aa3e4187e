using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>A pipeline from its sources through jobs, tables and views to the flows that leave it (R36), as a Mermaid diagram and as lines of text.</summary>
public static class LineageDiagram
{
    /// <summary>The diagram. What neither reads nor is read is left out.</summary>
    public static ReportBlock.Diagram Of(PipelineGraph graph)
    {
        var edges = Edges(graph).Distinct().ToList();
        var nodes = edges.SelectMany(e => new[] { e.From, e.To }).Distinct().Select((node, index) => (node, id: $"n{index}")).ToDictionary(n => n.node, n => n.id);
        var mermaid = new List<string> { "graph LR" };
        mermaid.AddRange(nodes.Select(n => $"    {n.Value}{Shape(n.Key)}"));
        mermaid.AddRange(edges.Select(e => $"    {nodes[e.From]} --> {nodes[e.To]}"));
        var lines = edges.GroupBy(e => e.From).SelectMany(g => g.Select(e => $"  -> {e.To.Label}").Prepend(g.Key.Label));
        return new(mermaid, [.. lines]);
    }

    private static IEnumerable<(Node From, Node To)> Edges(PipelineGraph graph)
    {
        var pipeline = graph.Pipeline;
        foreach (var source in pipeline.Sources)
            foreach (var from in source.From) yield return (Of(from), Of(source));
        foreach (var source in pipeline.Sources)
            foreach (var job in source.ReadBy) yield return (Of(source), Of(job));
        foreach (var job in pipeline.Jobs)
        {
            foreach (var read in graph.ReadsOf(job)) yield return (Of(read), Of(job));
            foreach (var written in graph.WritesOf(job)) yield return (Of(job), Of(written));
        }

        foreach (var relation in graph.Relations.Values.Where(r => graph.WritersOf(r.Id).Count == 0).OrderBy(r => r.Id))
            foreach (var read in graph.ReadsOf(relation.Id)) yield return (Of(read), Of(relation));
        foreach (var flow in pipeline.Flows)
            foreach (var read in flow.Reads) yield return (Of(read), new(NodeKind.Flow, flow.Name));
    }

    private static Node Of(Source source) => new(NodeKind.Source, $"{source.System}: {source.Name}");

    private static Node Of(Job job) => new(NodeKind.Job, $"{job.Name} ({job.Schedule})");

    private static Node Of(Relation relation) => new(relation.Stored ? NodeKind.Table : NodeKind.View, relation.Id.ToString());

    // Names are quoted, and what ends a quoted text is written as Mermaid's entity code.
    private static string Shape(Node node)
    {
        var text = $"\"{node.Label.Replace("#", "#35;", StringComparison.Ordinal).Replace("\"", "#quot;", StringComparison.Ordinal).Replace("<", "#lt;", StringComparison.Ordinal).Replace(">", "#gt;", StringComparison.Ordinal).ReplaceLineEndings(" ")}\"";
        return node.Kind switch
        {
            NodeKind.Source => $"[/{text}/]",
            NodeKind.Job => $"({text})",
            NodeKind.Table => $"[({text})]",
            NodeKind.View => $"[{text}]",
            _ => $"([{text}])",
        };
    }

    private enum NodeKind
    {
        Source,
        Job,
        Table,
        View,
        Flow,
    }

    private sealed record Node(NodeKind Kind, string Label);
}
