using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Drifting;

/// <summary>A pipeline with a resource for every mutation, called after what is done to it.</summary>
internal static class WatchedPipeline
{
    public const string Name = "watched";
    public const string Project = "watched-project";
    public const string Location = "us-central1";

    public static readonly Instant Expires = Instant.FromUtc(2031, 1, 1, 0, 0);

    private const string Zone = "America/Phoenix";

    public static readonly string[] Jobs =
    [
        "paused", "job-deleted", "other-schedule", "other-zone", "other-uri", "other-method", "other-account", "other-auth", "new-header", "other-body", "new-body-member",
        "other-retries", "other-backoff", "other-deadline", "job-words",
    ];

    private static readonly string[] PlainTables =
    [
        "column_added", "column_removed", "column_type", "column_mode", "filter_added", "table_expires", "unclustered", "table_label", "table_words", "table_name", "table_deleted", "now_a_view",
    ];

    private static readonly string[] Views = ["view_meaning", "view_words", "view_label", "view_deleted", "view_expires", "now_a_table"];

    private static readonly string[] MaterializedViews = ["refresh", "refresh_off", "staleness", "other_query"];

    private static readonly string[] Functions = ["other_body", "other_argument", "routine_words", "routine_deleted", "now_a_procedure"];

    public static Pipeline Declare()
    {
        var files = new Dictionary<string, string> { ["st/rows_since.routine.sql"] = "SELECT id, day FROM `watched-project.st.base` WHERE day >= since", ["st/clean.routine.sql"] = "DELETE FROM `watched-project.st.base` WHERE day < before;\nSET removed = @@row_count" };
        foreach (var view in Views) files[$"st/{view}.sql"] = "SELECT id, amount * 2 AS doubled FROM `watched-project.st.base` WHERE id > 0";
        foreach (var view in MaterializedViews) files[$"st/{view}.sql"] = "SELECT day, SUM(amount) AS total FROM `watched-project.st.base` GROUP BY day";
        foreach (var function in Functions) files[$"st/{function}.routine.sql"] = "IF(cents IS NULL, 0, cents / 100)";
        files["st/rebuilt.sql"] = "SELECT id, day FROM `watched-project.st.base`";
        var pipeline = new PipelineBuilder
        {
            Name = Name,
            Project = Project,
            Location = "US",
            SchedulerLocation = Location,
            Zone = Zone,
            SqlFolder = "sql",
            ServiceAccount = "watched-jobs",
            SqlFiles = files,
        };
        var st = pipeline.Dataset(new Dataset { Id = new("st"), Layer = Layer.Raw, Access = [new(AccessRole.Reader, "group:analysts@example.com")] });
        foreach (var name in new[] { "dataset_words", "dataset_label", "dataset_name", "access_given", "access_taken", "readers_gone", "dataset_deleted" })
            pipeline.Dataset(new Dataset { Id = new(name), Layer = Layer.Log, Description = "As declared", FriendlyName = "Declared", Access = [new(AccessRole.Writer, "serviceAccount:loader@example.com")] });
        foreach (var name in new[] { "table_default", "partition_default" })
            pipeline.Dataset(new Dataset { Id = new(name), Layer = Layer.Log, TablesExpireAfter = Duration.FromDays(30), PartitionsExpireAfter = Duration.FromDays(7) });
        pipeline.Dataset("default_set", Layer.Log);
        Tables(pipeline, st);
        var landing = Base(pipeline, st);
        Relations(pipeline, st);
        Routines(pipeline, st);
        foreach (var name in Jobs)
            pipeline.Job(new HttpJob
            {
                Name = name,
                Description = "As declared",
                Schedule = new("0 2 * * *", Zone),
                Uri = new($"https://ingest.run.app/{name}"),
                Body = """{"entity":"orders","days":7}""",
                Writes = [landing],
                Longest = Duration.FromMinutes(3),
                Retry = new() { Count = 2, MinBackoff = Duration.FromSeconds(10) },
            });
        pipeline.Job(new QueryJob { Name = "other-statement", Schedule = new("30 2 * * *", Zone), Rebuilds = pipeline.Materialized(new MaterializedTable { Dataset = st, Name = "rebuilt", Strategy = Materialization.RebuiltWhole }), Longest = Duration.FromMinutes(3) });
        return pipeline.Build();
    }

    private static Table Base(PipelineBuilder pipeline, Dataset st) =>
        pipeline.Table(new Table { Dataset = st, Name = "base", Columns = [new("id", "INT64"), new("day", "DATE"), new("amount", "NUMERIC")] });

    private static void Tables(PipelineBuilder pipeline, Dataset st)
    {
        Column[] columns = [new("id", "INT64", ColumnMode.Required), new("day", "DATE"), new("note", "STRING") { Description = "Free text" }, new("customer", "STRUCT", Fields: [new("name", "STRING"), new("city", "STRING")])];
        foreach (var name in PlainTables)
            pipeline.Table(new Table { Dataset = st, Name = name, Columns = columns, PartitionedBy = new("day"), ClusteredBy = ["id"], Description = "As declared", FriendlyName = "Declared" });
        foreach (var name in new[] { "column_relaxed", "column_nested", "column_words", "nested_words" }) pipeline.Table(new Table { Dataset = st, Name = name, Columns = columns });
        foreach (var name in new[] { "partitions_kept", "partitions_shorter", "filter_dropped" })
            pipeline.Table(new Table { Dataset = st, Name = name, Columns = columns, PartitionedBy = new("day") { ExpireAfter = Duration.FromDays(400), RequireFilter = true } });
        pipeline.Table(new Table { Dataset = st, Name = "expires_later", Columns = columns, ExpiresAt = Expires });
        var scratch = pipeline.Dataset(new Dataset { Id = new("scratch"), Layer = Layer.Log, TablesExpireAfter = Duration.FromDays(30), PartitionsExpireAfter = Duration.FromDays(7) });
        pipeline.Table(new Table { Dataset = scratch, Name = "never_expires", Columns = columns });
        pipeline.Table(new Table { Dataset = scratch, Name = "inherits", Columns = columns });
        pipeline.Table(new Table { Dataset = scratch, Name = "inherits_partitions", Columns = columns, PartitionedBy = new("day") });
    }

    private static void Relations(PipelineBuilder pipeline, Dataset st)
    {
        foreach (var name in Views) pipeline.View(st, name, "As declared");
        foreach (var name in MaterializedViews)
            pipeline.Materialized(new MaterializedTable { Dataset = st, Name = name, Strategy = Materialization.MaterializedView with { RefreshEvery = Duration.FromMinutes(60), MaxStaleness = Duration.FromHours(4) } });
    }

    private static void Routines(PipelineBuilder pipeline, Dataset st)
    {
        foreach (var name in Functions) pipeline.Routine(new Routine { Dataset = st, Name = name, Arguments = [new("cents", "INT64")], Returns = "FLOAT64", Description = "As declared" });
        pipeline.Routine(new Routine { Dataset = st, Name = "rows_since", Kind = RoutineKind.TableFunction, Arguments = [new("since", "DATE")] });
        pipeline.Routine(new Routine { Dataset = st, Name = "clean", Kind = RoutineKind.Procedure, Arguments = [new("before", "DATE"), new("removed", "INT64", ArgumentMode.Out)] });
    }
}
