using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>What a scan of a run log depends on. Checks that agree in this share the scan, whichever entities they expect.</summary>
internal sealed record RunLogColumns(TableId Table, string Entity, string Time, string Records, string Status, string Success, string? Error)
{
    public static RunLogColumns Of(RunLog log) =>
        new(log.Table.Id, log.EntityColumn, log.TimeColumn, log.RecordsColumn, log.StatusColumn, log.SuccessValue, log.ErrorColumn);
}

/// <summary>
/// One scan of a run log: one row per expected entity, also for one that never ran, with its last run, its last success, and the last success
/// on an earlier business date. Chained windows instead of joined subqueries, because BigQuery may read a table again for each use of a CTE.
/// </summary>
internal static class RunLogScan
{
    public static CompiledScan Compile(RunLogColumns log, IReadOnlyList<Check> checks, CheckedAt at) => new(
        checks,
        new(Sql(log, at.Project),
        [
            new("now", "TIMESTAMP", QueryText.Timestamp(at.Now)),
            new("zone", "STRING", at.ZoneId),
            new("success", "STRING", log.Success),
            new("entities", "STRING", null, [.. checks.SelectMany(c => CheckCompiler.LogOf(c)!.Entities).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
        ]),
        (check, answer) => RunLogVerdict.Of(check, answer, at));

    // A run that is recorded in the future is not looked at: it says nothing of now.
    private static string Sql(RunLogColumns log, string project) => $"""
        WITH runs AS (
          SELECT
            {SqlIdentifier.Quote(log.Entity)} AS entity,
            {SqlIdentifier.Quote(log.Time)} AS ended,
            {SqlIdentifier.Quote(log.Records)} AS records,
            {SqlIdentifier.Quote(log.Status)} AS status,
            {(log.Error is null ? "CAST(NULL AS STRING)" : SqlIdentifier.Quote(log.Error))} AS error,
            IFNULL({SqlIdentifier.Quote(log.Status)} = @success, FALSE) AS succeeded
          FROM {SqlIdentifier.Quote(project, log.Table)}
          WHERE {SqlIdentifier.Quote(log.Entity)} IN UNNEST(@entities) AND {SqlIdentifier.Quote(log.Time)} <= @now
        ),
        ranked AS (
          SELECT
            entity, ended, records, status, error, succeeded,
            -- Of two runs that ended together the failed one counts.
            ROW_NUMBER() OVER (PARTITION BY entity ORDER BY ended DESC, succeeded) AS recency,
            MAX(IF(succeeded, ended, NULL)) OVER (PARTITION BY entity) AS last_success
          FROM runs
        ),
        compared AS (
          SELECT
            entity, ended, records, status, error, succeeded, recency, last_success,
            MAX(IF(succeeded AND DATE(ended, @zone) < DATE(last_success, @zone), ended, NULL)) OVER (PARTITION BY entity) AS previous_success
          FROM ranked
        ),
        summary AS (
          SELECT
            entity,
            MAX(ended) AS last_run,
            LOGICAL_OR(recency = 1 AND succeeded) AS last_succeeded,
            MAX(IF(recency = 1, status, NULL)) AS last_status,
            MAX(IF(recency = 1, error, NULL)) AS last_error,
            MAX(last_success) AS last_success,
            MIN(IF(succeeded AND ended = last_success, records, NULL)) AS last_records,
            MAX(previous_success) AS previous_success,
            MIN(IF(succeeded AND ended = previous_success, records, NULL)) AS previous_records
          FROM compared
          GROUP BY entity
        )
        SELECT
          expected AS entity,
          summary.last_run,
          IFNULL(summary.last_succeeded, FALSE) AS last_succeeded,
          summary.last_status,
          summary.last_error,
          summary.last_success,
          summary.last_records,
          summary.previous_success,
          summary.previous_records
        FROM UNNEST(@entities) AS expected
        LEFT JOIN summary ON summary.entity = expected
        ORDER BY entity
        """;
}
