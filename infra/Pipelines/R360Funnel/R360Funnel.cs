using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>
/// Leads that come in through R360: the marketing funnel says who became a qualified lead (MQL), the strategic operating plan (SOP) sets targets and
/// holds the actual numbers beside them, by region and date. The plan is rebuilt from the funnel every quarter of an hour, for every region there is.
/// <para>
/// The document names the funnel, the SOP table and their columns in one query. What it does not say is chosen here: the loads, their times and
/// addresses, the table of targets, and UTC as the zone of dates, which is what its <c>CURRENT_DATE()</c> means.
/// </para>
/// </summary>
public static class R360Funnel
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "r360funnel";

    /// <summary>The job that rebuilds the SOP table.</summary>
    public const string Rebuild = "r360-sop-rebuild";

    /// <summary>The regions that there are.</summary>
    public static readonly IReadOnlyList<string> Regions = ["AMER", "EMEA", "APAC"];

    private const string Project = "data-analytics-306119";
    private const string Zone = "UTC";
    private const string SqlFolder = "infra/Pipelines/R360Funnel/sql";

    /// <summary>Declares the pipeline.</summary>
    public static Pipeline Declare()
    {
        var pipeline = new PipelineBuilder
        {
            Name = Name,
            Project = Project,
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = Zone,
            SqlFolder = SqlFolder,
            SqlFiles = SqlFiles.Under(SqlFolder),
            ServiceAccount = "r360-funnel-pipeline",
        };

        var funnel = R360Tables.Funnel(pipeline, pipeline.Dataset("MarketingFunnel", Layer.Raw, "Leads as the marketing systems deliver them"));
        var targets = R360Tables.Targets(pipeline, pipeline.Dataset("Planning", Layer.Raw, "Targets as planning delivers them"));
        var sop = pipeline.Materialized(new MaterializedTable
        {
            Dataset = pipeline.Dataset("Staging", Layer.Stage, "Figures beside their targets"),
            Name = "StrategicOperatingPlan",
            Description = "One row per planned figure and date: the target, and the actual number of MQLs",
            // All rows, because a lead that is reverted today may have counted weeks ago.
            Strategy = Materialization.RebuiltWhole,
            PartitionedBy = new("TargetDate"),
            ClusteredBy = ["Region"],
        });

        // Both loads are one load job each, which BigQuery commits as a whole.
        var ingest = Load("r360-funnel-ingest", "*/15 * * * *", "r360-funnel", funnel, "Merges the leads that changed since the last run", JobWriteDisposition.Merge, minutes: 3);
        var plan = Load("sop-targets-daily", "30 5 * * *", "sop-targets", targets, "Replaces the targets by what planning holds", JobWriteDisposition.WriteTruncate, minutes: 5);
        pipeline.Job(new QueryJob
        {
            Name = Rebuild,
            Description = "Rebuilds the SOP table from targets and funnel, for every region",
            Schedule = new("5,20,35,50 * * * *", Zone),
            Rebuilds = sop,
            Longest = Duration.FromMinutes(3),
        });

        pipeline.Source(new Source { System = "Marketing systems", Name = "R360 inbound leads", Description = "Who asked for what, when and from where", ReadBy = [ingest] });
        pipeline.Source(new Source { System = "Planning", Name = "targets", Description = "How many MQLs are planned, by region, percentile and date", ReadBy = [plan] });
        pipeline.Flow(new Flow { Name = "sop-report", Description = "Targets against actual numbers", Owner = "analytics", Reads = [sop] });
        // It reads the funnel because of the bypass below; without it, it would read the SOP table.
        pipeline.Flow(new Flow { Name = "r360-risk-report", Description = "How likely the R360 targets are missed", Owner = "analytics", Reads = [funnel] });

        var reconciled = R360Checks.Declare(pipeline, funnel, ingest, sop);
        pipeline.Bypass(new Bypass
        {
            Name = "risk-report-reads-the-funnel",
            Reader = "the R360 risk analysis query",
            Around = sop,
            Instead = funnel,
            RemovedWhen = reconciled,
            Reason = "Actual_MQL of the SOP table lacks EMEA and the last days of AMER (2026-01-11).",
            Owner = "analytics",
            // The document sets no end. A year is the longest that nobody decides on it anew.
            Until = Instant.FromUtc(2027, 1, 11, 12, 0),
        });
        return pipeline.Build();

        HttpJob Load(string name, string cron, string path, Table table, string description, JobWriteDisposition disposition, int minutes) => pipeline.Job(new HttpJob
        {
            Name = name,
            Description = description,
            Schedule = new(cron, Zone),
            Uri = new($"https://r360-loads-{Project}.us-central1.run.app/{path}"),
            Writes = [table],
            WriteDisposition = disposition,
            AtomicWrites = true,
            Longest = Duration.FromMinutes(minutes),
        });
    }
}
