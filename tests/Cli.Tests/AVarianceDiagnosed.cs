using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Cli;
using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Cli.Tests;

public sealed class AVarianceDiagnosed : IAsyncLifetime
{
    private static readonly Pipeline Declared = Declare();

    private readonly CommandRun run = new(Declared);
    private LocalGoogle? google;

    public async Task InitializeAsync()
    {
        google = await LocalGoogle.StartAsync(new() { Now = Instant.FromUtc(2026, 3, 20, 12, 0), VirtualClock = true, Time = TimeProvider.System }, CancellationToken.None);
        // The first statement starts the analyzer, which takes its time.
        await using var cloud = Cloud.At(GoogleEndpoint.Local(google.BaseUri), Declared);
        await cloud.Warehouse.QueryAsync(new("SELECT 1", []), CancellationToken.None);
        Assert.True(await RunAsync("up", "counts") == 0, run.Output + run.Errors);
    }

    public async Task DisposeAsync()
    {
        run.Dispose();
        await google!.DisposeAsync();
    }

    [Fact]
    public async Task Names_the_cause_and_exits_with_2_and_has_nothing_to_say_when_there_is_none()
    {
        await using var cloud = Cloud.At(GoogleEndpoint.Local(google!.BaseUri), Declared);
        await QueryAsync("""
            INSERT INTO `small-project.raw.events` (id, region, happened)
            SELECT i, IF(MOD(i, 3) = 0, 'EMEA', 'AMER'), TIMESTAMP_ADD(TIMESTAMP '2026-03-11 00:00:00+00', INTERVAL i * 45 MINUTE) FROM UNNEST(GENERATE_ARRAY(0, 299)) AS i
            """);
        await QueryAsync("INSERT INTO `small-project.raw.figures` (region, day, events) SELECT region, DATE(happened), COUNT(*) FROM `small-project.raw.events` WHERE region = 'AMER' GROUP BY 1, 2");
        Assert.True(await RunAsync("diagnose", "counts") == 2, run.Output + run.Errors);
        var report = JsonNode.Parse(run.Output)!;
        Assert.Equal("Filter on a dimension: rows with region EMEA never arrive.", (string?)report["headline"]);
        Assert.Equal("CHECK035 check/figures-match-events", $"{report["findings"]![0]!["code"]} {report["findings"]![0]!["subject"]}");
        Assert.Equal(2, (int)report["summary"]!["queries"]!);
        Assert.Contains("@until", (string?)report["summary"]!["diagnoses"]![0]!["queries"]![1]!["sql"], StringComparison.Ordinal);

        await QueryAsync("INSERT INTO `small-project.raw.figures` (region, day, events) SELECT region, DATE(happened), COUNT(*) FROM `small-project.raw.events` WHERE region = 'EMEA' GROUP BY 1, 2");
        Assert.True(await RunAsync("diagnose", "counts", "--check", "figures-match-events") == 0, run.Output + run.Errors);
        Assert.Equal("Nothing to diagnose: every key agrees.", (string?)JsonNode.Parse(run.Output)!["headline"]);

        Task QueryAsync(string sql) => cloud.Warehouse.QueryAsync(new(sql, []), CancellationToken.None);
    }

    [Fact]
    public async Task Is_refused_for_a_reconciliation_that_nobody_declares()
    {
        Assert.Equal(1, await RunAsync("diagnose", "counts", "--check", "nope"));
        Assert.Contains("counts has no reconciliation 'nope': name one of figures-match-events.", run.Errors, StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] args)
    {
        run.Forget();
        return run.RunAsync([.. args, "--endpoint", google!.BaseUri.ToString(), "--format", "json"]);
    }

    private static Pipeline Declare()
    {
        var pipeline = new PipelineBuilder { Name = "counts", Project = "small-project", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", ServiceAccount = "counts", SqlFiles = new Dictionary<string, string>() };
        var raw = pipeline.Dataset("raw", Layer.Raw);
        var events = pipeline.Table(new Table { Dataset = raw, Name = "events", Columns = [new("id", "INT64"), new("region", "STRING"), new("happened", "TIMESTAMP")] });
        var figures = pipeline.Table(new Table { Dataset = raw, Name = "figures", Columns = [new("region", "STRING"), new("day", "DATE"), new("events", "INT64")] });
        pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 6 * * *", "UTC"), Uri = new("https://ingest.run.app/sync"), Writes = [events, figures], Longest = Duration.FromMinutes(10) });
        pipeline.Check(new Reconciliation
        {
            Name = "figures-match-events",
            Says = "The figures are those of the events.",
            Key = "region",
            Counted = "events",
            Window = new DateWindow.LastDays(10),
            Source = new() { Name = "Events", Role = "source of truth", Relation = events, KeyColumn = "region", DateColumn = "happened", Measure = new Measure.Rows() },
            Target = new() { Name = "Figures", Role = "read by people", Relation = figures, KeyColumn = "region", DateColumn = "day", Measure = new Measure.Sum("events") },
        });
        return pipeline.Build();
    }
}
