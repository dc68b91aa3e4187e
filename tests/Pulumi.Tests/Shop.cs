using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pulumi.Tests;

/// <summary>A small pipeline with one resource of every kind, and characters that are easily spoiled on the way.</summary>
internal static class Shop
{
    public const string Project = "shop-1";
    public const string LeadsSql = "SELECT id, '^a$ $1 $$ ${x} \U0001F600 \"\\n' AS t FROM `shop-1.raw.jobs`";
    public const string TotalsSql = "SELECT day, COUNT(*) AS n FROM shop-1.raw.jobs GROUP BY day";

    public static readonly Dataset Raw = new() { Id = new("raw"), Layer = Layer.Raw, Description = "Costs $ and ${more}" };
    public static readonly Dataset Mart = new() { Id = new("mart"), Layer = Layer.Mart };

    public static readonly Table Jobs = new()
    {
        Dataset = Raw,
        Name = "jobs",
        Columns = [new("id", "INT64", ColumnMode.Required), new("day", "DATE"), new("who", "STRUCT", ColumnMode.Repeated, [new("ok", "BOOL"), new("share", "FLOAT64")])],
        PartitionedBy = new("day"),
        ClusteredBy = ["id", "day"],
    };

    public static readonly View Leads = new() { Dataset = Mart, Name = "leads" };

    public static readonly MaterializedTable Totals = new()
    {
        Dataset = Mart,
        Name = "totals",
        Strategy = Materialization.MaterializedView with { MaxStaleness = Duration.FromHours(28), AllowNonIncremental = true },
    };

    public static readonly MaterializedTable Daily = new() { Dataset = Mart, Name = "daily", Strategy = Materialization.RebuiltWhole, PartitionedBy = new("day") };

    public static readonly HttpJob Sync = new()
    {
        Name = "sync-jobs",
        Schedule = new("0 2 * * *", "America/Phoenix"),
        Uri = new("https://ingest.example/sync?q=$x"),
        Body = """{"entity":"jobs"}""",
        Writes = [Jobs],
        Retry = new() { Count = 3, MinBackoff = Duration.FromSeconds(10) },
    };

    public static readonly HttpJob Backfill = new()
    {
        Name = "backfill",
        Schedule = new("0 2 1 * *", "America/Phoenix"),
        State = JobState.Paused("Nothing is left to backfill.", "data team", new(2027, 1, 1)),
        Uri = new("https://ingest.example/backfill"),
        Writes = [Jobs],
    };

    public static readonly QueryJob Rebuild = new() { Name = "rebuild-daily", Schedule = new("0 4 * * *", "America/Phoenix"), Rebuilds = Daily };

    public static readonly Pipeline Pipeline = new()
    {
        Name = "shop",
        Project = Project,
        Location = "US",
        SchedulerLocation = "us-central1",
        Zone = "America/Phoenix",
        SqlFolder = "pipelines/shop/sql",
        SqlFiles = new Dictionary<string, string>(),
        ServiceAccount = "shop-jobs",
        Datasets = [Raw, Mart],
        Relations = [Jobs, Leads, Totals, Daily],
        Jobs = [Sync, Backfill, Rebuild],
        Checks = [],
    };

    public static AnalyzedPipeline Analyzed { get; } = new()
    {
        Pipeline = Pipeline,
        Relations = new Dictionary<TableId, AnalyzedSql>
        {
            [Leads.Id] = Sql(LeadsSql, Jobs),
            [Totals.Id] = Sql(TotalsSql, Jobs),
            [Daily.Id] = Sql("SELECT id, day FROM `shop-1.mart.leads`", Leads),
        },
        Jobs = new Dictionary<string, AnalyzedSql>
        {
            [Rebuild.Name] = new("daily.sql", RebuildStatement.For(Daily, "SELECT id, day FROM `shop-1.mart.leads`", [], Pipeline), new()
            {
                StatementType = "MERGE",
                Reads = [new(Project, Leads.Id)],
                Writes = new(Project, Daily.Id),
            }),
        },
        Checks = new Dictionary<string, AnalyzedSql>(),
        Diagnostics = [],
    };

    /// <summary>The same pipeline with another text as the SQL of the view.</summary>
    public static AnalyzedPipeline WithLeads(string sql) =>
        Analyzed with { Relations = new Dictionary<TableId, AnalyzedSql>(Analyzed.Relations) { [Leads.Id] = Sql(sql, Jobs) } };

    private static AnalyzedSql Sql(string text, Relation reads) =>
        new("x.sql", text, new() { StatementType = "SELECT", Columns = [new("id", "INT64"), new("day", "DATE")], Reads = [new(Project, reads.Id)] });
}
