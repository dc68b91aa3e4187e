using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary><c>jobs.query</c> and <c>jobs.getQueryResults</c> as Google's own Node client uses them.</summary>
public sealed class BigQuery_queries : IAsyncLifetime
{
    private const string Queries = "/bigquery/v2/projects/p/queries";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleOnLoopback.StartAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables", """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"i","type":"INTEGER"},{"name":"s","type":"STRING"}]}}""");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables/t/insertAll", """{"rows":[{"json":{"i":1,"s":"a"}},{"json":{"i":2,"s":"b"}},{"json":{"i":3,"s":"c"}}]}""");
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Theory]
    [InlineData("SELECT s FROM d.t WHERE i = @id", "named", """[{"name":"id","parameterType":{"type":"INT64"},"parameterValue":{"value":2}}]""", "b")]
    [InlineData("SELECT s FROM d.t WHERE i = @id", "NAMED", """[{"name":"id","parameterType":{"type":"INT64"},"parameterValue":{"value":"2"}}]""", "b")]
    [InlineData("SELECT s FROM d.t WHERE i = ? AND s = ?", "positional", """[{"parameterType":{"type":"INT64"},"parameterValue":{"value":2}},{"parameterType":{"type":"STRING"},"parameterValue":{"value":"b"}}]""", "b")]
    [InlineData("SELECT s FROM d.t WHERE i IN UNNEST(@ids) ORDER BY s", "named", """[{"name":"ids","parameterType":{"type":"ARRAY","arrayType":{"type":"INT64"}},"parameterValue":{"arrayValues":[{"value":1},{"value":3}]}}]""", "a,c")]
    [InlineData("SELECT FORMAT_TIMESTAMP('%Y', @at)", "named", """[{"name":"at","parameterType":{"type":"TIMESTAMP"},"parameterValue":{"value":"2026-01-01T00:00:00.000Z"}}]""", "2026")]
    public async Task Take_parameters(string sql, string mode, string parameters, string rows)
    {
        var answer = await google.SendAsync("POST", Queries + "?prettyPrint=false", new JsonObject
        {
            ["query"] = sql,
            ["useLegacySql"] = false,
            ["formatOptions"] = new JsonObject { ["useInt64Timestamp"] = true },
            ["parameterMode"] = mode,
            ["queryParameters"] = JsonNode.Parse(parameters),
        });

        Assert.Equal(rows, Values(answer));
        Assert.True((bool)answer["jobComplete"]!);
    }

    [Fact]
    public async Task Are_paged_and_go_on_where_they_stopped()
    {
        var first = await google.SendAsync("POST", Queries, """{"query":"SELECT i FROM d.t ORDER BY i","useLegacySql":false,"maxResults":2}""");
        Assert.Equal("1,2 of 3", $"{Values(first)} of {first["totalRows"]}");

        var rest = await google.SendAsync("GET", $"{Queries}/{first["jobReference"]!["jobId"]}?location=US&pageToken={Uri.EscapeDataString((string)first["pageToken"]!)}");

        Assert.Equal("3", Values(rest));
        Assert.Null(rest["pageToken"]);
        await google.RefusedAsync("GET", $"{Queries}/{first["jobReference"]!["jobId"]}?location=EU", 404);
    }

    [Fact]
    public async Task Sent_twice_with_one_requestId_run_once()
    {
        const string insert = """{"query":"INSERT INTO d.t (i, s) VALUES (9, 'z')","useLegacySql":false,"requestId":"r-1"}""";

        var first = await google.SendAsync("POST", Queries, insert);
        var second = await google.SendAsync("POST", Queries, insert);

        Assert.Equal("1", (string)first["numDmlAffectedRows"]!);
        Assert.Equal((string)first["jobReference"]!["jobId"]!, (string)second["jobReference"]!["jobId"]!);
        Assert.Equal("4", Values(await google.SendAsync("POST", Queries, """{"query":"SELECT COUNT(*) FROM d.t","useLegacySql":false}""")));
    }

    [Theory]
    [InlineData("""{"query":"SELECT 1"}""", "invalid", "does not support legacy SQL")]
    [InlineData("""{"query":"SELECT 1","useLegacySql":true}""", "invalid", "does not support legacy SQL")]
    [InlineData("""{"query":"SELEC 1","useLegacySql":false}""", "invalidQuery", "Syntax error")]
    [InlineData("""{"query":"SELECT nobody FROM d.t","useLegacySql":false}""", "invalidQuery", "nobody")]
    [InlineData("""{"query":"SELECT nobody FROM d.t","useLegacySql":false,"dryRun":true}""", "invalidQuery", "nobody")]
    [InlineData("""{"query":"SELECT i FROM d.t","useLegacySql":false,"maximumBytesBilled":"100"}""", "bytesBilledLimitExceeded", "Query exceeded limit for bytes billed: 100.")]
    [InlineData("""{"useLegacySql":false}""", "invalid", "query")]
    public async Task Are_refused_with_the_reason(string body, string reason, string words)
    {
        var error = (await google.SendAsync("POST", Queries, body, 400))["error"]!;

        Assert.Equal(reason, (string)error["errors"]![0]!["reason"]!);
        Assert.Contains(words, (string)error["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_table_that_does_not_exist_are_404() =>
        Assert.Contains("Not found: Table", await google.RefusedAsync("POST", Queries, 404, JsonNode.Parse("""{"query":"SELECT 1 FROM d.nobody","useLegacySql":false}""")), StringComparison.Ordinal);

    [Fact]
    public async Task Run_dry_say_what_they_would_read_and_leave_no_job()
    {
        var dry = await google.SendAsync("POST", Queries, """{"query":"SELECT i FROM d.t","useLegacySql":false,"dryRun":true}""");

        Assert.Equal("24 i", $"{dry["totalBytesProcessed"]} {dry["schema"]!["fields"]![0]!["name"]}");
        Assert.Empty((JsonArray)(await google.SendAsync("GET", "/bigquery/v2/projects/p/jobs"))["jobs"]!);
    }

    private static string Values(JsonObject answer) => string.Join(',', ((JsonArray)answer["rows"]!).Select(row => (string)row!["f"]![0]!["v"]!));
}
