using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>A Cloud Scheduler job whose target is BigQuery's own <c>jobs</c> method.</summary>
public sealed class A_query_job_fired_by_the_scheduler : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("local-google-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Changes_the_table_at_its_instant_and_everything_is_kept_over_a_restart()
    {
        await using (var google = await GoogleOnLoopback.StartAsync("2026-11-20T12:00:00Z", folder))
        {
            await PrepareAsync(google);
            var fire = Assert.Single(await google.RunTo("2026-11-21T12:00:00Z"));
            Assert.Equal(0, (int)fire!["status"]!["code"]!);
            Assert.Equal("1 new, 2 stays", await RowsAsync(google));
        }

        await using var again = await GoogleOnLoopback.StartAsync("2026-11-21T12:00:00Z", folder);

        Assert.Equal("1 new, 2 stays", await RowsAsync(again));
        var job = await again.SendAsync("GET", GoogleOnLoopback.Jobs + "/rebuild");
        Assert.Equal("2026-11-21T11:00:00Z 2026-11-22T11:00:00Z", $"{job["lastAttemptTime"]} {job["scheduleTime"]}");
        var query = Assert.Single((JsonArray)(await again.SendAsync("GET", "/bigquery/v2/projects/p/jobs"))["jobs"]!, listed => (string?)listed!["statistics"]!["query"]?["statementType"] == "MERGE");
        Assert.Equal("1", (string)query!["statistics"]!["query"]!["dmlStats"]!["updatedRowCount"]!);
    }

    private static async Task PrepareAsync(GoogleOnLoopback google)
    {
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
        foreach (var table in (string[])["target", "source"])
            await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables",
                $$$"""{"tableReference":{"tableId":"{{{table}}}"},"schema":{"fields":[{"name":"id","type":"INTEGER"},{"name":"s","type":"STRING"}]}}""");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables/target/insertAll", """{"rows":[{"json":{"id":1,"s":"old"}},{"json":{"id":2,"s":"stays"}}]}""");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables/source/insertAll", """{"rows":[{"json":{"id":1,"s":"new"}}]}""");
        const string merge = "MERGE d.target t USING d.source s ON t.id = s.id WHEN MATCHED THEN UPDATE SET s = s.s WHEN NOT MATCHED THEN INSERT (id, s) VALUES (s.id, s.s)";
        var body = new JsonObject { ["configuration"] = new JsonObject { ["query"] = new JsonObject { ["query"] = merge, ["useLegacySql"] = false } } };
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, new JsonObject
        {
            ["name"] = "projects/p/locations/l/jobs/rebuild",
            ["schedule"] = "0 4 * * *",
            ["timeZone"] = "America/Phoenix",
            ["httpTarget"] = new JsonObject
            {
                ["uri"] = "https://bigquery.googleapis.com/bigquery/v2/projects/p/jobs",
                ["httpMethod"] = "POST",
                ["headers"] = new JsonObject { ["Content-Type"] = "application/json" },
                ["body"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(body.ToJsonString())),
                ["oauthToken"] = new JsonObject { ["serviceAccountEmail"] = "scheduler@p.iam.gserviceaccount.com" },
            },
        });
    }

    private static async Task<string> RowsAsync(GoogleOnLoopback google)
    {
        var answer = await google.SendAsync("POST", "/projects/p/queries", """{"query":"SELECT id, s FROM d.target ORDER BY id","useLegacySql":false}""");
        return string.Join(", ", ((JsonArray)answer["rows"]!).Select(row => $"{row!["f"]![0]!["v"]} {row["f"]![1]!["v"]}"));
    }
}
