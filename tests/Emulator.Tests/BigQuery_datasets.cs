using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>The requests are those that Google's own Node client sends.</summary>
public sealed class BigQuery_datasets : IAsyncLifetime
{
    private const string All = "/bigquery/v2/projects/p/datasets";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync() => google = await GoogleOnLoopback.StartAsync();

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Are_created_without_a_project_in_the_reference_and_read_back_the_same()
    {
        var created = await google.SendAsync("POST", All + "?prettyPrint=false", """{"location":"EU","labels":{"owner":"data"},"datasetReference":{"datasetId":"d"}}""");

        Assert.Equal("bigquery#dataset", (string)created["kind"]!);
        Assert.Equal("p:d", (string)created["id"]!);
        Assert.Equal("EU", (string)created["location"]!);
        Assert.Equal("p", (string)created["datasetReference"]!["projectId"]!);
        Assert.Equal("1795176000000", (string)created["creationTime"]!);
        Assert.EndsWith("/bigquery/v2/projects/p/datasets/d", (string)created["selfLink"]!, StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(created, await google.SendAsync("GET", "/projects/p/datasets/d")));
    }

    [Fact]
    public async Task Are_409_when_they_exist_and_404_when_they_do_not()
    {
        var body = JsonNode.Parse("""{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", All, body);

        var duplicate = (await google.SendAsync("POST", All, body, 409))["error"]!;
        Assert.Equal("duplicate Already Exists: Dataset p:d", $"{duplicate["errors"]![0]!["reason"]} {duplicate["message"]}");
        var missing = (await google.SendAsync("GET", All + "/nobody", status: 404))["error"]!;
        Assert.Equal("notFound Not found: Dataset p:nobody", $"{missing["errors"]![0]!["reason"]} {missing["message"]}");
    }

    [Fact]
    public async Task Are_patched_label_by_label_and_replaced_by_an_update()
    {
        await google.SendAsync("POST", All, """{"description":"old","labels":{"a":"1","b":"2"},"datasetReference":{"datasetId":"d"}}""");

        var patched = await google.SendAsync("PATCH", All + "/d", """{"labels":{"a":null,"c":"3"}}""");
        Assert.Equal("""{"b":"2","c":"3"}""", patched["labels"]!.ToJsonString());
        Assert.Equal("old", (string)patched["description"]!);

        var updated = await google.SendAsync("PUT", All + "/d", """{"friendlyName":"F"}""");
        Assert.Null(updated["labels"]);
        Assert.Equal("F", (string)updated["friendlyName"]!);
    }

    [Fact]
    public async Task Are_changed_only_when_the_etag_still_fits()
    {
        await google.SendAsync("POST", All, """{"datasetReference":{"datasetId":"d"}}""");
        var whole = await google.SendAsync("GET", All + "/d");
        whole["description"] = "first";

        await google.SendAsync("PATCH", All + "/d", whole, ifMatch: (string)whole["etag"]!);
        var error = (await google.SendAsync("PATCH", All + "/d", whole, 412, ifMatch: $"\"{whole["etag"]}\""))["error"]!;

        Assert.Equal("conditionNotMet", (string)error["errors"]![0]!["reason"]!);
        await google.SendAsync("PATCH", All + "/d", whole, ifMatch: "*");
    }

    [Fact]
    public async Task With_tables_are_deleted_only_when_told_so()
    {
        await google.SendAsync("POST", All, """{"datasetReference":{"datasetId":"d"}}""");
        await google.SendAsync("POST", All + "/d/tables", """{"tableReference":{"tableId":"t"},"schema":{"fields":[{"name":"a","type":"INTEGER"}]}}""");

        Assert.Equal("resourceInUse", (string)(await google.SendAsync("DELETE", All + "/d", status: 400))["error"]!["errors"]![0]!["reason"]!);
        await google.SendAsync("DELETE", All + "/d?deleteContents=true", status: 204);
        await google.SendAsync("GET", All + "/d", status: 404);
    }

    [Fact]
    public async Task Are_listed_page_by_page()
    {
        foreach (var name in (string[])["b", "a", "c"]) await google.SendAsync("POST", All, new JsonObject { ["datasetReference"] = new JsonObject { ["datasetId"] = name } });

        var first = await google.SendAsync("GET", All + "?maxResults=2");
        var second = await google.SendAsync("GET", All + "?maxResults=2&pageToken=" + Uri.EscapeDataString((string)first["nextPageToken"]!));

        Assert.Equal("p:a p:b p:c", string.Join(' ', ((JsonArray)first["datasets"]!).Concat((JsonArray)second["datasets"]!).Select(dataset => (string)dataset!["id"]!)));
        Assert.Null(second["nextPageToken"]);
    }

    [Theory]
    [InlineData("""{"datasetReference":{"datasetId":"a-b"}}""", "Invalid dataset ID \"a-b\"")]
    [InlineData("""{}""", "datasetReference.datasetId")]
    [InlineData("""{"datasetReference":{"datasetId":"d"},"labels":{"Upper":"x"}}""", "Label key \"Upper\"")]
    public async Task Are_refused_with_what_is_wrong(string body, string words) =>
        Assert.Contains(words, await google.RefusedAsync("POST", All, 400, JsonNode.Parse(body)), StringComparison.Ordinal);
}
