using System.Text.Json.Nodes;

namespace Orchestrator.Emulator.Tests;

public sealed class The_clock
{
    [Fact]
    public async Task Never_goes_back()
    {
        await using var google = await GoogleOnLoopback.StartAsync("2026-11-20T12:00:00Z");

        Assert.Contains("cannot go back to 2026-11-20T11:59:59Z",
            await google.RefusedAsync("POST", "/emulator/clock", 400, new JsonObject { ["now"] = "2026-11-20T11:59:59Z" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"now":"tomorrow"}""")]
    [InlineData("""{"advance":"P1M"}""")]
    [InlineData("""{"advance":"PT1H","now":"2026-11-20T12:00:00Z"}""")]
    public async Task Says_how_it_is_set_when_the_request_is_unclear(string body)
    {
        await using var google = await GoogleOnLoopback.StartAsync();

        Assert.Contains("Say where the clock goes", await google.RefusedAsync("POST", "/emulator/clock", 400, JsonNode.Parse(body)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cannot_be_run_forward_by_a_target_that_it_waits_for()
    {
        using var target = new Target();
        await using var google = await GoogleOnLoopback.StartAsync();
        var answer = "";
        target.Work = async () => answer = await google.RefusedAsync("POST", "/emulator/clock", 409, new JsonObject { ["advance"] = "PT1H" });
        await google.CreateJobAsync("a", "0 13 * * *", target.Uri);

        await google.RunTo("2026-11-20T13:00:00Z");

        Assert.Contains("run forward already", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_real_time_fires_a_job_when_it_is_due()
    {
        using var target = new Target();
        var called = new TaskCompletionSource();
        target.Work = () =>
        {
            called.TrySetResult();
            return Task.CompletedTask;
        };
        await using var google = await GoogleOnLoopback.StartAsync("2026-11-20T12:59:59Z", isVirtual: false);
        await google.CreateJobAsync("a", "0 13 * * *", target.Uri);

        await called.Task.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal("2026-11-20T13:00:00Z", Assert.Single(target.Requests)["X-CloudScheduler-ScheduleTime"]);
    }
}
