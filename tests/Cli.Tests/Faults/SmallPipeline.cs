using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Faults;

/// <summary>A declaration, and a world before it in which something of every kind must be created, changed, replaced, paused or resumed.</summary>
internal static class SmallPipeline
{
    public const string Name = "faulty";

    public static Pipeline Declare()
    {
        var pipeline = new PipelineBuilder
        {
            Name = Name,
            Project = "small-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "small-pipeline",
            SqlFiles = new Dictionary<string, string> { ["mart/ids.sql"] = "SELECT id FROM `small-project.st.raw`", ["st/names.sql"] = "SELECT name FROM `small-project.st.raw`" },
        };
        var (st, mart) = (pipeline.Dataset("st", Layer.Raw), pipeline.Dataset("mart", Layer.Raw));
        var raw = pipeline.Table(new Table { Dataset = st, Name = "raw", Columns = [new("id", "INT64"), new("name", "STRING")], Description = "As delivered." });
        pipeline.Table(new Table { Dataset = st, Name = "moved", Columns = [new("day", "DATE")], PartitionedBy = new("day") });
        pipeline.View(st, "names");
        pipeline.View(mart, "ids");
        Job("changed", "0 3 * * *");
        Job("fresh", "0 2 * * *", JobState.Paused("Not yet.", "data", new LocalDate(2026, 1, 1)));
        Job("halted", "0 2 * * *", JobState.Paused("Broken.", "data", new LocalDate(2026, 1, 1)));
        Job("resumed", "0 2 * * *");
        return pipeline.Build();

        void Job(string name, string cron, JobState? state = null) => pipeline.Job(new HttpJob
        {
            Name = name,
            Schedule = new(cron, "America/Phoenix"),
            Uri = new("https://ingest.run.app/raw"),
            Writes = [raw],
            Longest = Duration.FromMinutes(3),
            State = state ?? JobState.Enabled,
        });
    }

    /// <summary>The world before.</summary>
    public static IReadOnlyList<ResourceState> Before(string project) =>
    [
        State(ResourceKind.Dataset, "st", ("location", "US")),
        State(ResourceKind.Table, "st.raw", ("schema.id", "INT64 NULLABLE"), ("schema.name", "STRING NULLABLE"), ("schema.extra", "STRING NULLABLE")),
        State(ResourceKind.Table, "st.moved", ("schema.day", "DATE NULLABLE")),
        State(ResourceKind.View, "st.names", ("view.query", $"SELECT name, id FROM `{project}.st.raw`")),
        Job("changed", "0 2 * * *", "ENABLED"),
        Job("halted", "0 2 * * *", "ENABLED"),
        Job("resumed", "0 2 * * *", "PAUSED"),
    ];

    private static ResourceState Job(string name, string cron, string state) => State(
        ResourceKind.Job,
        name,
        ("schedule", cron), ("timeZone", "America/Phoenix"), ("state", state), ("attemptDeadline", "180s"), ("httpTarget.uri", "https://ingest.run.app/raw"), ("httpTarget.httpMethod", "POST"));

    private static ResourceState State(ResourceKind kind, string name, params (string Name, string Value)[] properties) =>
        new() { Id = new(kind, name), Properties = properties.ToPropertyDictionary(p => p.Name, p => p.Value) };
}
