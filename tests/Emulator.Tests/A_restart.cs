using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class A_restart : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("local-google-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Keeps_datasets_tables_rows_and_jobs_and_loses_the_slots_between()
    {
        JsonObject table, paused;
        await using (var google = await GoogleOnLoopback.StartAsync("2026-11-20T12:00:00Z", folder))
        {
            await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"},"labels":{"a":"b"}}""");
            await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables", """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"i","type":"INTEGER"}]}}""");
            await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables/t/insertAll", """{"rows":[{"json":{"i":1}}]}""");
            table = await google.SendAsync("GET", "/bigquery/v2/projects/p/datasets/d/tables/t");
            await google.CreateJobAsync("runs", "0 * * * *", new("http://127.0.0.1:9/"));
            await google.CreateJobAsync("paused", "0 * * * *", new("http://127.0.0.1:9/"));
            paused = await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/paused:pause", new JsonObject());
        }

        await using var again = await GoogleOnLoopback.StartAsync("2026-11-20T15:30:00Z", folder);

        var kept = await again.SendAsync("GET", "/bigquery/v2/projects/p/datasets/d/tables/t");
        table.Remove("selfLink");
        kept.Remove("selfLink");
        Assert.True(JsonNode.DeepEquals(table, kept), kept.ToJsonString());
        Assert.Equal("b", (string)(await again.SendAsync("GET", "/bigquery/v2/projects/p/datasets/d"))["labels"]!["a"]!);
        Assert.True(JsonNode.DeepEquals(paused, await again.SendAsync("GET", GoogleOnLoopback.Jobs + "/paused")));
        Assert.Equal("2026-11-20T16:00:00Z", (string)(await again.SendAsync("GET", GoogleOnLoopback.Jobs + "/runs"))["scheduleTime"]!);
        Assert.Single(await again.RunTo("2026-11-20T16:00:00Z"));
    }
}
