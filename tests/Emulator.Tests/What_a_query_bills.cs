using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class What_a_query_bills : IAsyncLifetime
{
    private const string Jobs = "/bigquery/v2/projects/p/jobs";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleOnLoopback.StartAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
        foreach (var table in (string[])["a", "b"]) await RunAsync($"CREATE TABLE d.{table} AS SELECT 1 AS i");
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Theory]
    [InlineData("SELECT i FROM d.a", "10485760")]
    [InlineData("SELECT i FROM d.a UNION ALL SELECT i FROM d.b", "20971520")]
    [InlineData("SELECT COUNT(*) FROM d.a", "0")]
    [InlineData("SELECT 1", "0")]
    public async Task Is_10_MB_at_least_for_each_table_that_is_read(string sql, string billed) =>
        Assert.Equal(billed, (string)(await RunAsync(sql))["statistics"]!["query"]!["totalBytesBilled"]!);

    [Theory]
    [InlineData("10485760", "SELECT i FROM d.a", null)]
    [InlineData("10485759", "SELECT i FROM d.a", "Query exceeded limit for bytes billed: 10485759. 10485760 or higher required.")]
    [InlineData("20971519", "SELECT i FROM d.a JOIN d.b USING (i)", "Query exceeded limit for bytes billed: 20971519. 20971520 or higher required.")]
    [InlineData("1", "SELECT COUNT(*) FROM d.a", null)]
    public async Task Is_refused_above_the_limit_before_anything_runs(string limit, string sql, string? refusal)
    {
        var job = await RunAsync(sql, limit);
        Assert.Equal(refusal, (string?)job["status"]!["errorResult"]?["message"]);
        Assert.Equal(refusal is null ? null : "bytesBilledLimitExceeded", (string?)job["status"]!["errorResult"]?["reason"]);
    }

    [Fact]
    public async Task Is_found_by_the_labels_that_it_was_sent_with()
    {
        var answer = await google.SendAsync("POST", "/bigquery/v2/projects/p/queries", """{"query":"SELECT i FROM d.a","useLegacySql":false,"labels":{"verb":"check","pipeline":"small"}}""");
        var job = await google.SendAsync("GET", $"{Jobs}/{answer["jobReference"]!["jobId"]}");
        Assert.Equal("""{"verb":"check","pipeline":"small"}""", job["configuration"]!["labels"]!.ToJsonString());
        await google.RefusedAsync("POST", "/bigquery/v2/projects/p/queries", 400, JsonNode.Parse("""{"query":"SELECT 1","useLegacySql":false,"labels":{"Verb":"check"}}"""));
    }

    [Fact]
    public async Task Ends_when_its_job_is_cancelled_while_it_runs()
    {
        const string endless = """{"query":"SELECT COUNT(*) FROM UNNEST(GENERATE_ARRAY(1, 100000)) AS a, UNNEST(GENERATE_ARRAY(1, 100000)) AS b, UNNEST(GENERATE_ARRAY(1, 1000)) AS c WHERE MOD(a * b + c, 7) = 3","useLegacySql":false,"timeoutMs":300}""";
        var started = await google.SendAsync("POST", "/bigquery/v2/projects/p/queries", endless);
        Assert.False((bool)started["jobComplete"]!);
        var watch = Stopwatch.StartNew();
        var cancelled = await google.SendAsync("POST", $"{Jobs}/{started["jobReference"]!["jobId"]}/cancel?location=US");
        Assert.Equal("bigquery#jobCancelResponse DONE stopped", $"{cancelled["kind"]} {cancelled["job"]!["status"]!["state"]} {cancelled["job"]!["status"]!["errorResult"]!["reason"]}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"The engine worked on for {watch.Elapsed}.");
    }

    private Task<JsonObject> RunAsync(string sql, string? limit = null) => google.SendAsync("POST", Jobs, new JsonObject
    {
        ["configuration"] = new JsonObject { ["query"] = new JsonObject { ["query"] = sql, ["useLegacySql"] = false, ["maximumBytesBilled"] = limit } },
    });
}
