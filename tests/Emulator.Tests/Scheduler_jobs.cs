using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>The resource as Google's own client drives it.</summary>
public sealed class Scheduler_jobs : IAsyncLifetime
{
    private const string Http = """{"name":"projects/p/locations/l/jobs/a","schedule":"0 3 * * *","timeZone":"America/Phoenix","httpTarget":{"uri":"https://worker.example.com/run","httpMethod":1}}""";

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync() => google = await GoogleOnLoopback.StartAsync();

    public async Task DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task Are_created_as_the_official_client_asks_and_answered_with_every_default_filled()
    {
        var job = await google.SendAsync("POST", GoogleOnLoopback.Jobs + "?$alt=json;enum-encoding=int", """
            {"name":"projects/p/locations/l/jobs/a","description":"nightly","schedule":"0 3 * * *","timeZone":"America/Phoenix","attemptDeadline":"180s",
             "retryConfig":{"retryCount":3,"minBackoffDuration":"5.500s"},"unknown":{"field":1},
             "httpTarget":{"uri":"https://worker.example.com/run","httpMethod":1,"body":"aGk=","headers":{"X-A":"1"},"oidcToken":{"serviceAccountEmail":"sa@p.iam"}}}
            """);

        var expected = JsonNode.Parse("""
            {"name":"projects/p/locations/l/jobs/a","description":"nightly",
             "httpTarget":{"uri":"https://worker.example.com/run","httpMethod":"POST","headers":{"X-A":"1"},"body":"aGk=",
               "oidcToken":{"serviceAccountEmail":"sa@p.iam","audience":"https://worker.example.com/run"}},
             "schedule":"0 3 * * *","timeZone":"America/Phoenix",
             "retryConfig":{"retryCount":3,"maxRetryDuration":"0s","minBackoffDuration":"5.500s","maxBackoffDuration":"3600s","maxDoublings":5},
             "attemptDeadline":"180s","userUpdateTime":"2026-11-20T12:00:00Z","state":"ENABLED","scheduleTime":"2026-11-21T10:00:00Z"}
            """);
        Assert.True(JsonNode.DeepEquals(expected, job), job.ToJsonString());
        Assert.True(JsonNode.DeepEquals(expected, await google.SendAsync("GET", GoogleOnLoopback.Jobs + "/a")));
    }

    [Fact]
    public async Task Get_a_name_when_they_are_created_without_one()
    {
        var job = await google.SendAsync("POST", GoogleOnLoopback.Jobs, """{"schedule":"0 3 * * *","pubsubTarget":{"topicName":"projects/p/topics/t","data":"eA==","attributes":{"a":"b"}}}""");

        Assert.StartsWith("projects/p/locations/l/jobs/", (string)job["name"]!, StringComparison.Ordinal);
        Assert.Null(job["attemptDeadline"]);
        Assert.Equal("UTC", (string)job["timeZone"]!);
    }

    [Fact]
    public async Task Are_refused_when_the_name_is_taken()
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, Http);

        Assert.Equal("Job projects/p/locations/l/jobs/a already exists.", await google.RefusedAsync("POST", GoogleOnLoopback.Jobs, 409, JsonNode.Parse(Http)));
    }

    [Theory]
    [InlineData("""{"schedule":"0 3 * * *","timeZone":"Mars/Olympus","httpTarget":{"uri":"http://a/"}}""", "Schedule or time zone is invalid.")]
    [InlineData("""{"schedule":"nonsense","httpTarget":{"uri":"http://a/"}}""", "Schedule or time zone is invalid.")]
    [InlineData("""{"httpTarget":{"uri":"http://a/"}}""", "Schedule or time zone is invalid.")]
    [InlineData("""{"schedule":"0 3 * * *"}""", "exactly one target")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"},"pubsubTarget":{"topicName":"projects/p/topics/t","data":"eA=="}}""", "exactly one target")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"ftp://a/"}}""", "job.httpTarget.uri")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/","httpMethod":"GET","body":"aGk="}}""", "GET takes no body")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/","httpMethod":"FETCH"}}""", "'FETCH' is none of")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/","body":"%%%"}}""", "not base64")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"},"retryConfig":{"retryCount":6}}""", "6 is not between 0 and 5")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"},"attemptDeadline":"14s"}""", "14s is not between 15 seconds and 30 minutes")]
    [InlineData("""{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"},"attemptDeadline":"soon"}""", "'soon' is not a duration")]
    [InlineData("""{"name":"projects/p/locations/l/jobs/a b","schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"}}""", "Job name must be formatted")]
    [InlineData("""{"name":"projects/q/locations/l/jobs/a","schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"}}""", "Job name must be formatted")]
    [InlineData("""{"schedule":"0 3 * * *","pubsubTarget":{"topicName":"projects/p/topics/t"}}""", "data or at least one attribute")]
    public async Task Are_refused_with_the_field_that_is_wrong(string body, string words) =>
        Assert.Contains(words, await google.RefusedAsync("POST", GoogleOnLoopback.Jobs, 400, JsonNode.Parse(body)), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET", "/nobody")]
    [InlineData("PATCH", "/nobody")]
    [InlineData("DELETE", "/nobody")]
    [InlineData("POST", "/nobody:pause")]
    [InlineData("POST", "/nobody:resume")]
    [InlineData("POST", "/nobody:run")]
    public async Task That_do_not_exist_are_404(string method, string path)
    {
        var error = (await google.SendAsync(method, GoogleOnLoopback.Jobs + path, new JsonObject(), 404))["error"]!;
        Assert.Equal("NOT_FOUND", (string)error["status"]!);
    }

    [Theory]
    [InlineData("schedule,time_zone,http_target.uri")]
    [InlineData("schedule,timeZone,httpTarget.uri")]
    public async Task Are_patched_field_by_field_and_the_rest_stays(string mask)
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, Http);

        var job = await google.SendAsync("PATCH", $"{GoogleOnLoopback.Jobs}/a?updateMask={mask}", """{"schedule":"0 4 * * *","timeZone":"UTC","description":"not in the mask","httpTarget":{"uri":"https://b.example.com/"}}""");

        Assert.Equal("0 4 * * *", (string)job["schedule"]!);
        Assert.Equal("2026-11-21T04:00:00Z", (string)job["scheduleTime"]!);
        Assert.Equal("https://b.example.com/", (string)job["httpTarget"]!["uri"]!);
        Assert.Equal("POST", (string)job["httpTarget"]!["httpMethod"]!);
        Assert.Null(job["description"]);
    }

    [Fact]
    public async Task Keep_their_pause_and_their_fields_when_a_patch_is_refused()
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, Http);
        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:pause", new JsonObject());
        var before = await google.SendAsync("GET", GoogleOnLoopback.Jobs + "/a");

        await google.RefusedAsync("PATCH", GoogleOnLoopback.Jobs + "/a?updateMask=schedule", 400, new JsonObject { ["schedule"] = "at some time" });
        await google.RefusedAsync("PATCH", GoogleOnLoopback.Jobs + "/a?updateMask=colour", 400, new JsonObject { ["colour"] = "red" });

        Assert.True(JsonNode.DeepEquals(before, await google.SendAsync("GET", GoogleOnLoopback.Jobs + "/a")));
        Assert.Equal("PAUSED", (string)before["state"]!);
    }

    [Fact]
    public async Task Are_paused_and_resumed_only_from_the_other_state()
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, Http);

        await google.RefusedAsync("POST", GoogleOnLoopback.Jobs + "/a:resume", 400);
        Assert.Equal("PAUSED", (string)(await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:pause", new JsonObject()))["state"]!);
        await google.RefusedAsync("POST", GoogleOnLoopback.Jobs + "/a:pause", 400);
        Assert.Equal("ENABLED", (string)(await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:resume", new JsonObject()))["state"]!);
    }

    [Fact]
    public async Task Are_listed_page_by_page_by_name_and_only_those_of_the_location()
    {
        foreach (var name in (string[])["c", "a", "b"]) await google.CreateJobAsync(name, "0 3 * * *", new("http://127.0.0.1:9/"));
        await google.SendAsync("POST", "/v1/projects/p/locations/l2/jobs", """{"schedule":"0 3 * * *","httpTarget":{"uri":"http://a/"}}""");

        var names = new List<string>();
        string? token = null;
        do
        {
            var page = await google.SendAsync("GET", $"{GoogleOnLoopback.Jobs}?pageSize=1&pageToken={Uri.EscapeDataString(token ?? "")}");
            names.Add((string)Assert.Single((JsonArray)page["jobs"]!)!["name"]!);
            token = (string?)page["nextPageToken"];
        }
        while (token is not null);

        Assert.Equal(["projects/p/locations/l/jobs/a", "projects/p/locations/l/jobs/b", "projects/p/locations/l/jobs/c"], names);
        await google.RefusedAsync("GET", GoogleOnLoopback.Jobs + "?pageToken=%C3%A4", 400);
    }

    [Fact]
    public async Task Are_gone_after_their_deletion()
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, Http);

        Assert.Empty(await google.SendAsync("DELETE", GoogleOnLoopback.Jobs + "/a"));

        await google.RefusedAsync("GET", GoogleOnLoopback.Jobs + "/a", 404);
    }
}
