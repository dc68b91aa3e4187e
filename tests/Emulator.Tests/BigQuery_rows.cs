using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class BigQuery_rows : IAsyncLifetime
{
    private const string Table = "/bigquery/v2/projects/p/datasets/d/tables/t";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleOnLoopback.StartAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets/d/tables", """
            {"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"i","type":"INTEGER"},{"name":"f","type":"FLOAT"},{"name":"b","type":"BOOLEAN"},
              {"name":"s","type":"STRING"},{"name":"at","type":"TIMESTAMP"},{"name":"day","type":"DATE"},{"name":"tags","type":"STRING","mode":"REPEATED"},
              {"name":"r","type":"RECORD","fields":[{"name":"x","type":"NUMERIC"},{"name":"y","type":"BYTES"}]}]}}
            """);
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Come_back_as_texts_in_the_order_of_the_schema()
    {
        var answer = await google.SendAsync("POST", Table + "/insertAll", """
            {"rows":[{"insertId":"1","json":{"i":"9007199254740993","f":1,"b":true,"s":"é","at":"2026-01-01T00:00:00.5Z","day":"2026-01-02","tags":["a","b"],"r":{"x":"1.50","y":"aGk="}}},
                     {"json":{"i":2}}]}
            """);
        Assert.Null(answer["insertErrors"]);

        var list = await google.SendAsync("GET", Table + "/data?formatOptions.useInt64Timestamp=true");

        Assert.Equal("2", (string)list["totalRows"]!);
        Assert.Equal("""{"f":[{"v":"9007199254740993"},{"v":"1.0"},{"v":"true"},{"v":"é"},{"v":"1767225600500000"},{"v":"2026-01-02"},{"v":[{"v":"a"},{"v":"b"}]},{"v":{"f":[{"v":"1.5"},{"v":"aGk="}]}}]}""",
            System.Text.RegularExpressions.Regex.Unescape(list["rows"]![0]!.ToJsonString()));
        Assert.Equal("""{"f":[{"v":"2"},{"v":null},{"v":null},{"v":null},{"v":null},{"v":null},{"v":[]},{"v":null}]}""", list["rows"]![1]!.ToJsonString());
        Assert.Equal("1767225600.5", (string)(await google.SendAsync("GET", Table + "/data?selectedFields=at&maxResults=1"))["rows"]![0]!["f"]![0]!["v"]!);
    }

    [Fact]
    public async Task Are_paged_with_pageToken()
    {
        await google.SendAsync("POST", Table + "/insertAll", """{"rows":[{"json":{"i":1}},{"json":{"i":2}},{"json":{"i":3}}]}""");

        var first = await google.SendAsync("GET", Table + "/data?maxResults=2&selectedFields=i");
        var second = await google.SendAsync("GET", $"{Table}/data?maxResults=2&selectedFields=i&pageToken={Uri.EscapeDataString((string)first["pageToken"]!)}");

        Assert.Equal("1 2 3", string.Join(' ', ((JsonArray)first["rows"]!).Concat((JsonArray)second["rows"]!).Select(row => (string)row!["f"]![0]!["v"]!)));
        Assert.Null(second["pageToken"]);
        Assert.Equal("3", (string)(await google.SendAsync("GET", Table + "/data?startIndex=2"))["rows"]![0]!["f"]![0]!["v"]!);
    }

    [Fact]
    public async Task Are_inserted_all_or_none_unless_the_invalid_ones_are_skipped()
    {
        const string mixed = """[{"json":{"i":1}},{"json":{"i":"many"}},{"json":{"nobody":1}}]""";

        var refused = await google.SendAsync("POST", Table + "/insertAll", $$"""{"rows":{{mixed}}}""");
        Assert.Equal("0 stopped, 1 invalid, 2 invalid", string.Join(", ", ((JsonArray)refused["insertErrors"]!).Select(row => $"{row!["index"]} {row["errors"]![0]!["reason"]}")));
        Assert.Equal("0", (string)(await google.SendAsync("GET", Table + "/data"))["totalRows"]!);

        await google.SendAsync("POST", Table + "/insertAll", $$"""{"skipInvalidRows":true,"ignoreUnknownValues":true,"rows":{{mixed}}}""");
        Assert.Equal("2", (string)(await google.SendAsync("GET", Table + "/data"))["totalRows"]!);
    }
}
