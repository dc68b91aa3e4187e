using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>What the sync functions run in the warehouse when Cloud Scheduler calls them. The full sync has the incident's defect until it is corrected.</summary>
internal sealed class KarbonSyncs(Pipeline pipeline, Instant corrected)
{
    private const string DetailsTable = "WORK_ITEM_DETAILS_BQ";
    private readonly SyncPair pair = pipeline.SyncPairs.Single();

    /// <summary>The statements of a job that fires.</summary>
    public IReadOnlyList<string> Run(string job, Instant fire)
    {
        var declared = pipeline.Jobs.OfType<HttpJob>().FirstOrDefault(j => j.Name == job) ?? throw new ArgumentException($"'{job}' is no job of {pipeline.Name}.", nameof(job));
        if (declared.Name == pair.Daily.Name) return [Daily(fire)];
        if (declared.Name == pair.Full.Name) return fire < corrected ? [Append(fire)] : [Empty(pair.Table), Append(fire)];
        return declared.Writes.Any(t => t.Name == DetailsTable) ? [Empty(declared.Writes[0]), Details(declared.Writes[0])] : [];
    }

    // Merges by key: every copy of a changed row is corrected, and a new row joins the snapshot that is there.
    private string Daily(Instant fire) => $"""
        MERGE {Name(pair.Table)} AS held
        USING (
          SELECT WORK_ITEM_ID, USER_ID, USER_NAME, BUDGETED_MINUTES, COALESCE((SELECT MAX(sync_reporting_date) FROM {Name(pair.Table)}), {Date(fire)}) AS sync_reporting_date
          FROM {SnowflakeStandIn.Budgets(pipeline.Project)}
          WHERE CHANGED_AT >= TIMESTAMP_SUB(TIMESTAMP '{InstantPattern.ExtendedIso.Format(fire)}', INTERVAL {pair.Daily.LookBack!.Days} DAY)
        ) AS changed
        ON held.WORK_ITEM_ID = changed.WORK_ITEM_ID AND held.USER_ID = changed.USER_ID
        WHEN MATCHED THEN UPDATE SET USER_NAME = changed.USER_NAME, BUDGETED_MINUTES = changed.BUDGETED_MINUTES
        WHEN NOT MATCHED THEN INSERT (WORK_ITEM_ID, USER_ID, USER_NAME, BUDGETED_MINUTES, sync_reporting_date)
          VALUES (changed.WORK_ITEM_ID, changed.USER_ID, changed.USER_NAME, changed.BUDGETED_MINUTES, changed.sync_reporting_date)
        """;

    private string Append(Instant fire) => $"""
        INSERT INTO {Name(pair.Table)} (WORK_ITEM_ID, USER_ID, USER_NAME, BUDGETED_MINUTES, sync_reporting_date)
        SELECT WORK_ITEM_ID, USER_ID, USER_NAME, BUDGETED_MINUTES, {Date(fire)}
        FROM {SnowflakeStandIn.Budgets(pipeline.Project)}
        """;

    private string Empty(Table table) => $"TRUNCATE TABLE {Name(table)}";

    // The report takes its titles from here. The other dimensions play no part in the incident: their functions answer and find nothing to load.
    private string Details(Table table) => $"""
        INSERT INTO {Name(table)} (WORK_ITEM_ID, WORK_TITLE, CLIENT_ID, WORK_STATUS)
        SELECT DISTINCT WORK_ITEM_ID, CONCAT('Work item ', WORK_ITEM_ID), 'C1', 'In progress' FROM {SnowflakeStandIn.Budgets(pipeline.Project)}
        """;

    private string Name(Table table) => $"`{pipeline.Project}.{table.Id}`";

    private static string Date(Instant fire) => $"DATE '{LocalDatePattern.Iso.Format(fire.InUtc().Date)}'";
}
