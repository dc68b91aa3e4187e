using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>What must be true of the funnel and of the plan: the two agree, and the one that is believed is itself looked at (R11).</summary>
internal static class R360Checks
{
    /// <summary>Declares the checks and gives the reconciliation.</summary>
    public static Reconciliation Declare(PipelineBuilder pipeline, Table funnel, MaterializedTable sop)
    {
        var once = pipeline.Check(new SqlCheck { Name = "one-mql-per-email", Says = "Nobody counts as an MQL on two dates or in two regions.", Relation = funnel, Owner = "marketing operations" });
        pipeline.Check(new SqlCheck { Name = "funnel-is-fresh", Says = "The newest MQL of the funnel is less than two days old.", Relation = funnel, Owner = "marketing operations", EveryPoll = true });
        pipeline.Check(new SqlCheck { Name = "funnel-has-its-volume", Says = "No region with ten MQLs or more in one week falls by more than half in the next.", Relation = funnel, Owner = "marketing operations" });
        pipeline.Check(new SqlCheck { Name = "one-row-per-plan-key", Says = "No planned figure has two rows for a date.", Relation = sop });
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
                Filters =
                [
                    new("became an MQL", "MQL_DT IS NOT NULL"),
                    new("no test traffic", "SpiralyzeTest IS NULL OR SpiralyzeTest = FALSE"),
                    new("not reverted", "MQL_Reverted = FALSE"),
                    new("has a region", "Region IS NOT NULL"),
                    new("has an e-mail", "Email IS NOT NULL"),
                ],
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
