using System.Net;
using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

/// <summary>Jobs whose schedules are English-like, on virtual time.</summary>
public sealed class English_like_jobs : IAsyncLifetime
{
    private readonly Target target = new();

    private GoogleOnLoopback google = null!;

    public async Task InitializeAsync() => google = await GoogleOnLoopback.StartAsync("2026-11-20T12:02:00Z");

    public async Task DisposeAsync()
    {
        await google.DisposeAsync();
        target.Dispose();
    }

    [Theory] // 2026-11-20 is a Friday.
    [InlineData("every friday 12:30", "UTC", "2026-11-20T12:30:00Z 2026-11-27T12:30:00Z")]
    [InlineData("every day 05:30", "America/Phoenix", "2026-11-20T12:30:00Z 2026-11-21T12:30:00Z 2026-11-22T12:30:00Z")]
    [InlineData("1st tuesday of dec 00:00", "UTC", "2026-12-01T00:00:00Z")]
    [InlineData("every 12 hours synchronized", "UTC", "2026-11-21T00:00:00Z 2026-11-21T12:00:00Z 2026-11-22T00:00:00Z")]
    [InlineData("every 30 minutes from 12:15 to 13:00", "UTC", "2026-11-20T12:15:00Z 2026-11-20T12:45:00Z 2026-11-21T12:15:00Z")]
    public async Task Fire_on_the_clock_of_their_zone(string schedule, string zone, string expected)
    {
        await google.CreateJobAsync("a", schedule, target.Uri, zone);

        var fires = await google.RunTo("2026-12-02T00:00:00Z");

        Assert.StartsWith(expected, string.Join(' ', fires.Select(fire => (string)fire!["scheduleTime"]!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Count_a_plain_interval_from_their_creation_and_then_from_the_end_of_each_run()
    {
        await google.CreateJobAsync("a", "every 5 minutes", target.Uri);

        Assert.Equal("12:07:00Z 12:12:00Z 12:17:00Z", Attempts(await google.RunTo("2026-11-20T12:20:00Z")));
        Assert.Equal("2026-11-20T12:22:00Z", (string)(await google.SendAsync("GET", GoogleOnLoopback.Jobs + "/a"))["scheduleTime"]!);
    }

    [Fact]
    public async Task End_a_run_with_its_last_retry()
    {
        target.Answers = request => request is 1 or 2 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        await google.CreateJobAsync("a", "every 5 minutes", target.Uri, retry: new() { ["retryCount"] = 3, ["minBackoffDuration"] = "600s" });

        Assert.Equal("12:07:00Z 12:17:00Z 12:37:00Z 12:42:00Z", Attempts(await google.RunTo("2026-11-20T12:45:00Z")));
    }

    [Fact]
    public async Task Count_a_plain_interval_from_their_resumption()
    {
        await google.CreateJobAsync("a", "every 5 minutes", target.Uri);
        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:pause", new JsonObject());
        Assert.Empty(await google.RunTo("2026-11-20T12:20:00Z"));

        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:resume", new JsonObject());

        Assert.Equal("12:25:00Z 12:30:00Z", Attempts(await google.RunTo("2026-11-20T12:30:00Z")));
    }

    [Fact]
    public async Task Are_not_counted_anew_when_a_run_is_forced()
    {
        await google.CreateJobAsync("a", "every 10 minutes", target.Uri);
        await google.RunTo("2026-11-20T12:07:00Z");

        await google.SendAsync("POST", GoogleOnLoopback.Jobs + "/a:run", new JsonObject());

        Assert.Equal("12:12:00Z", Attempts(await google.RunTo("2026-11-20T12:20:00Z")));
    }

    [Fact]
    public async Task Are_refused_with_the_sentence_that_says_what_to_write()
    {
        var body = new JsonObject { ["schedule"] = "every 7 hours synchronized", ["httpTarget"] = new JsonObject { ["uri"] = target.Uri.ToString() } };
        var error = (await google.SendAsync("POST", GoogleOnLoopback.Jobs, body, status: 400))["error"]!.ToJsonString();

        Assert.Contains("Schedule or time zone is invalid.", error, StringComparison.Ordinal);
        Assert.Contains("Write 1, 2, 3, 4, 6, 8, 12 or 24 hours.", error, StringComparison.Ordinal);
    }

    private static string Attempts(JsonArray fires) => string.Join(' ', fires.Select(fire => ((string)fire!["attemptTime"]!)[11..]));
}
