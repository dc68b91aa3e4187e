using NodaTime;

namespace Cli.Tests.Checking;

/// <summary>A defect that exactly one shipped check is there for; others may see it too.</summary>
/// <param name="Pipeline">The pipeline's name.</param>
/// <param name="Check">The check's name.</param>
internal abstract record ShippedDefect(string Pipeline, string Check)
{
    /// <summary>Something is wrong with a table or a view.</summary>
    /// <param name="Pipeline">The pipeline's name.</param>
    /// <param name="Check">The check's name.</param>
    /// <param name="Relation">The table or view, which is put right again afterwards.</param>
    /// <param name="Sql">The statement that plants it; <c>$</c> stands for the relation.</param>
    public sealed record Planted(string Pipeline, string Check, string Relation, string Sql) : ShippedDefect(Pipeline, Check);

    /// <summary>Nothing happens for so long, though it should.</summary>
    /// <param name="Pipeline">The pipeline's name.</param>
    /// <param name="Check">The check's name.</param>
    /// <param name="For">How long.</param>
    public sealed record Standstill(string Pipeline, string Check, Duration For) : ShippedDefect(Pipeline, Check);
}

/// <summary>A defect for every check that is shipped, planted where the pipeline's incident has been overcome.</summary>
internal static class ShippedDefects
{
    private const string Karbon = "karbonbudget";
    private const string Budgets = "karbon_data.WORK_ITEM_BUDGET_VS_ACTUAL_BQ";
    private const string Details = "karbon_data.WORK_ITEM_DETAILS_BQ";
    private const string Report = "karbon_data.WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5";
    private const string Golden = "WORK_ITEM_ID = 'TYDGtLlxTmr'";
    private const string Item = "WORK_ITEM_ID = 'W0000000001'";

    private const string R360 = "r360funnel";
    private const string Funnel = "MarketingFunnel.R360InboundFunnel";
    private const string Sop = "Staging.StrategicOperatingPlan";
    private const string Somebody = "Email = 'user1@example.com'";

    private const string Titan = "servicetitan";
    private const string SyncState = "st_logs_v2.sync_state";
    private const string DimJobs = "st_dim_v2.dim_jobs";

    public static IReadOnlyList<ShippedDefect> All { get; } =
    [
        new ShippedDefect.Planted(Karbon, "user-b-has-seven-hours", Budgets, $"UPDATE $ SET BUDGETED_MINUTES = 360 WHERE {Golden} AND USER_NAME = 'user B'"),
        new ShippedDefect.Planted(Karbon, "user-a-has-no-hours", Budgets, $"UPDATE $ SET BUDGETED_MINUTES = 420 WHERE {Golden} AND USER_NAME = 'user A'"),
        new ShippedDefect.Planted(Karbon, "golden-record-hop-by-hop", Budgets, $"DELETE FROM $ WHERE {Golden} AND USER_NAME = 'user B'"),
        new ShippedDefect.Planted(Karbon, "one-snapshot", Budgets, $"UPDATE $ SET sync_reporting_date = DATE '2025-08-14' WHERE {Item}"),
        // A rounding that somebody thought harmless: half an hour becomes none.
        new ShippedDefect.Planted(Karbon, "minutes-are-hours-times-sixty", Report, """
            CREATE OR REPLACE VIEW $ AS
            SELECT WORK_ITEM_ID, '' AS WORK_TITLE, USER_NAME AS budget_user_name, CAST(DIV(BUDGETED_MINUTES, 60) AS STRING) AS individual_budgeted_hours, CAST(BUDGETED_MINUTES > 0 AS STRING) AS has_individual_budget
            FROM `red-octane-444308-f4.karbon_data.work_item_budget_vs_actual_corrected_view`
            """),
        new ShippedDefect.Planted(Karbon, "history-ends-with-the-holder", Budgets, $"UPDATE $ SET sync_reporting_date = DATE '2025-08-14' WHERE {Item} AND BUDGETED_MINUTES > 0"),
        new ShippedDefect.Planted(Karbon, "budgets-name-a-work-item", Budgets, $"UPDATE $ SET WORK_ITEM_ID = NULL WHERE {Item}"),
        new ShippedDefect.Planted(Karbon, "budgets-name-a-person", Budgets, $"UPDATE $ SET USER_ID = NULL WHERE {Item}"),
        new ShippedDefect.Planted(Karbon, "one-budget-per-pair-and-date", Budgets, $"INSERT INTO $ SELECT * FROM $ WHERE {Item}"),
        new ShippedDefect.Planted(Karbon, "minutes-are-not-negative", Budgets, $"UPDATE $ SET BUDGETED_MINUTES = -60 WHERE {Item}"),
        // 1,000 of 18,652 work items: more than may wait for the sync of the morning.
        new ShippedDefect.Planted(Karbon, "budgets-have-details", Details, "DELETE FROM $ WHERE STARTS_WITH(WORK_ITEM_ID, 'W0000001')"),
        new ShippedDefect.Planted(Karbon, "one-row-per-work-item", Details, $"INSERT INTO $ SELECT * FROM $ WHERE {Item}"),
        new ShippedDefect.Planted(Karbon, "budgets-are-fresh", Budgets, "UPDATE $ SET sync_reporting_date = DATE '2025-08-14' WHERE TRUE"),

        new ShippedDefect.Planted(R360, "mqls-have-a-region", Funnel, "UPDATE $ SET Region = NULL WHERE MQL_DT >= TIMESTAMP '2026-01-09'"),
        new ShippedDefect.Planted(R360, "mqls-have-an-email", Funnel, "UPDATE $ SET Email = NULL WHERE MQL_DT >= TIMESTAMP '2026-01-09'"),
        new ShippedDefect.Planted(R360, "regions-are-known", Funnel, $"UPDATE $ SET Region = 'EU' WHERE {Somebody}"),
        new ShippedDefect.Planted(R360, "emails-are-addresses", Funnel, $"UPDATE $ SET Email = 'user1 at example.com' WHERE {Somebody}"),
        new ShippedDefect.Planted(R360, "funnel-is-fresh", Funnel, "DELETE FROM $ WHERE MQL_DT >= TIMESTAMP '2026-01-09'"),
        new ShippedDefect.Planted(R360, "regions-go-on", Funnel, "DELETE FROM $ WHERE Region = 'EMEA' AND MQL_DT >= TIMESTAMP '2026-01-05'"),
        // Twenty in the week before, eight in the last.
        new ShippedDefect.Planted(R360, "funnel-has-its-volume", Funnel, "UPDATE $ SET MQL_DT = TIMESTAMP '2025-12-29' WHERE Region = 'AMER' AND MQL_DT < TIMESTAMP '2026-01-07'"),
        new ShippedDefect.Planted(R360, "one-mql-per-email", Funnel, $"UPDATE $ SET Email = 'user2@example.com' WHERE {Somebody}"),
        new ShippedDefect.Planted(R360, "one-row-per-plan-key", Sop, "INSERT INTO $ SELECT * FROM $ WHERE Region = 'AMER' AND TargetDate = DATE '2026-01-05'"),
        new ShippedDefect.Planted(R360, "actuals-are-counts", Sop, "UPDATE $ SET Actual_MQL = -1 WHERE Region = 'AMER' AND TargetDate = DATE '2026-01-05'"),
        new ShippedDefect.Planted(R360, "plan-has-yesterday", Sop, "DELETE FROM $ WHERE TargetDate = DATE '2026-01-10'"),
        new ShippedDefect.Planted(R360, "sop-matches-funnel", Sop, "UPDATE $ SET Actual_MQL = NULL WHERE Region = 'EMEA'"),

        new ShippedDefect.Planted(Titan, "sync-fresh", SyncState, "DELETE FROM $ WHERE entityType = 'payroll'"),
        new ShippedDefect.Planted(Titan, "sync-succeeded", SyncState, "UPDATE $ SET status = 'FAILED' WHERE entityType = 'payments' AND syncTime > TIMESTAMP '2025-10-22'"),
        new ShippedDefect.Planted(Titan, "sync-volume", SyncState, "UPDATE $ SET recordsProcessed = 1 WHERE entityType = 'jobs' AND syncTime > TIMESTAMP '2025-10-22'"),
        new ShippedDefect.Planted(Titan, "yesterday-is-there", DimJobs, "DELETE FROM $ WHERE createdDate = DATE '2025-10-21'"),
        new ShippedDefect.Planted(Titan, "jobs-have-an-id", DimJobs, "UPDATE $ SET jobId = NULL WHERE createdDate = DATE '2025-10-15'"),
        new ShippedDefect.Planted(Titan, "one-row-per-job", DimJobs, "INSERT INTO $ SELECT * FROM $ WHERE createdDate = DATE '2025-10-15'"),
        new ShippedDefect.Planted(Titan, "jobs-have-a-date", DimJobs, "UPDATE $ SET createdDate = NULL WHERE createdDate = DATE '2025-10-15'"),
        new ShippedDefect.Planted(Titan, "jobs-have-their-volume", DimJobs, "DELETE FROM $ WHERE createdDate = DATE '2025-10-20' AND MOD(jobId, 3) > 0"),
        new ShippedDefect.Standstill(Titan, "jobs-are-rebuilt", Duration.FromDays(1)),
        new ShippedDefect.Planted(Titan, "sold-estimates-have-a-job", DimJobs, "DELETE FROM $ WHERE createdDate = DATE '2025-10-20'"),
    ];
}
