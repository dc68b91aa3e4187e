using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>The tables that loads fill, with the columns that the document's query reads.</summary>
internal static class R360Tables
{
    /// <summary>One row per inbound lead.</summary>
    public static Table Funnel(PipelineBuilder pipeline, Dataset dataset) => pipeline.Table(new Table
    {
        Dataset = dataset,
        Name = "R360InboundFunnel",
        Description = "One row per inbound lead; MQL_DT says when it became an MQL. Source of truth for MQLs",
        // The document casts MQL_DT to a date, so it is a time; and it compares MQL_Reverted with false, which would drop NULL without a word: here it has none.
        Columns = [new("Region", "STRING"), new("Email", "STRING"), new("MQL_DT", "TIMESTAMP"), new("SpiralyzeTest", "BOOL"), new("MQL_Reverted", "BOOL", ColumnMode.Required)],
        PartitionedBy = new("MQL_DT"),
        ClusteredBy = ["Region"],
    });

    /// <summary>One row per planned figure and date.</summary>
    public static Table Targets(PipelineBuilder pipeline, Dataset dataset) => pipeline.Table(new Table
    {
        Dataset = dataset,
        Name = "R360Targets",
        Description = "How many MQLs are planned: one row per record type, percentile, funnel, source, region and date",
        Columns =
        [
            new("RecordType", "STRING"), new("Percentile", "STRING"), new("FunnelType", "STRING"), new("Source", "STRING"), new("Region", "STRING"),
            new("TargetDate", "DATE"), new("Target_MQL", "FLOAT64"),
        ],
    });
}
