using System.Net;
using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>What targets see when the clock is run forward.</summary>
public sealed class Scheduler_firing : IAsyncLifetime
{
    private readonly Target target = new();

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync() =>
        google = await GoogleOnLoopback.StartAsync("2026-11-20T12:00:00Z", routes: [new HttpRoute("sync.example.run.app", new Uri(target.Uri, "/local"))]);

    public async Task DisposeAsync()
    {
        await google.DisposeAsync();
        target.Dispose();
    }

    [Fact]
    public async Task Calls_the_target_with_the_method_headers_and_body_of_the_service()
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, new JsonObject
        {
            ["name"] = "projects/p/locations/l/jobs/sync",
            ["schedule"] = "0 4 * * *",
            ["timeZone"] = "America/Phoenix",
            ["httpTarget"] = new JsonObject
            {
                ["uri"] = target.Uri + "run?x=1",
                ["httpMethod"] = "PUT",
                ["body"] = "aGk=",
                ["headers"] = new JsonObject { ["X-Mine"] = "yes", ["User-Agent"] = "me", ["X-CloudScheduler"] = "no", ["Authorization"] = "Basic x" },
                ["oidcToken"] = new JsonObject { ["serviceAccountEmail"] = "sa@p.iam" },
            },
        });

        await google.RunTo("2026-11-21T12:00:00Z");

        var request = Assert.Single(target.Requests);
        Assert.Equal(("PUT", "/run?x=1", "hi"), (request.Method, request.Path, request.Body));
        Assert.Equal("Google-Cloud-Scheduler", request["User-Agent"]);
        Assert.Equal("true", request["X-CloudScheduler"]);
        Assert.Equal("sync", request["X-CloudScheduler-JobName"]);
        Assert.Equal("2026-11-21T11:00:00Z", request["X-CloudScheduler-ScheduleTime"]);
        Assert.Equal("application/octet-stream", request["Content-Type"]);
        Assert.Equal("yes", request["X-Mine"]);
        Assert.StartsWith("Bearer ", request["Authorization"], StringComparison.Ordinal);
        var job = await google.SendAsync("GET", GoogleOnLoopback.Jobs + "/sync");
        Assert.Equal("2026-11-21T11:00:00Z", (string)job["lastAttemptTime"]!);
        Assert.Equal("2026-11-22T11:00:00Z", (string)job["scheduleTime"]!);
        Assert.Empty((JsonObject)job["status"]!);
    }

    [Fact]
    public async Task Fires_a_night_of_eight_jobs_in_order_of_time()
    {
        for (var i = 0; i < 7; i++) await google.CreateJobAsync($"sync-{7 - i}", $"{i * 5} 2 * * *", target.Uri, "America/Phoenix");
        await google.CreateJobAsync("rebuild", "0 3 * * *", target.Uri);

        var fires = await google.RunTo("2026-11-21T12:00:00Z");

        Assert.Equal(["rebuild", "sync-7", "sync-6", "sync-5", "sync-4", "sync-3", "sync-2", "sync-1"], target.Requests.Select(request => request["X-CloudScheduler-JobName"]));
        Assert.Equal("2026-11-21T03:00:00Z 2026-11-21T09:00:00Z 2026-11-21T09:30:00Z",
            string.Join(' ', new[] { 0, 1, 7 }.Select(i => (string)fires[i]!["attemptTime"]!)));
        Assert.Equal("2026-11-21T12:00:00Z", (string)(await google.SendAsync("GET", "/emulator/clock"))["now"]!);
    }

    [Fact]
    public async Task Waits_for_each_target_before_time_goes_on()
    {
        var shown = new List<string>();
        target.Work = async () => shown.Add((string)(await google.SendAsync("GET", "/emulator/clock"))["now"]!);
        await google.CreateJobAsync("a", "0 * * * *", target.Uri);

        await google.SendAsync("POST", "/emulator/clock", """{"advance":"PT2H"}""");

        Assert.Equal(["2026-11-20T13:00:00Z", "2026-11-20T14:00:00Z"], shown);
    }

    [Fact]
    public async Task Leaves_a_paused_job_alone_and_loses_its_slots()
    {
        await google.CreateJobAsync("a", "0 * * * *", target.Uri);
        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:pause", new JsonObject());

        Assert.Empty(await google.RunTo("2026-11-20T15:30:00Z"));
        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:resume", new JsonObject());
        Assert.Single(await google.RunTo("2026-11-20T16:30:00Z"));

        Assert.Equal("2026-11-20T16:00:00Z", Assert.Single(target.Requests)["X-CloudScheduler-ScheduleTime"]);
    }

    [Fact]
    public async Task Retries_with_the_documented_waits_on_the_clock_until_the_target_acknowledges()
    {
        target.Answers = request => request < 4 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.NoContent;
        await google.CreateJobAsync("a", "0 13 * * *", target.Uri, retry: new() { ["retryCount"] = 5, ["minBackoffDuration"] = "10s" });

        var fires = await google.RunTo("2026-11-20T13:30:00Z");

        Assert.Equal("13:00:00Z 13:00:10Z 13:00:30Z 13:01:10Z", string.Join(' ', fires.Select(fire => ((string)fire!["attemptTime"]!)[11..])));
        Assert.Equal("14 14 14 0", string.Join(' ', fires.Select(fire => (int)fire!["status"]!["code"]!)));
        Assert.All(target.Requests, request => Assert.Equal("2026-11-20T13:00:00Z", request["X-CloudScheduler-ScheduleTime"]));
    }

    // Google's documented example: 10 s, at most 300 s, 3 doublings. With both limits set, retries go on until both are reached.
    [Fact]
    public async Task Waits_as_the_documented_example_says_and_until_both_limits_are_reached()
    {
        target.Answers = _ => HttpStatusCode.TooManyRequests;
        await google.CreateJobAsync("a", "0 13 * * *", target.Uri, retry: new()
        {
            ["retryCount"] = 5,
            ["maxRetryDuration"] = "1100s",
            ["minBackoffDuration"] = "10s",
            ["maxBackoffDuration"] = "300s",
            ["maxDoublings"] = 3,
        });

        var times = (await google.RunTo("2026-11-20T18:00:00Z")).Select(fire => NodaTime.Text.InstantPattern.General.Parse((string)fire!["attemptTime"]!).Value).ToList();

        Assert.Equal([10, 20, 40, 80, 160, 240, 300, 300], times.Zip(times.Skip(1), (before, after) => (int)(after - before).TotalSeconds));
    }

    [Fact]
    public async Task Does_not_retry_without_a_retry_count_and_keeps_the_status_of_the_failure()
    {
        target.Answers = _ => HttpStatusCode.InternalServerError;
        await google.CreateJobAsync("a", "0 13 * * *", target.Uri);

        Assert.Single(await google.RunTo("2026-11-20T18:00:00Z"));

        Assert.Equal(13, (int)(await google.SendAsync("GET", GoogleOnLoopback.Jobs + "/a"))["status"]!["code"]!);
    }

    [Fact]
    public async Task Gives_a_failed_execution_up_when_the_next_slot_comes()
    {
        target.Answers = _ => HttpStatusCode.InternalServerError;
        await google.CreateJobAsync("a", "0 * * * *", target.Uri, retry: new() { ["retryCount"] = 5, ["minBackoffDuration"] = "1500s" });

        var fires = await google.RunTo("2026-11-20T14:00:00Z");

        Assert.Equal("13:00:00Z 13:25:00Z 14:00:00Z", string.Join(' ', fires.Select(fire => ((string)fire!["attemptTime"]!)[11..])));
    }

    [Fact]
    public async Task Reaches_a_host_elsewhere_only_by_its_route()
    {
        await google.CreateJobAsync("routed", "0 13 * * *", new("https://sync.example.run.app/v2?a=b"));
        await google.CreateJobAsync("elsewhere", "0 14 * * *", new("https://sync.example.run.app.example.org/v2"));

        var fires = await google.RunTo("2026-11-20T15:00:00Z");

        Assert.Equal("/local/v2?a=b", Assert.Single(target.Requests).Path);
        Assert.Equal(7, (int)fires[1]!["status"]!["code"]!);
        Assert.Equal("The local Google calls only this machine, so https://sync.example.run.app.example.org/v2 was not called: "
            + "add a route from https://sync.example.run.app.example.org/ to a loopback address.", (string)fires[1]!["status"]!["message"]!);
    }

    [Fact]
    public async Task Does_not_follow_a_redirect_off_this_machine()
    {
        target.Answers = _ => HttpStatusCode.Redirect;
        target.Location = "https://elsewhere.example.org/";
        await google.CreateJobAsync("a", "0 13 * * *", target.Uri);

        var fire = Assert.Single(await google.RunTo("2026-11-20T14:00:00Z"));

        Assert.Equal(7, (int)fire!["status"]!["code"]!);
    }

    [Fact]
    public async Task Can_be_forced_even_while_the_job_is_paused()
    {
        await google.CreateJobAsync("a", "0 3 * * *", target.Uri);
        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:pause", new JsonObject());

        var job = await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:run", new JsonObject());

        Assert.Single(target.Requests);
        Assert.Equal("2026-11-20T12:00:00Z", (string)job["lastAttemptTime"]!);
    }

    [Fact]
    public async Task Says_what_could_not_be_delivered()
    {
        await google.SendAsync("POST", GoogleOnLoopback.Jobs, """{"schedule":"0 13 * * *","pubsubTarget":{"topicName":"projects/p/topics/t","data":"eA=="}}""");
        await google.CreateJobAsync("nobody-listens", "30 13 * * *", new("http://127.0.0.1:9/"));

        var fires = await google.RunTo("2026-11-20T14:00:00Z");

        Assert.Equal("12 14", string.Join(' ', fires.Select(fire => (int)fire!["status"]!["code"]!)));
    }
}
