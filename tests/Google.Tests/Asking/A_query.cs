using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class A_query
{
    [Fact]
    public async Task Is_waited_for_and_read_to_its_last_page()
    {
        var google = new RecordedGoogle("query-in-pages");
        var answer = await Given.Warehouse(google).QueryAsync(new Query("SELECT 1", []), default);
        google.AssertOver();
        Assert.Equal((10_485_760L, "job_1"), (answer.BytesProcessed, answer.JobId));
        Assert.Equal(["day DATE", "at TIMESTAMP", "tags STRING", "who STRUCT", "lines STRUCT"], answer.Columns.Select(c => $"{c.Name} {c.Type}"));
        Assert.Equal(
            ["\"2026-11-20\" \"1795240800000000\" [\"a\",\"b\"] {\"id\":\"7\",\"_field_2\":null} [{\"sku\":\"x\"}]", "\"2026-11-21\" null [] null []"],
            answer.Rows.Select(r => string.Join(' ', r.Select(v => v?.ToJsonString() ?? "null"))));
    }

    [Fact]
    public async Task Is_sent_as_GoogleSQL_with_named_parameters_and_a_limit()
    {
        var server = Done();
        await Given.Warehouse(server).QueryAsync(
            new Query("SELECT @day, @ids", [new("day", "DATE", "2026-11-20"), new("ids", "INT64", null, ["1", "2"]), new("none", "STRING", null)], 1_000_000),
            default);
        var body = server.Requests[0].Body!.AsObject();
        Assert.Matches("^[0-9a-f]{32}$", (string?)body["requestId"]);
        body.Remove("requestId");
        Assert.Equal(
            JsonNode.Parse("""
                {
                  "query": "SELECT @day, @ids", "useLegacySql": false, "parameterMode": "NAMED",
                  "queryParameters": [
                    { "name": "day", "parameterType": { "type": "DATE" }, "parameterValue": { "value": "2026-11-20" } },
                    { "name": "ids", "parameterType": { "type": "ARRAY", "arrayType": { "type": "INT64" } }, "parameterValue": { "arrayValues": [{ "value": "1" }, { "value": "2" }] } },
                    { "name": "none", "parameterType": { "type": "STRING" }, "parameterValue": {} }
                  ],
                  "maximumBytesBilled": "1000000", "timeoutMs": 3000, "formatOptions": { "useInt64Timestamp": true }
                }
                """)!.ToJsonString(),
            body.ToJsonString());
    }

    [Fact]
    public async Task Has_one_request_id_over_all_its_tries_and_another_the_next_time()
    {
        var server = new Answering((_, n) => n == 1 ? AnsweringHandler.BigQueryError(503, "backendError", "Busy") : Complete());
        var warehouse = Given.Warehouse(server);
        await warehouse.QueryAsync(new Query("SELECT 1", []), default);
        await warehouse.QueryAsync(new Query("SELECT 1", []), default);
        var ids = server.Requests.Select(r => (string?)r.Body!["requestId"]).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[1], ids[2]);
    }

    [Fact]
    public async Task That_fails_while_it_runs_is_told_with_Googles_reason()
    {
        var server = new Answering((asked, _) => asked.Method == "POST"
            ? AnsweringHandler.Text(200, """{"jobComplete":false,"jobReference":{"jobId":"j"}}""")
            : AnsweringHandler.BigQueryError(400, "resourcesExceeded", "Resources exceeded during query execution."));
        var failed = await Assert.ThrowsAsync<GoogleQueryException>(() => Given.Warehouse(server).QueryAsync(new Query("SELECT 1", []), default));
        Assert.Equal("The query in projects/acme failed. Google says: Resources exceeded during query execution (HTTP 400, resourcesExceeded).", failed.Message);
    }

    [Theory]
    [InlineData("""{"jobComplete":true}""", "it names no job")]
    [InlineData("""{"jobComplete":true,"jobReference":{"jobId":"j"},"rows":[{"f":[{"v":"1"}]}]}""", "a row has not the 0 values of its columns")]
    [InlineData("""{"jobComplete":true,"jobReference":{"jobId":"j"},"schema":{"fields":[{"name":"a","type":"RECORD"}]},"rows":[{"f":[{"v":{}}]}]}""", "a list or struct in a row has not the form of its column")]
    public async Task With_an_answer_of_another_form_is_refused(string answer, string what)
    {
        var failed = await Assert.ThrowsAsync<GoogleAnswerException>(() =>
            Given.Warehouse(new Answering((_, _) => AnsweringHandler.Text(200, answer))).QueryAsync(new Query("SELECT 1", []), default));
        Assert.Contains(what, failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Can_be_tried_dry()
    {
        var google = new RecordedGoogle("dry-run");
        var warehouse = Given.Warehouse(google);
        var dry = await warehouse.DryRunAsync(new Query("SELECT @n AS n", [new("n", "INT64", "1")]), default);
        Assert.Equal((4096L, "SELECT", "n INT64"), (dry.BytesProcessed, dry.StatementType, $"{dry.Columns[0].Name} {dry.Columns[0].Type}"));
        var failed = await Assert.ThrowsAsync<GoogleQueryException>(() => warehouse.DryRunAsync(new Query("SELECT x", []), default));
        Assert.Equal(("invalidQuery", "Unrecognized name: x at [1:8]"), (failed.Reason, failed.Said));
        google.AssertOver();
    }

    private static Answering Done() => new((_, _) => Complete());

    private static HttpResponseMessage Complete() => AnsweringHandler.Text(200, """{"jobComplete":true,"jobReference":{"jobId":"j"},"totalBytesProcessed":0}""");
}
