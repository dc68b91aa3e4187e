using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests;

/// <summary>A small pipeline with one check of each kind.</summary>
internal static class Example
{
    public static readonly Instant Now = Instant.FromUtc(2025, 10, 21, 18, 0);

    public static readonly Dataset Logs = new() { Id = new("logs"), Layer = Layer.Log };

    public static readonly Dataset Mart = new() { Id = new("mart"), Layer = Layer.Mart };

    public static readonly Table SyncState = new()
    {
        Dataset = Logs,
        Name = "sync_state",
        Columns = [new("entityType", "STRING"), new("syncTime", "TIMESTAMP"), new("recordsProcessed", "INT64"), new("status", "STRING"), new("errorMessage", "STRING")],
    };

    public static readonly Table Leads = new() { Dataset = Mart, Name = "leads", Columns = [new("kpi_date", "DATE"), new("leads", "INT64")] };

    public static readonly Table Sales = new() { Dataset = Mart, Name = "sales", Columns = [new("sold_date", "DATE"), new("amount", "NUMERIC")] };

    public static RunLog Log(params IReadOnlyList<string> entities) => new()
    {
        Table = SyncState,
        EntityColumn = "entityType",
        TimeColumn = "syncTime",
        RecordsColumn = "recordsProcessed",
        StatusColumn = "status",
        SuccessValue = "SUCCESS",
        ErrorColumn = "errorMessage",
        Entities = entities,
    };

    public static SyncFreshness Fresh(params IReadOnlyList<string> entities) => new() { Name = "fresh", Says = "Synchronised.", Log = Log(entities), MaxAge = Duration.FromHours(25) };

    public static SyncSucceeded Succeeded(params IReadOnlyList<string> entities) => new() { Name = "succeeded", Says = "Succeeded.", Log = Log(entities) };

    public static SyncVolume Volume(params IReadOnlyList<string> entities) => new() { Name = "volume", Says = "Enough.", Log = Log(entities), MaxDrop = 0.5 };

    public static RowsForDate Rows(int daysAgo = 1) => new() { Name = "yesterday", Says = "There.", Relations = [new(Leads, "kpi_date"), new(Sales, "sold_date")], DaysAgo = daysAgo };

    public static SqlCheck Sql => new() { Name = "no-negative", Says = "No amount is negative.", Relation = Sales };

    public static Pipeline Pipeline(string zone = "America/Phoenix") => new()
    {
        Name = "example",
        Project = "my-project",
        Location = "US",
        SchedulerLocation = "us-central1",
        Zone = zone,
        SqlFolder = "sql",
        SqlFiles = new Dictionary<string, string> { ["mart/sales.no-negative.check.sql"] = "SELECT sold_date, amount FROM `my-project.mart.sales` WHERE amount < 0 AND sold_date <= @today" },
        ServiceAccount = "example",
        Datasets = [Logs, Mart],
        Relations = [SyncState, Leads, Sales],
        Jobs = [],
        Checks = [],
    };

    /// <summary>The result of one check when the warehouse gives an answer.</summary>
    public static async Task<CheckResult> ResultOf(Check check, QueryAnswer answer, string zone = "America/Phoenix", Instant? now = null) =>
        Assert.Single(await CheckRunner.RunAsync(CheckCompiler.Compile(Pipeline(zone), [check], now ?? Now), new CannedWarehouse(_ => answer), CancellationToken.None));
}
