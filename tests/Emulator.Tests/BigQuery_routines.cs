using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class BigQuery_routines : IAsyncLifetime
{
    private const string All = "/bigquery/v2/projects/p/datasets/d/routines";

    private const string Cents = """
        {"routineReference":{"routineId":"cents"},"routineType":"SCALAR_FUNCTION","definitionBody":"x / 100","description":"Money",
         "arguments":[{"name":"x","dataType":{"typeKind":"INT64"}}],"returnType":{"typeKind":"FLOAT64"}}
        """;

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync()
    {
        google = await GoogleOnLoopback.StartAsync();
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
    }

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Are_created_filled_in_and_read_back_the_same()
    {
        var created = await google.SendAsync("POST", All, Cents);
        Assert.Equal("""{"projectId":"p","datasetId":"d","routineId":"cents"}""", created["routineReference"]!.ToJsonString());
        Assert.Equal("SQL 1795176000000 x / 100 INT64", $"{created["language"]} {created["creationTime"]} {created["definitionBody"]} {created["arguments"]![0]!["dataType"]!["typeKind"]}");
        Assert.True(JsonNode.DeepEquals(created, await google.SendAsync("GET", "/projects/p/datasets/d/routines/cents")));
    }

    [Fact]
    public async Task Are_replaced_whole_by_an_update_when_the_etag_fits()
    {
        var created = await google.SendAsync("POST", All, Cents);
        var changed = JsonNode.Parse(Cents)!.AsObject();
        changed.Remove("description");
        changed["definitionBody"] = "x / 1000";
        var updated = await google.SendAsync("PUT", All + "/cents", changed, ifMatch: (string)created["etag"]!);
        Assert.Null(updated["description"]);
        Assert.Equal("x / 1000", (string)updated["definitionBody"]!);
        Assert.NotEqual((string)created["etag"]!, (string)updated["etag"]!);
        await google.SendAsync("PUT", All + "/cents", changed, 412, ifMatch: (string)created["etag"]!);
        Assert.Contains("no method PATCH", await google.RefusedAsync("PATCH", All + "/cents", 404, changed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_409_when_they_exist_and_404_when_they_do_not()
    {
        await google.SendAsync("POST", All, Cents);
        Assert.Equal("Already Exists: Routine p:d.cents", await google.RefusedAsync("POST", All, 409, JsonNode.Parse(Cents)));
        await google.SendAsync("DELETE", All + "/cents", status: 204);
        foreach (var method in new[] { "GET", "PUT", "DELETE" })
            Assert.Equal("Not found: Routine p:d.cents", await google.RefusedAsync(method, All + "/cents", 404, method == "PUT" ? JsonNode.Parse(Cents) : null));
        Assert.Equal("Not found: Dataset p:nowhere", await google.RefusedAsync("GET", All.Replace("/d/", "/nowhere/", StringComparison.Ordinal), 404));
    }

    [Fact]
    public async Task Are_listed_page_by_page_with_less_than_the_whole()
    {
        foreach (var name in (string[])["b", "a", "c"]) await google.SendAsync("POST", All, Cents.Replace("cents", name, StringComparison.Ordinal));
        var first = await google.SendAsync("GET", All + "?maxResults=2");
        var second = await google.SendAsync("GET", All + "?maxResults=2&pageToken=" + Uri.EscapeDataString((string)first["nextPageToken"]!));
        var listed = first["routines"]!.AsArray().Concat(second["routines"]!.AsArray()).ToList();
        Assert.Equal(["a", "b", "c"], listed.Select(r => (string)r!["routineReference"]!["routineId"]!));
        Assert.All(listed, r => Assert.Null(r!["definitionBody"]));
        Assert.Null(second["nextPageToken"]);
    }

    [Fact]
    public async Task Go_with_their_dataset_only_when_told_so()
    {
        await google.SendAsync("POST", All, Cents);
        Assert.Equal("resourceInUse", (string)(await google.SendAsync("DELETE", "/bigquery/v2/projects/p/datasets/d", status: 400))["error"]!["errors"]![0]!["reason"]!);
        await google.SendAsync("DELETE", "/bigquery/v2/projects/p/datasets/d?deleteContents=true", status: 204);
        await google.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
        Assert.Empty((await google.SendAsync("GET", All))["routines"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"routineReference":{"routineId":"a-b"},"routineType":"PROCEDURE","definitionBody":"SELECT 1"}""", "Invalid routine ID \"a-b\"")]
    [InlineData("""{"routineReference":{"routineId":"a"},"routineType":"MACRO","definitionBody":"1"}""", "MACRO is not a valid value")]
    [InlineData("""{"routineReference":{"routineId":"a"},"routineType":"SCALAR_FUNCTION"}""", "definitionBody")]
    [InlineData("""{"routineReference":{"routineId":"a"},"routineType":"SCALAR_FUNCTION","definitionBody":"x","arguments":[{"name":"x"}]}""", "has no dataType")]
    public async Task Are_refused_with_what_is_wrong(string body, string words) =>
        Assert.Contains(words, await google.RefusedAsync("POST", All, 400, JsonNode.Parse(body)), StringComparison.Ordinal);

    [Fact]
    public async Task Are_there_again_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-routines-").FullName;
        try
        {
            await using (var before = await GoogleOnLoopback.StartAsync(dataFolder: folder))
            {
                await before.SendAsync("POST", "/bigquery/v2/projects/p/datasets", """{"datasetReference":{"datasetId":"d"}}""");
                await before.SendAsync("POST", All, Cents);
            }

            await using var after = await GoogleOnLoopback.StartAsync(dataFolder: folder);
            Assert.Equal("x / 100", (string)(await after.SendAsync("GET", All + "/cents"))["definitionBody"]!);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
