using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class BigQuery_tables : IAsyncLifetime
{
    private const string All = "/bigquery/v2/projects/p/datasets/d/tables";

    private const string People = """
        {"tableReference":{"projectId":"p","datasetId":"d","tableId":"people"},"description":"who","labels":{"layer":"raw"},
         "timePartitioning":{"type":"DAY","field":"day","expirationMs":86400000},"clustering":{"fields":["id"]},
         "schema":{"fields":[{"name":"id","type":"INTEGER","mode":"REQUIRED"},{"name":"name","type":"STRING","description":"as written"},
           {"name":"day","type":"DATE"},{"name":"tags","type":"STRING","mode":"REPEATED"},{"name":"at","type":"TIMESTAMP"},
           {"name":"home","type":"RECORD","fields":[{"name":"city","type":"STRING"},{"name":"lat","type":"FLOAT"}]}]}}
        """;

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleOnLoopback.StartAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Are_created_and_read_back_with_schema_partitioning_and_statistics()
    {
        await google.SendAsync("POST", All, People);

        var table = await google.SendAsync("GET", All + "/people");

        Assert.Equal("bigquery#table p:d.people TABLE US 0", $"{table["kind"]} {table["id"]} {table["type"]} {table["location"]} {table["numRows"]}");
        Assert.Equal("""{"type":"DAY","field":"day","expirationMs":"86400000"}""", table["timePartitioning"]!.ToJsonString());
        Assert.Equal("""{"name":"id","type":"INTEGER","mode":"REQUIRED"}""", table["schema"]!["fields"]![0]!.ToJsonString());
        Assert.Equal("as written", (string)table["schema"]!["fields"]![1]!["description"]!);
        Assert.Equal("FLOAT", (string)table["schema"]!["fields"]![5]!["fields"]![1]!["type"]!);
        Assert.Null((await google.SendAsync("GET", All + "/people?view=BASIC"))["numRows"]);
        Assert.Equal("""{"layer":"raw"}""", (await google.SendAsync("GET", All))["tables"]![0]!["labels"]!.ToJsonString());
    }

    [Fact]
    public async Task Take_the_whole_resource_back_in_a_patch_with_its_etag()
    {
        await google.SendAsync("POST", All, People);
        var whole = await google.SendAsync("GET", All + "/people");
        whole["description"] = "changed";

        var patched = await google.SendAsync("PATCH", All + "/people", whole, ifMatch: $"\"{whole["etag"]}\"");

        Assert.Equal("changed", (string)patched["description"]!);
        Assert.True(JsonNode.DeepEquals(whole["schema"], patched["schema"]), patched["schema"]!.ToJsonString());
        await google.SendAsync("PATCH", All + "/people", whole, 412, ifMatch: $"\"{whole["etag"]}\"");
    }

    [Fact]
    public async Task Get_new_nullable_columns_and_relaxed_ones_and_nothing_else()
    {
        await google.SendAsync("POST", All, """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"a","type":"INTEGER","mode":"REQUIRED"}]}}""");

        var wider = await google.SendAsync("PATCH", All + "/t", """{"schema":{"fields":[{"name":"a","type":"INT64"},{"name":"b","type":"STRING"}]}}""");
        Assert.Equal("NULLABLE NULLABLE", string.Join(' ', ((JsonArray)wider["schema"]!["fields"]!).Select(field => (string)field!["mode"]!)));

        foreach (var refused in (string[])["""[{"name":"a","type":"INT64"}]""", """[{"name":"a","type":"STRING"},{"name":"b","type":"STRING"}]""",
            """[{"name":"a","type":"INT64"},{"name":"b","type":"STRING"},{"name":"c","type":"STRING","mode":"REQUIRED"}]"""])
            await google.RefusedAsync("PATCH", All + "/t", 400, new JsonObject { ["schema"] = new JsonObject { ["fields"] = JsonNode.Parse(refused) } });
    }

    [Theory]
    [InlineData("""{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"a","type":"NUMBER"}]}}""", "NUMBER is not a valid type")]
    [InlineData("""{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"a","type":"RECORD"}]}}""", "has no schema")]
    [InlineData("""{"tableReference":{"tableId":"t.x"}}""", "Invalid table ID")]
    [InlineData("""{"tableReference":{"tableId":"v"},"view":{"query":"SELECT 1 AS a"}}""", "does not support legacy SQL")]
    [InlineData("""{"tableReference":{"tableId":"v"},"materializedView":{"query":"SELECT 1 AS a","refreshIntervalMs":1}}""", "between 1 minute and 7 days")]
    public async Task Are_refused_with_what_is_wrong(string body, string words) =>
        Assert.Contains(words, await google.RefusedAsync("POST", All, 400, JsonNode.Parse(body)), StringComparison.Ordinal);

    [Fact]
    public async Task Are_404_without_their_dataset_and_409_when_they_exist()
    {
        await google.SendAsync("POST", All, People);

        Assert.Equal("Already Exists: Table p:d.people", await google.RefusedAsync("POST", All, 409, JsonNode.Parse(People)));
        Assert.Equal("Not found: Table p:d.nobody", await google.RefusedAsync("GET", All + "/nobody", 404));
        Assert.Equal("Not found: Dataset p:nowhere", await google.RefusedAsync("GET", "/bigquery/v2/projects/p/datasets/nowhere/tables/t", 404));
        await google.SendAsync("DELETE", All + "/people", status: 204);
        await google.SendAsync("DELETE", All + "/people", status: 404);
    }

    [Fact]
    public async Task That_are_views_follow_their_query_and_materialized_ones_keep_it()
    {
        await google.SendAsync("POST", All, People);
        var view = await google.SendAsync("POST", All, """{"view":{"query":"SELECT id, name FROM d.people","useLegacySql":false},"tableReference":{"tableId":"v"}}""");
        Assert.Equal("VIEW id name", $"{view["type"]} {view["schema"]!["fields"]![0]!["name"]} {view["schema"]!["fields"]![1]!["name"]}");

        var changed = await google.SendAsync("PATCH", All + "/v", """{"view":{"query":"SELECT COUNT(*) AS n FROM d.people","useLegacySql":false}}""");
        Assert.Equal("n", (string)Assert.Single((JsonArray)changed["schema"]!["fields"]!)!["name"]!);
        Assert.Contains("nothing", await google.RefusedAsync("PATCH", All + "/v", 400, new JsonObject { ["view"] = new JsonObject { ["query"] = "SELECT nothing FROM d.people" } }), StringComparison.Ordinal);

        var materialized = await google.SendAsync("POST", All, """{"tableReference":{"tableId":"m"},"materializedView":{"query":"SELECT day, COUNT(*) AS n FROM d.people GROUP BY day","enableRefresh":true,"refreshIntervalMs":1800000}}""");
        Assert.Equal("MATERIALIZED_VIEW 1800000", $"{materialized["type"]} {materialized["materializedView"]!["refreshIntervalMs"]}");
        Assert.Contains("Cannot change the query of materialized view",
            await google.RefusedAsync("PATCH", All + "/m", 400, new JsonObject { ["materializedView"] = new JsonObject { ["query"] = "SELECT 1 AS a" } }), StringComparison.Ordinal);
    }
}
