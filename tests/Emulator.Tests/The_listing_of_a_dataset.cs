using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>The relation <c>__TABLES__</c> of every dataset.</summary>
public sealed class The_listing_of_a_dataset
{
    private const string Tables = "/bigquery/v2/projects/p/datasets/d/tables";

    [Fact]
    public async Task Has_a_row_for_every_table_and_view()
    {
        await using var google = await WithTablesAsync();
        Assert.Equal(
            [["p", "d", "t", "1763640000000", "0", "1"], ["p", "d", "v", "1763640000000", "0", "2"]],
            await RowsAsync(google, "SELECT project_id, dataset_id, table_id, creation_time, row_count, type FROM `p.d.__TABLES__` ORDER BY table_id"));
    }

    [Fact]
    public async Task Is_empty_for_an_empty_dataset_and_unknown_for_an_unknown_one()
    {
        await using var google = await WithTablesAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"empty"}}""");
        Assert.Empty(await RowsAsync(google, "SELECT table_id FROM `p`.empty.__TABLES__"));
        Assert.Equal("Not found: Dataset p:nowhere was not found at [1:15]", await google.RefusedAsync("POST", "/bigquery/v2/projects/p/queries", 404, Query("SELECT * FROM nowhere.__TABLES__")));
    }

    [Fact]
    public async Task Has_names_of_every_script_as_they_are()
    {
        await using var google = await WithTablesAsync();
        string[] names = ["a b", "ordéré-2026", "表", "_", "t_1"];
        foreach (var name in names) await google.SendAsync("POST", Tables, $$$"""{"tableReference":{"tableId":"{{{name}}}"},"schema":{"fields":[{"name":"id","type":"INTEGER"}]}}""");
        Assert.Equal(names.Concat(["t", "v"]).Order(StringComparer.Ordinal), (await RowsAsync(google, "SELECT table_id FROM `p.d.__TABLES__`")).Select(r => r[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Counts_rows_and_bytes_when_asked()
    {
        await using var google = await WithTablesAsync();
        await google.SendAsync("POST", $"{Tables}/t/insertAll", """{"rows":[{"json":{"id":1}},{"json":{"id":2}}]}""");
        Assert.Equal([["2", "16", "2"]], await RowsAsync(google, "SELECT a.row_count, a.size_bytes, COUNT(*) OVER () FROM d.__TABLES__ a JOIN d.__TABLES__ b ON a.type <= b.type WHERE a.table_id = 't'", take: 1));
    }

    [Theory]
    [InlineData("PATCH", Tables + "/t", """{"labels":{"team":"data"}}""")]
    [InlineData("PATCH", Tables + "/t", """{"description":"Rows."}""")]
    [InlineData("POST", Tables + "/t/insertAll", """{"rows":[{"json":{"id":1}}]}""")]
    [InlineData("POST", "/bigquery/v2/projects/p/queries", """{"useLegacySql":false,"query":"INSERT INTO d.t (id) VALUES (1)"}""")]
    [InlineData("POST", "/bigquery/v2/projects/p/queries", """{"useLegacySql":false,"query":"ALTER TABLE d.t ADD COLUMN name STRING"}""")]
    [InlineData("POST", "/bigquery/v2/projects/p/queries", """{"useLegacySql":false,"query":"CREATE OR REPLACE TABLE d.t (id INT64)"}""")]
    public async Task Shows_every_change_as_a_later_time_even_when_the_clock_stands_still(string method, string path, string body)
    {
        await using var google = await WithTablesAsync();
        var before = await ModifiedAsync(google);
        await google.SendAsync(method, path, body);
        var after = await ModifiedAsync(google);
        Assert.True(after > before, $"{after} is not later than {before}");
        Assert.Equal(after, long.Parse((string)(await google.SendAsync("GET", $"{Tables}/t"))["lastModifiedTime"]!));
    }

    [Fact]
    public async Task Shows_a_table_that_was_deleted_and_created_again_as_another_one()
    {
        await using var google = await WithTablesAsync();
        var before = await ModifiedAsync(google);
        await google.SendAsync("DELETE", $"{Tables}/t", status: 204);
        await google.SendAsync("POST", Tables, """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"id","type":"INTEGER"}]}}""");
        Assert.True(await ModifiedAsync(google) > before);
    }

    private static async Task<GoogleOnLoopback> WithTablesAsync()
    {
        var google = await GoogleOnLoopback.StartAsync("2025-11-20T12:00:00Z");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", Tables, """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"id","type":"INTEGER"}]}}""");
        await google.SendAsync("POST", Tables, """{"tableReference":{"tableId":"v"},"view":{"query":"SELECT id FROM d.t","useLegacySql":false}}""");
        return google;
    }

    private static async Task<long> ModifiedAsync(GoogleOnLoopback google) =>
        long.Parse((await RowsAsync(google, "SELECT last_modified_time FROM `p.d.__TABLES__` WHERE table_id = 't'"))[0][0]);

    private static JsonObject Query(string sql) => new() { ["query"] = sql, ["useLegacySql"] = false };

    private static async Task<List<List<string>>> RowsAsync(GoogleOnLoopback google, string sql, int? take = null)
    {
        var rows = (await google.SendAsync("POST", "/bigquery/v2/projects/p/queries", Query(sql)))["rows"]!.AsArray();
        return [.. rows.Take(take ?? rows.Count).Select(row => row!["f"]!.AsArray().Select(cell => (string)cell!["v"]!).ToList())];
    }
}
