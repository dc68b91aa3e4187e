using Orchestrator.Model;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Where the data of a pipeline comes from and goes to, for a report.</summary>
internal static class LineageSection
{
    /// <summary>The section; none when the pipeline does not declare where its data comes from.</summary>
    public static IReadOnlyList<ReportSection> Of(Session session) => session.Analyzed.Pipeline.Sources.Count == 0
        ? []
        : [new("Lineage", [LineageDiagram.Of(PipelineGraph.Of(session.Analyzed))])];
}
