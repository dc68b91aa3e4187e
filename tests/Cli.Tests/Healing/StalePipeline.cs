using System.Net.Http.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator;
using Orchestrator.Model;

namespace Cli.Tests.Healing;

/// <summary>Budgets that a full sync should replace, and a list of clients whose source is another table; both with what is stale declared.</summary>
internal sealed class StalePipeline : IAsyncDisposable
{
    public static readonly Pipeline Declared = Declare();

    private readonly DirectoryInfo folder;
    private readonly HttpClient http;
    private readonly LocalGoogle google;

    private StalePipeline(LocalGoogle google, DirectoryInfo folder)
    {
        this.google = google;
        this.folder = folder;
        http = new HttpClient { BaseAddress = google.BaseUri };
    }

    public CommandRun Run { get; } = new(Declared);

    public string Audit => Path.Combine(Run.Folder, ".orchestrator", "local", "small-project", "budget", "audit.jsonl");

    public static async Task<StalePipeline> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-stale-");
        var google = await LocalGoogle.StartAsync(new EmulatorOptions { DataFolder = folder.FullName, Now = Instant.FromUtc(2025, 8, 14, 9, 30), VirtualClock = true, Time = TimeProvider.System }, default);
        var world = new StalePipeline(google, folder);
        await world.QueryAsync("SELECT 1");
        Assert.True(await world.RunAsync("up", "budget") == 0, world.Run.Output + world.Run.Errors);
        return world;
    }

    public async Task<int> RunAsync(params string[] args)
    {
        Run.Forget();
        return await Run.RunAsync([.. args, "--endpoint", google.BaseUri.ToString(), "--format", "json"]);
    }

    public JsonNode Summary => JsonNode.Parse(Run.Output)!["summary"]!;

    /// <summary>Runs a statement and gives the first value of its first row, or null.</summary>
    public async Task<string?> QueryAsync(string sql)
    {
        using var answer = await http.PostAsJsonAsync(new Uri("bigquery/v2/projects/small-project/queries", UriKind.Relative), new { query = sql, useLegacySql = false, timeoutMs = 120_000 });
        var body = (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.True(answer.IsSuccessStatusCode, body.ToJsonString());
        return (string?)body["rows"]?[0]?["f"]?[0]?["v"];
    }

    /// <summary>Days of appended full syncs before 2025-08-13 and the newest one, each of so many rows.</summary>
    public Task AppendAsync(int days, int rows, string newest = "2025-08-13") => QueryAsync($"""
        INSERT INTO `small-project.karbon_data.BUDGET` (WORK_ITEM_ID, MINUTES, sync_reporting_date)
        SELECT CONCAT('item ', CAST(i AS STRING)), 420.5 + i, DATE_SUB(DATE '{newest}', INTERVAL d DAY)
        FROM UNNEST(GENERATE_ARRAY(0, {days})) AS d, UNNEST(GENERATE_ARRAY(1, {rows})) AS i
        """);

    public async ValueTask DisposeAsync()
    {
        Run.Dispose();
        http.Dispose();
        await google.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static Pipeline Declare()
    {
        var pipeline = new PipelineBuilder { Name = "budget", Project = "small-project", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", ServiceAccount = "budget", SqlFiles = new Dictionary<string, string>() };
        var data = pipeline.Dataset("karbon_data", Layer.Raw);
        var budgets = pipeline.Table(new Table { Dataset = data, Name = "BUDGET", Columns = [new("WORK_ITEM_ID", "STRING"), new("MINUTES", "FLOAT64"), new("sync_reporting_date", "DATE")] });
        var clients = pipeline.Table(new Table { Dataset = data, Name = "CLIENT", Columns = [new("ID", "STRING"), new("TEAM", "STRING"), new("NAME", "STRING")] });
        var source = pipeline.Table(new Table { Dataset = data, Name = "CLIENT_SOURCE", Columns = [new("ID", "STRING"), new("TEAM", "STRING")] });
        pipeline.Job(new HttpJob { Name = "full-sync", Schedule = new("0 6 * * *", "UTC"), Uri = new("https://ingest.run.app/full"), Writes = [budgets], Longest = Duration.FromMinutes(10), WriteDisposition = JobWriteDisposition.WriteTruncate });
        pipeline.Job(new HttpJob { Name = "clients-sync", Schedule = new("0 5 * * *", "UTC"), Uri = new("https://ingest.run.app/clients"), Writes = [clients, source], Longest = Duration.FromMinutes(10) });
        pipeline.StaleRows(new StaleRows { Table = budgets, Rule = StaleRule.OlderThanLatest("sync_reporting_date"), Ceiling = 1_500_000, UsualRows = 200 });
        pipeline.StaleRows(new StaleRows { Table = clients, Rule = StaleRule.KeyGoneFrom(source, "ID", "TEAM"), Ceiling = 2, UsualRows = 4 });
        return pipeline.Build();
    }
}
