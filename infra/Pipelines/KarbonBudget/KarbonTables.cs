using Orchestrator.Model;

namespace Orchestrator.Pipelines;

/// <summary>The tables that the syncs fill, with the columns that views and checks need.</summary>
internal static class KarbonTables
{
    /// <summary>Declares the tables and gives them by name.</summary>
    public static IReadOnlyDictionary<string, Table> Declare(PipelineBuilder pipeline, Dataset data)
    {
        var tables = new Dictionary<string, Table>(StringComparer.Ordinal);
        Synced("WORK_ITEM_BUDGET_VS_ACTUAL_BQ", "Minutes budgeted for each person on each work item; one row per pair and reporting date",
            [Text("WORK_ITEM_ID"), Text("USER_ID"), Text("USER_NAME"), Number("BUDGETED_MINUTES"), new("sync_reporting_date", "DATE")], "WORK_ITEM_ID");
        Synced("WORK_ITEM_DETAILS_BQ", "One row per work item", [Text("WORK_ITEM_ID"), Text("WORK_TITLE"), Text("CLIENT_ID"), Text("WORK_STATUS")], "WORK_ITEM_ID");
        Synced("TIME_DETAILS_BQ", "Minutes worked, by work item, person and date", [Text("WORK_ITEM_ID"), Text("USER_ID"), new("WORKED_ON", "DATE"), Number("MINUTES")], "WORK_ITEM_ID");
        Synced("CLIENT_DIMENSION_BQ", "One row per client", [Text("CLIENT_ID"), Text("CLIENT_NAME"), Text("CLIENT_GROUP_ID")]);
        Synced("CLIENT_GROUP_DIMENSION_BQ", "One row per group of clients", [Text("CLIENT_GROUP_ID"), Text("CLIENT_GROUP_NAME")]);
        Synced("USER_DIMENSION_BQ", "One row per person", [Text("USER_ID"), Text("USER_NAME")]);
        Synced("TENANT_TEAM_DIMENSION_BQ", "One row per team", [Text("TEAM_ID"), Text("TEAM_NAME")]);
        Synced("TENANT_TEAM_MEMBER_DIMENSION_BQ", "One row per person in a team", [Text("TEAM_ID"), Text("USER_ID")]);
        return tables;

        void Synced(string name, string description, IReadOnlyList<Column> columns, params IReadOnlyList<string> clusteredBy) =>
            tables[name] = pipeline.Table(new Table { Dataset = data, Name = name, Description = description, Columns = columns, ClusteredBy = clusteredBy });
    }

    private static Column Text(string name) => new(name, "STRING");

    private static Column Number(string name) => new(name, "INT64");
}
