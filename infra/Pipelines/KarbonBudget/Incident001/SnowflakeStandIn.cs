using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Pipelines;

/// <summary>
/// Stands in for Snowflake: a dataset beside the pipeline's own that nothing declares, filled inside the engine. 18,652 work items with two people
/// each are the document's 37,304 rows; the first 4,822 of them changed on the eve of the incident, within the look-back of the daily sync.
/// </summary>
internal static class SnowflakeStandIn
{
    private const int Rows = 37_304;
    private const int RowsInLookBack = 4_822;

    /// <summary>The table of budgets.</summary>
    public static string Budgets(string project) => $"`{project}.snowflake_stand_in.WORK_ITEM_BUDGET_VS_ACTUAL`";

    /// <summary>Creates the source and its rows.</summary>
    public static IReadOnlyList<string> Create(string project) =>
    [
        $"CREATE SCHEMA `{project}.snowflake_stand_in`",
        $"""
        CREATE TABLE {Budgets(project)} AS
        SELECT
          IF(item = 0, '{KarbonBudget.GoldenWorkItem}', CONCAT('W', LPAD(CAST(item AS STRING), 10, '0'))) AS WORK_ITEM_ID,
          CONCAT('U', CAST(person AS STRING)) AS USER_ID,
          CASE WHEN item = 0 AND place = 0 THEN 'user A' WHEN item = 0 THEN 'user B' ELSE CONCAT('person ', CAST(person AS STRING)) END AS USER_NAME,
          CASE WHEN item = 0 THEN IF(place = 0, 420, 0) WHEN place = 0 THEN 60 * (1 + MOD(item, 12)) WHEN MOD(item, 3) = 0 THEN 0 ELSE 30 * (1 + MOD(item, 5)) END AS BUDGETED_MINUTES,
          IF(n < {RowsInLookBack}, TIMESTAMP '2025-07-14 16:00:00+00', TIMESTAMP '2025-06-02 09:00:00+00') AS CHANGED_AT
        FROM (
          SELECT n, DIV(n, 2) AS item, MOD(n, 2) AS place, IF(MOD(n, 2) = 0, MOD(DIV(n, 2), 20), 20 + MOD(DIV(n, 2), 17)) AS person
          FROM UNNEST(GENERATE_ARRAY(0, {Rows - 1})) AS n
        )
        """,
    ];

    /// <summary>The golden work item goes from user A to user B.</summary>
    public static string Reassign(string project, Instant at) => $"""
        UPDATE {Budgets(project)}
        SET BUDGETED_MINUTES = IF(USER_NAME = 'user B', 420, 0), CHANGED_AT = TIMESTAMP '{InstantPattern.General.Format(at)}'
        WHERE WORK_ITEM_ID = '{KarbonBudget.GoldenWorkItem}'
        """;

    /// <summary>How many rows the source has.</summary>
    public static string Count(string project) => $"SELECT COUNT(*) AS row_count FROM {Budgets(project)}";
}
