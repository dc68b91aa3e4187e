using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>What must be true of the funnel and of the plan: the two agree, and the one that is believed is itself looked at (R11).</summary>
internal static class R360Checks
{
    /// <summary>Declares the checks and gives the reconciliation.</summary>
    public static Reconciliation Declare(PipelineBuilder pipeline, Table funnel, HttpJob ingest, MaterializedTable sop)
    {
        var once = R360FunnelChecks.Declare(pipeline, funnel, ingest);
        // NULL equals NULL: two rows of one figure are two rows even when a part of its key is missing.
        pipeline.Check(new Unique { Name = "one-row-per-plan-key", Says = "No planned figure has two rows for a date.", Relation = sop, Key = ["RecordType", "Percentile", "FunnelType", "Source", "Region", "TargetDate"], NullsAreEqual = true });
        pipeline.Check(new InRange { Name = "actuals-are-counts", Says = "No actual number of MQLs is negative.", Relation = sop, Column = "Actual_MQL", Min = "0" });
        pipeline.Check(new RowsForDate { Name = "plan-has-yesterday", Says = "The plan has rows for yesterday.", Relations = [new(sop, "TargetDate")] });
        return pipeline.Check(new Reconciliation
        {
            Name = "sop-matches-funnel",
            Says = "For every region the plan holds as many MQLs as the funnel counts.",
            Owner = "data platform team",
            Key = "Region",
            Counted = "MQL",
            Domain = R360Funnel.Regions,
            Window = new DateWindow.Since(new(2026, 1, 1)),
            // The document asks for near real time: loaded every 15 minutes, rebuilt 5 minutes later, 3 minutes for each run.
            MaxLag = Duration.FromMinutes(30),
            Dimensions = ["SpiralyzeTest", "MQL_Reverted"],
            Source = new()
            {
                Name = "Funnel",
                Role = "source of truth for MQL",
                Relation = funnel,
                KeyColumn = "Region",
                Measure = new Measure.Distinct("Email") { OncePerValue = once },
                DateColumn = "MQL_DT",
                Filters = R360FunnelChecks.Counted,
            },
            Target = new()
            {
                Name = "SOP",
                Role = "target for Actual_MQL",
                Relation = sop,
                KeyColumn = "Region",
                Measure = new Measure.Sum("Actual_MQL"),
                DateColumn = "TargetDate",
                Filters =
                [
                    new("R360 records", "RecordType = 'R360'"),
                    // Each percentile repeats the actual number: without this one rows fan out.
                    new("one percentile", "Percentile = 'P50'"),
                    new("R360 inbound funnel", "FunnelType = 'R360 INBOUND'"),
                    new("inbound source", "Source = 'INBOUND'"),
                ],
            },
        });
    }
}
