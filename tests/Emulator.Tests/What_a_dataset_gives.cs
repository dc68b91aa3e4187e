using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>Access that BigQuery fills in, and expirations that new tables inherit.</summary>
public sealed class What_a_dataset_gives : IAsyncLifetime
{
    private const string All = "/bigquery/v2/projects/p/datasets";

    private const string Partitioned = """{"tableReference":{"tableId":"parts"},"timePartitioning":{"type":"DAY","field":"day"},"schema":{"fields":[{"name":"day","type":"DATE"}]}}""";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync() => google = await GoogleOnLoopback.StartAsync();

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Is_access_to_the_project_and_to_its_creator_unless_a_list_is_given()
    {
        var created = await google.SendAsync("POST", All, """{"datasetReference":{"datasetId":"d"}}""");
        Assert.Equal(["WRITER projectWriters", "OWNER projectOwners", "OWNER creator@local.invalid", "READER projectReaders"], Entries(created));
        var given = await google.SendAsync("POST", All, """
            {"datasetReference":{"datasetId":"e"},"access":[
              {"role":"roles/bigquery.dataOwner","userByEmail":"a@example.com"},{"role":"OWNER","userByEmail":"a@example.com"},
              {"role":"roles/bigquery.dataViewer","iamMember":"group:b@example.com"},{"view":{"projectId":"p","datasetId":"d","tableId":"v"}}]}
            """);
        Assert.Equal("""[{"role":"OWNER","userByEmail":"a@example.com"},{"role":"READER","groupByEmail":"b@example.com"},{"view":{"projectId":"p","datasetId":"d","tableId":"v"}}]""", given["access"]!.ToJsonString());
        Assert.Equal(4, Entries(await google.SendAsync("PATCH", All + "/d", """{"description":"x"}""")).Count);
        Assert.Contains("without a role", await google.RefusedAsync("PATCH", All + "/d", 400, JsonNode.Parse("""{"access":[{"userByEmail":"a@example.com"}]}""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_an_expiration_for_tables_and_views_that_are_created_afterwards()
    {
        await google.SendAsync("POST", All, """{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", All + "/d/tables", """{"tableReference":{"tableId":"before"},"schema":{"fields":[{"name":"a","type":"INTEGER"}]}}""");
        await google.SendAsync("PATCH", All + "/d", """{"defaultTableExpirationMs":3600000}""");
        var table = await google.SendAsync("POST", All + "/d/tables", """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"a","type":"INTEGER"}]}}""");
        Assert.Equal(3_600_000, Number(table, "expirationTime") - Number(table, "creationTime"));
        Assert.NotNull((await google.SendAsync("POST", All + "/d/tables", """{"tableReference":{"tableId":"v"},"view":{"query":"SELECT 1 AS a","useLegacySql":false}}"""))["expirationTime"]);
        Assert.NotNull((await google.SendAsync("POST", All + "/d/tables", Partitioned))["expirationTime"]);
        Assert.Equal("1", (string)(await google.SendAsync("POST", All + "/d/tables", """{"tableReference":{"tableId":"own"},"expirationTime":"1","schema":{"fields":[{"name":"a","type":"INTEGER"}]}}"""))["expirationTime"]!);
        Assert.Null((await google.SendAsync("GET", All + "/d/tables/before"))["expirationTime"]);
        await google.SendAsync("POST", "/bigquery/v2/projects/p/queries", """{"query":"CREATE TABLE d.by_sql AS SELECT 1 AS a","useLegacySql":false}""");
        Assert.NotNull((await google.SendAsync("GET", All + "/d/tables/by_sql"))["expirationTime"]);
    }

    [Fact]
    public async Task Is_an_expiration_of_partitions_which_takes_the_place_of_the_tables_own()
    {
        await google.SendAsync("POST", All, """{"datasetReference":{"datasetId":"d"},"defaultTableExpirationMs":"3600000","defaultPartitionExpirationMs":"86400000"}""");
        var inherited = await google.SendAsync("POST", All + "/d/tables", Partitioned);
        Assert.Equal("86400000", (string)inherited["timePartitioning"]!["expirationMs"]!);
        Assert.Null(inherited["expirationTime"]);
        var own = await google.SendAsync("POST", All + "/d/tables", Partitioned.Replace("parts", "own", StringComparison.Ordinal).Replace("\"DAY\"", "\"DAY\",\"expirationMs\":\"1000\"", StringComparison.Ordinal));
        Assert.Equal("1000", (string)own["timePartitioning"]!["expirationMs"]!);
    }

    [Fact]
    public async Task Is_never_a_life_of_less_than_an_hour() => Assert.Contains(
        "3600000", await google.RefusedAsync("POST", All, 400, JsonNode.Parse("""{"datasetReference":{"datasetId":"d"},"defaultTableExpirationMs":"3599999"}""")), StringComparison.Ordinal);

    [Fact]
    public async Task Is_room_for_a_column_of_lists_in_a_table_with_rows()
    {
        await google.SendAsync("POST", All, """{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", "/bigquery/v2/projects/p/queries", """{"query":"CREATE TABLE d.t AS SELECT 1 AS a","useLegacySql":false}""");
        await google.SendAsync("PATCH", All + "/d/tables/t", """{"schema":{"fields":[{"name":"a","type":"INTEGER"},{"name":"tags","type":"STRING","mode":"REPEATED"}]}}""");
        var answer = await google.SendAsync("POST", "/bigquery/v2/projects/p/queries", """{"query":"SELECT ARRAY_LENGTH(tags) AS n FROM d.t","useLegacySql":false}""");
        Assert.Equal("0", (string)answer["rows"]![0]!["f"]![0]!["v"]!);
    }

    private static List<string> Entries(JsonObject dataset) => [.. dataset["access"]!.AsArray().Select(e => $"{e!["role"]} {e["specialGroup"] ?? e["userByEmail"]}")];

    private static long Number(JsonObject json, string name) => long.Parse((string)json[name]!);
}
