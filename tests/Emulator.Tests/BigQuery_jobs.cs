using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class BigQuery_jobs : IAsyncLifetime
{
    private const string Jobs = "/bigquery/v2/projects/p/jobs";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleOnLoopback.StartAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Keep_the_id_that_the_client_chose_and_refuse_it_a_second_time()
    {
        var body = JsonNode.Parse("""{"configuration":{"query":{"useLegacySql":false,"query":"SELECT 1 AS one"}},"jobReference":{"projectId":"p","jobId":"mine","location":"EU"}}""");

        var job = await google.SendAsync("POST", Jobs, body);

        Assert.Equal("bigquery#job p:EU.mine DONE SELECT", $"{job["kind"]} {job["id"]} {job["status"]!["state"]} {job["statistics"]!["query"]!["statementType"]}");
        Assert.Equal("Already Exists: Job p:EU.mine", await google.RefusedAsync("POST", Jobs, 409, body));
        Assert.True(JsonNode.DeepEquals(job, await google.SendAsync("GET", Jobs + "/mine?location=EU")));
        Assert.Equal("1", (string)(await google.SendAsync("GET", "/bigquery/v2/projects/p/queries/mine?location=EU"))["rows"]![0]!["f"]![0]!["v"]!);
    }

    [Fact]
    public async Task Write_their_rows_to_a_destination_as_the_dispositions_say()
    {
        async Task<JsonObject> RunAsync(string write, string create = "CREATE_IF_NEEDED") => await google.SendAsync("POST", Jobs, new JsonObject
        {
            ["configuration"] = new JsonObject
            {
                ["query"] = new JsonObject
                {
                    ["query"] = "SELECT 1 AS a",
                    ["useLegacySql"] = false,
                    ["destinationTable"] = new JsonObject { ["projectId"] = "p", ["datasetId"] = "d", ["tableId"] = "out" },
                    ["writeDisposition"] = write,
                    ["createDisposition"] = create,
                },
            },
        });

        Assert.Equal("notFound", (string)(await RunAsync("WRITE_APPEND", "CREATE_NEVER"))["status"]!["errorResult"]!["reason"]!);
        await RunAsync("WRITE_EMPTY");
        await RunAsync("WRITE_APPEND");
        Assert.Equal("2", await RowsAsync());
        Assert.Equal("duplicate", (string)(await RunAsync("WRITE_EMPTY"))["status"]!["errorResult"]!["reason"]!);
        await RunAsync("WRITE_TRUNCATE");
        Assert.Equal("1", await RowsAsync());

        async Task<string> RowsAsync() => (string)(await google.SendAsync("GET", "/bigquery/v2/projects/p/datasets/d/tables/out"))["numRows"]!;
    }

    [Fact]
    public async Task That_fail_are_answered_with_200_and_their_error()
    {
        var job = await google.SendAsync("POST", Jobs, """{"configuration":{"query":{"useLegacySql":false,"query":"SELECT 1 / 0"}}}""");

        Assert.Equal("DONE invalidQuery", $"{job["status"]!["state"]} {job["status"]!["errorResult"]!["reason"]}");
        Assert.Contains("division by zero", await google.RefusedAsync("GET", $"/bigquery/v2/projects/p/queries/{job["jobReference"]!["jobId"]}", 400), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_dry_are_not_created()
    {
        var job = await google.SendAsync("POST", Jobs, """{"configuration":{"dryRun":true,"query":{"useLegacySql":false,"query":"CREATE TABLE d.x AS SELECT 1 AS a"}},"jobReference":{"jobId":"dry"}}""");

        Assert.Equal("DONE CREATE_TABLE_AS_SELECT", $"{job["status"]!["state"]} {job["statistics"]!["query"]!["statementType"]}");
        await google.RefusedAsync("GET", Jobs + "/dry", 404);
        await google.RefusedAsync("GET", "/bigquery/v2/projects/p/datasets/d/tables/x", 404);
    }

    [Fact]
    public async Task Are_listed_from_the_newest_and_can_be_deleted()
    {
        foreach (var id in (string[])["a", "b", "c"])
            await google.SendAsync("POST", Jobs, $$$"""{"configuration":{"query":{"useLegacySql":false,"query":"SELECT 1"}},"jobReference":{"jobId":"{{{id}}}"}}""");

        var page = await google.SendAsync("GET", Jobs + "?maxResults=2&projection=full&stateFilter=done");
        Assert.Equal("c b", string.Join(' ', ((JsonArray)page["jobs"]!).Select(job => (string)job!["jobReference"]!["jobId"]!)));
        var rest = await google.SendAsync("GET", Jobs + "?pageToken=" + Uri.EscapeDataString((string)page["nextPageToken"]!));
        Assert.Equal("a", (string)Assert.Single((JsonArray)rest["jobs"]!)!["jobReference"]!["jobId"]!);

        await google.SendAsync("POST", Jobs + "/a/cancel", new JsonObject());
        await google.SendAsync("DELETE", Jobs + "/a/delete", status: 204);
        await google.RefusedAsync("GET", Jobs + "/a", 404);
    }

    [Theory]
    [InlineData("""{"configuration":{"load":{"sourceUris":["gs://b/o"]}}}""", 501, "not load jobs")]
    [InlineData("""{"configuration":{"query":{"query":"SELECT 1"}}}""", 400, "does not support legacy SQL")]
    [InlineData("""{}""", 400, "configuration")]
    public async Task That_the_emulator_cannot_run_are_refused_in_words(string body, int status, string words) =>
        Assert.Contains(words, await google.RefusedAsync("POST", Jobs, status, JsonNode.Parse(body)), StringComparison.Ordinal);
}
