using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>
/// Budgets of work items: Karbon allocates minutes to people, Snowflake holds them, two functions bring them into one raw table, and the budget
/// report reads them through two views. The daily sync brings updates at 02:00, the full sync replaces everything at 06:00.
/// </summary>
public static class KarbonBudget
{
    /// <summary>The name on the command line.</summary>
    public const string Name = "karbonbudget";

    /// <summary>The work item that somebody looked up in the source when the report was wrong.</summary>
    public const string GoldenWorkItem = "TYDGtLlxTmr";

    private const string Project = "red-octane-444308-f4";
    private const string Zone = "UTC";
    private const string SqlFolder = "infra/Pipelines/KarbonBudget/sql";

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
            ServiceAccount = "karbon-budget-pipeline",
        };

        var data = pipeline.Dataset("karbon_data", Layer.Raw, "Karbon as Snowflake holds it, and the views that people read");
        var tables = KarbonTables.Declare(pipeline, data);
        var budgets = tables["WORK_ITEM_BUDGET_VS_ACTUAL_BQ"];
        var corrected = pipeline.View(data, "work_item_budget_vs_actual_corrected_view", "Budgets with a name in every row and no NULL, every row of the raw table");
        var report = pipeline.View(data, "WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5", "One row per work item and person: how many hours are budgeted");

        var daily = Sync("work-item-budget-vs-actual-daily-sync", "0 2 * * *", "sync-work-item-budget-vs-actual-daily-to-bq", budgets, "Merges the budgets that changed in the last days", JobWriteDisposition.Merge, lookBack: 3);
        var full = Sync("work-item-budget-vs-actual-full-sync-daily", "0 6 * * *", "sync-work-item-budget-vs-actual-full-to-bq", budgets, "Replaces all budgets by what the source holds", JobWriteDisposition.WriteTruncate);
        var details = Dimension("sync-work-item-details-daily", "30 6 * * *", "WORK_ITEM_DETAILS_BQ");

        // The document names these six and gives no times. They run between the two budget syncs, ten minutes apart, the clients before what belongs to
        // them, and all have ended before 06:30, so that the details of work items come last.
        List<HttpJob> dimensions =
        [
            Dimension("client-dimension-daily-sync", "0 5 * * *", "CLIENT_DIMENSION_BQ"),
            Dimension("client-group-dimension-daily-sync", "10 5 * * *", "CLIENT_GROUP_DIMENSION_BQ"),
            Dimension("user-dimension-daily-sync", "20 5 * * *", "USER_DIMENSION_BQ"),
            Dimension("tenant-team-dimension-daily-sync", "30 5 * * *", "TENANT_TEAM_DIMENSION_BQ"),
            Dimension("tenant-team-member-dimension-daily-sync", "40 5 * * *", "TENANT_TEAM_MEMBER_DIMENSION_BQ"),
            Dimension("time-details-daily-sync", "50 5 * * *", "TIME_DETAILS_BQ"),
        ];

        pipeline.SyncPair(new SyncPair { Daily = daily, Full = full, Table = budgets, SnapshotColumn = "sync_reporting_date", ReadBy = [details] });
        // Each full sync stamps its rows with its date. The document's sync has 37,304 rows; a month of copies is the most that may go at once.
        pipeline.StaleRows(new StaleRows { Table = budgets, Rule = StaleRule.OlderThanLatest("sync_reporting_date"), UsualRows = 37_304, Ceiling = 1_200_000 });
        var karbon = pipeline.Source(new Source { System = "Karbon", Name = "budget allocations", Description = "Who may spend how many minutes on a work item" });
        pipeline.Source(new Source { System = "Snowflake", Name = "WORK_ITEM_BUDGET_VS_ACTUAL", Description = "The allocations as they are now, one row per work item and person", From = [karbon], ReadBy = [daily, full] });
        pipeline.Source(new Source { System = "Snowflake", Name = "dimensions", Description = "Work items, clients, people and teams", From = [karbon], ReadBy = [details, .. dimensions] });
        pipeline.Flow(new Flow { Name = "budget-report", Description = "Budgeted hours by work item and person", Owner = "practice management", Reads = [report] });

        // Who looks after the jobs is a job too (R25): it writes nothing, and a missing run of it is found like any other.
        pipeline.Monitor(Function("pipeline-scheduler-monitor"), name: "pipeline-scheduler-monitor");

        KarbonChecks.Declare(pipeline, budgets, tables["WORK_ITEM_DETAILS_BQ"], corrected, report, full);
        return pipeline.Build();

        HttpJob Sync(string name, string cron, string function, Table table, string description, JobWriteDisposition disposition, int? lookBack = null) => pipeline.Job(new HttpJob
        {
            Name = name,
            Description = description,
            Schedule = new(cron, Zone),
            Uri = Function(function),
            Writes = [table],
            WriteDisposition = disposition,
            LookBack = lookBack is { } days ? Period.FromDays(days) : null,
            // The document does not say how long the functions run. Ten minutes are ample for 37,304 rows, and let the details at 06:30 come after the
            // full sync of 06:00 even when Cloud Scheduler delivers its fire twice.
            Longest = Duration.FromMinutes(10),
            AttemptDeadline = Duration.FromMinutes(10),
        });

        HttpJob Dimension(string name, string cron, string table) =>
            Sync(name, cron, $"{name}-to-bq", tables[table], $"Replaces {table} by what the source holds", JobWriteDisposition.WriteTruncate);
    }

    // The document calls the daily function without a token; here every job carries the identity token of the pipeline's account (R39).
    private static Uri Function(string name) => new($"https://us-central1-{Project}.cloudfunctions.net/{name}");
}
