using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Drifting;

/// <summary>A pipeline drawn from a seed: everything that can be declared, declared or not.</summary>
internal sealed class RandomPipeline(int seed)
{
    private static readonly string[] Zones = ["America/Phoenix", "UTC", "Europe/Berlin", "Etc/UTC"];

    private readonly Random random = new(seed);
    private readonly Dictionary<string, string> files = [];
    private readonly List<Table> tables = [];

    public static string Project(int seed) => $"cycle-{seed}";

    public Pipeline Declare()
    {
        var pipeline = new PipelineBuilder
        {
            Name = "cycle",
            Project = Project(seed),
            Location = Of("US", "EU", "us-central1"),
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "cycle-jobs",
            SqlFiles = files,
        };
        var datasets = Enumerable.Range(0, 2).Select(i => pipeline.Dataset(Dataset($"d{i}"))).ToList();
        for (var i = 0; i < 3; i++) tables.Add(pipeline.Table(Table(Of(datasets), $"t{i}")));
        for (var i = 0; i < 3; i++) View(pipeline, Of(datasets), $"v{i}");
        MaterializedView(pipeline, Of(datasets), "m0");
        for (var i = 0; i < 3; i++) Routine(pipeline, Of(datasets), $"r{i}");
        for (var i = 0; i < 3; i++) Job(pipeline, $"job-{i}");
        Rebuild(pipeline, datasets[1]);
        return pipeline.Build();
    }

    private Dataset Dataset(string name) => new()
    {
        Id = new(name),
        Layer = Layer.Raw,
        Description = Maybe("Plain words", "Ünïcode \"quoted\""),
        FriendlyName = Maybe("Friendly"),
        TablesExpireAfter = MaybeLasting(30),
        PartitionsExpireAfter = MaybeLasting(7),
        Access = random.Next(2) == 0 ? [] : [new(Of(AccessRole.Reader, AccessRole.Writer), "group:Analysts@Example.com"), new(AccessRole.Owner, "user:lead@example.com"), new(AccessRole.Reader, "domain:example.com")],
    };

    private Table Table(Dataset dataset, string name) => new()
    {
        Dataset = dataset,
        Name = name,
        Description = Maybe("Plain words"),
        FriendlyName = Maybe("Friendly"),
        Columns =
        [
            new("id", Of("INT64", "INTEGER"), Of(ColumnMode.Required, ColumnMode.Nullable)) { Description = Maybe("The key") },
            new("day", "DATE"),
            new("amount", Of("FLOAT", "NUMERIC", "FLOAT64")),
            new("tags", "STRING", ColumnMode.Repeated),
            new("customer", Of("RECORD", "STRUCT"), Of(ColumnMode.Nullable, ColumnMode.Repeated), [new("name", "STRING") { Description = Maybe("Who") }, new("since", "TIMESTAMP"), new("vip", Of("BOOL", "BOOLEAN"))]),
        ],
        ExpiresAt = random.Next(4) == 0 ? Instant.FromUtc(2040, 1, 1, 0, 0) : null,
        PartitionedBy = random.Next(2) == 0 ? null : new("day", Of(PartitionLength.Day, PartitionLength.Month)) { ExpireAfter = MaybeLasting(400), RequireFilter = random.Next(2) == 0 },
        ClusteredBy = Of<string[]>([], ["id"], ["id", "day"]),
    };

    private void View(PipelineBuilder pipeline, Dataset dataset, string name)
    {
        var table = Of(tables);
        files[$"{dataset.Id}/{name}.sql"] = Of(
            $"SELECT id, day, amount * 2 AS doubled FROM `{Project(seed)}.{table.Id}` WHERE id > 0 -- all\n",
            $"WITH late AS (\n  SELECT * FROM {table.Id} WHERE day >= '2026-01-01'\n)\nSELECT day, COUNT(*) AS n, MAX(amount) AS most FROM late GROUP BY day",
            $"SELECT t.id, tag FROM `{table.Id}` AS t, UNNEST(t.tags) AS tag WHERE tag LIKE 'a%' OR tag = \"it's\"");
        pipeline.View(new View { Dataset = dataset, Name = name, Description = Maybe("Plain words"), FriendlyName = Maybe("Friendly"), ExpiresAt = random.Next(4) == 0 ? Instant.FromUtc(2040, 1, 1, 0, 0) : null });
    }

    private void MaterializedView(PipelineBuilder pipeline, Dataset dataset, string name)
    {
        files[$"{dataset.Id}/{name}.sql"] = $"SELECT day, COUNT(*) AS n FROM `{Project(seed)}.{Of(tables).Id}` GROUP BY day";
        pipeline.Materialized(new MaterializedTable
        {
            Dataset = dataset,
            Name = name,
            Strategy = Materialization.MaterializedView with { RefreshEvery = Duration.FromMinutes(Of(30, 60)), MaxStaleness = random.Next(2) == 0 ? null : Duration.FromHours(4) },
            ClusteredBy = Of<string[]>([], ["day"]),
        });
    }

    private void Routine(PipelineBuilder pipeline, Dataset dataset, string name)
    {
        var kind = Of(RoutineKind.Function, RoutineKind.TableFunction, RoutineKind.Procedure);
        files[$"{dataset.Id}/{name}.routine.sql"] = kind switch
        {
            RoutineKind.Function => Of("x / 100 -- cents\n", "CASE WHEN x > 0 THEN 'more' ELSE 'less' END"),
            RoutineKind.TableFunction => $"SELECT id FROM `{Project(seed)}.{Of(tables).Id}` WHERE id > x;",
            _ => Of($"DELETE FROM `{Project(seed)}.{Of(tables).Id}` WHERE id = x;\nSELECT 1", "BEGIN\n  SELECT x;\nEND;\n"),
        };
        pipeline.Routine(new Routine { Dataset = dataset, Name = name, Kind = kind, Description = Maybe("Plain words"), Arguments = [new("x", Of("INT64", "NUMERIC", "float64"))] });
    }

    private void Job(PipelineBuilder pipeline, string name) => pipeline.Job(new HttpJob
    {
        Name = name,
        Description = Maybe("Plain words"),
        Schedule = new(Of("0 2 * * *", "15 3 1 * *", "*/30 * * * *"), Of(Zones)),
        State = random.Next(4) == 0 ? JobState.Paused("On purpose.", "data team", new(2099, 1, 1)) : JobState.Enabled,
        Uri = new($"https://ingest.run.app/{name}?x=1"),
        Method = Of("POST", "PUT"),
        Body = Maybe("""{"b":{"c.d":[1,2]},"a":"x"}""", "plain text"),
        Retry = random.Next(2) == 0 ? RetryPolicy.None : new() { Count = 3, MinBackoff = Duration.FromMilliseconds(5500) },
        AttemptDeadline = Duration.FromSeconds(Of(180, 600)),
        Longest = Duration.FromMinutes(3),
        Writes = [Of(tables)],
    });

    private void Rebuild(PipelineBuilder pipeline, Dataset dataset)
    {
        files[$"{dataset.Id}/rebuilt.sql"] = $"SELECT id, day FROM `{Project(seed)}.{Of(tables).Id}`";
        var rebuilt = pipeline.Materialized(new MaterializedTable { Dataset = dataset, Name = "rebuilt", Strategy = Materialization.RebuiltWhole, PartitionedBy = random.Next(2) == 0 ? null : new("day") });
        pipeline.Job(new QueryJob { Name = "rebuild", Schedule = new("0 4 * * *", "UTC"), Rebuilds = rebuilt, Longest = Duration.FromMinutes(3) });
    }

    private Duration? MaybeLasting(int days) => random.Next(2) == 0 ? null : Duration.FromDays(days);

    private string? Maybe(params string[] values) => random.Next(2) == 0 ? null : Of(values);

    private T Of<T>(params IReadOnlyList<T> values) => values[random.Next(values.Count)];
}
