using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>A small warehouse without a mistake: two syncs, a rebuilt dimension, seven views on it, a materialized view and two checks.</summary>
internal static class Example
{
    public const string Project = "shop-1";
    public const string Zone = "America/Phoenix";

    public static readonly Dataset Raw = new() { Id = new("raw"), Layer = Layer.Raw };
    public static readonly Dataset Dim = new() { Id = new("dim"), Layer = Layer.Dimension };
    public static readonly Dataset Stage = new() { Id = new("stage"), Layer = Layer.Stage };
    public static readonly Dataset Mart = new() { Id = new("mart"), Layer = Layer.Mart, Description = "Figures" };
    public static readonly Dataset Logs = new() { Id = new("logs"), Layer = Layer.Log };

    public static readonly Table RawJobs = new()
    {
        Dataset = Raw,
        Name = "jobs",
        Columns = [new("id", "INT64"), new("day", "DATE"), new("total", "NUMERIC"), new("customer", "STRUCT", Fields: [new("name", "STRING")])],
        PartitionedBy = new("day"),
        ClusteredBy = ["id"],
    };

    public static readonly Table RawEstimates = new() { Dataset = Raw, Name = "estimates", Columns = [new("id", "INT64"), new("day", "DATE")] };

    public static readonly Table SyncState = new()
    {
        Dataset = Logs,
        Name = "sync_state",
        Columns = [new("entityType", "STRING"), new("syncTime", "TIMESTAMP"), new("recordsProcessed", "INT64"), new("status", "STRING")],
    };

    public static readonly MaterializedTable DimJobs = new() { Dataset = Dim, Name = "dim_jobs", Strategy = Materialization.RebuiltWhole };

    public static readonly MaterializedTable JobTotals = new()
    {
        Dataset = Mart,
        Name = "job_totals",
        Strategy = Materialization.MaterializedView with { MaxStaleness = Duration.FromHours(4) },
        ClusteredBy = ["day"],
    };

    public static readonly RunLog Log = new()
    {
        Table = SyncState,
        EntityColumn = "entityType",
        TimeColumn = "syncTime",
        RecordsColumn = "recordsProcessed",
        StatusColumn = "status",
        SuccessValue = "success",
        Entities = ["jobs", "estimates"],
    };

    public static readonly IReadOnlyList<Column> Dated = [new("id", "INT64"), new("day", "DATE")];

    public static View View(Dataset dataset, string name) => new() { Dataset = dataset, Name = name };

    public static readonly IReadOnlyList<View> Views =
    [
        View(Stage, "leads_jobs"), View(Stage, "opportunity_jobs"), View(Mart, "leads_daily"), View(Mart, "leads_daily_bu"),
        View(Mart, "opportunity_daily"), View(Mart, "total_sales_daily"), View(Mart, "total_sales_daily_bu"),
    ];

    public static HttpJob Sync(string entity, Table table, string cron) => new()
    {
        Name = $"sync-{entity}",
        Schedule = new(cron, Zone),
        Longest = Duration.FromMinutes(20),
        Uri = new($"https://ingest-1.a.run.app/sync/{entity}"),
        Body = $$"""{"entity":"{{entity}}","days":7}""",
        Writes = [table, SyncState],
        LookBack = Period.FromDays(7),
    };

    public static readonly QueryJob RebuildJobs = new()
    {
        Name = "rebuild-dim-jobs-daily",
        Schedule = new("0 4 * * *", Zone),
        Longest = Duration.FromMinutes(5),
        Rebuilds = DimJobs,
    };

    public static readonly Pipeline Pipeline = new()
    {
        Name = "shop",
        Project = Project,
        Location = "US",
        SchedulerLocation = "us-central1",
        Zone = Zone,
        SqlFolder = "pipelines/shop/sql",
        ServiceAccount = "shop-jobs",
        Datasets = [Raw, Dim, Stage, Mart, Logs],
        Relations = [RawJobs, RawEstimates, SyncState, DimJobs, JobTotals, .. Views],
        Jobs = [Sync("jobs", RawJobs, "0 2 * * *"), Sync("estimates", RawEstimates, "30 2 * * *"), RebuildJobs],
        Checks =
        [
            new SyncFreshness { Name = "sync-fresh", Says = "Every entity synchronised in the last 25 hours.", Log = Log, MaxAge = Duration.FromHours(25) },
            new RowsForDate { Name = "rows-yesterday", Says = "Yesterday has figures.", Relations = [new(Views[2], "day")] },
        ],
        SqlFiles = new Dictionary<string, string>
        {
            ["dim/dim_jobs.sql"] = "SELECT id, day FROM `shop-1.raw.jobs`\n",
            ["mart/job_totals.sql"] = "SELECT day, SUM(total) AS total FROM `shop-1.raw.jobs` GROUP BY day",
            ["stage/leads_jobs.sql"] = "SELECT id, day FROM `shop-1.dim.dim_jobs`",
            ["stage/opportunity_jobs.sql"] = "SELECT id, day FROM `shop-1.dim.dim_jobs`",
            ["mart/leads_daily.sql"] = "SELECT id, day FROM `shop-1.stage.leads_jobs`",
            ["mart/leads_daily_bu.sql"] = "SELECT id, day FROM `shop-1.stage.leads_jobs`",
            ["mart/opportunity_daily.sql"] = "SELECT id, day FROM `shop-1.stage.opportunity_jobs`",
            ["mart/total_sales_daily.sql"] = "SELECT e.id, e.day FROM `shop-1.raw.estimates` AS e JOIN `shop-1.dim.dim_jobs` USING (id)",
            ["mart/total_sales_daily_bu.sql"] = "SELECT e.id, e.day FROM `shop-1.raw.estimates` AS e JOIN `shop-1.dim.dim_jobs` USING (id)",
        },
    };

    /// <summary>The pipeline with what GoogleSQL would say: reads found in the backticks, columns id and day.</summary>
    public static AnalyzedPipeline Analyzed(Pipeline? pipeline = null)
    {
        pipeline ??= Pipeline;
        return new()
        {
            Pipeline = pipeline,
            Relations = pipeline.Relations.DistinctBy(r => r.Id).Where(r => SqlPaths.Of(r) is { } path && pipeline.SqlFiles.ContainsKey(path))
                .ToDictionary(r => r.Id, r => Sql(pipeline, SqlPaths.Of(r)!, new() { StatementType = "SELECT", Columns = Dated })),
            Jobs = pipeline.Jobs.OfType<QueryJob>().DistinctBy(j => j.Name).Where(j => j.Rebuilds is not null || pipeline.SqlFiles.ContainsKey(SqlPaths.Of(j) ?? ""))
                .ToDictionary(j => j.Name, j => j.Rebuilds is { } table ? Rebuild(pipeline, table) : Sql(pipeline, SqlPaths.Of(j)!, new() { StatementType = "MERGE" })),
            Checks = pipeline.Checks.OfType<SqlCheck>().DistinctBy(c => c.Name).Where(c => pipeline.SqlFiles.ContainsKey(c.SqlPath))
                .ToDictionary(c => c.Name, c => Sql(pipeline, c.SqlPath, new() { StatementType = "SELECT", Columns = Dated })),
            Diagnostics = [],
        };
    }

    /// <summary>The pipeline with another answer for one relation.</summary>
    public static AnalyzedPipeline With(AnalyzedPipeline analyzed, Relation relation, Func<SqlAnalysis, SqlAnalysis> change) => analyzed with
    {
        Relations = analyzed.Relations.ToDictionary(r => r.Key, r => r.Key == relation.Id ? r.Value with { Analysis = change(r.Value.Analysis) } : r.Value),
    };

    /// <summary>The pipeline with another answer for one job.</summary>
    public static AnalyzedPipeline With(AnalyzedPipeline analyzed, Job job, Func<SqlAnalysis, SqlAnalysis> change) => analyzed with
    {
        Jobs = analyzed.Jobs.ToDictionary(j => j.Key, j => j.Key == job.Name ? j.Value with { Analysis = change(j.Value.Analysis) } : j.Value),
    };

    /// <summary>The pipeline with one job in the place of the job of the same name, or added.</summary>
    public static Pipeline With(Job job) => Pipeline with { Jobs = [.. Pipeline.Jobs.Where(j => j.Name != job.Name), job] };

    /// <summary>The pipeline with one relation in the place of the relation of the same name, or added.</summary>
    public static Pipeline With(Relation relation) => Pipeline with { Relations = [.. Pipeline.Relations.Where(r => r.Id != relation.Id), relation] };

    /// <summary>The pipeline with one more file, or another text in it.</summary>
    public static Pipeline WithFile(Pipeline pipeline, string path, string sql) =>
        pipeline with { SqlFiles = new Dictionary<string, string>(pipeline.SqlFiles) { [path] = sql } };

    private static AnalyzedSql Rebuild(Pipeline pipeline, MaterializedTable table)
    {
        var path = SqlPaths.Of(table)!;
        var text = table.Strategy is Materialization.Rebuilt ? RebuildStatement.For(table, pipeline.SqlFiles[path], Dated, pipeline) : "";
        return new(SqlPaths.FromRoot(pipeline, path), text, new() { StatementType = "MERGE", Reads = Reads(pipeline.SqlFiles[path]), Writes = new(Project, table.Id) });
    }

    private static AnalyzedSql Sql(Pipeline pipeline, string path, SqlAnalysis analysis) =>
        new(SqlPaths.FromRoot(pipeline, path), pipeline.SqlFiles[path], analysis with { Reads = Reads(pipeline.SqlFiles[path]) });

    private static List<TableReference> Reads(string sql) =>
    [
        .. sql.Split('`').Where((_, i) => i % 2 == 1).Where(name => name.StartsWith("shop-1.", StringComparison.Ordinal))
            .Select(name => new TableReference(Project, TableId.Parse(name["shop-1.".Length..]))).Distinct().Order(),
    ];
}
