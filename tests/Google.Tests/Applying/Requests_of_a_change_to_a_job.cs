using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Requests_of_a_change_to_a_job
{
    private static readonly ResourceState Rebuild = Given.State(
        ResourceKind.Job,
        "sync",
        [
            ("schedule", "0 4 * * *"), ("timeZone", "America/Phoenix"), ("state", "ENABLED"), ("attemptDeadline", "180s"),
            ("httpTarget.uri", "https://example.com/a"), ("httpTarget.httpMethod", "POST"), ("httpTarget.oidcToken.serviceAccountEmail", "a@acme"),
        ]);

    [Fact]
    public async Task Name_exactly_the_changed_fields() =>
        Assert.Equal(["GET", "PATCH schedule,timeZone", "GET"], await Of(Rebuild, With(Rebuild, ("schedule", "0 3 * * *"), ("timeZone", "UTC"))));

    [Fact]
    public async Task Name_the_whole_map_of_headers_and_the_whole_body()
    {
        var desired = With(Rebuild, ("httpTarget.headers.A", "1"), ("httpTarget.body.a.b", "1"));
        Assert.Equal(["GET", "PATCH httpTarget.body,httpTarget.headers", "GET"], await Of(desired, With(desired, ("httpTarget.headers.A", "2"), ("httpTarget.body.a.b", "2"))));
    }

    [Fact]
    public async Task Pause_and_nothing_else_when_only_the_state_differs() => Assert.Equal(["GET", "POST :pause", "GET"], await Of(With(Rebuild, ("state", "PAUSED")), Rebuild));

    [Fact]
    public async Task Resume_and_nothing_else_when_only_the_state_differs() => Assert.Equal(["GET", "POST :resume", "GET"], await Of(Rebuild, With(Rebuild, ("state", "PAUSED"))));

    [Fact]
    public async Task Pause_before_anything_else_changes() =>
        Assert.Equal(["GET", "POST :pause", "PATCH schedule", "GET"], await Of(With(Rebuild, ("state", "PAUSED")), With(Rebuild, ("schedule", "0 * * * *"))));

    [Fact]
    public async Task Resume_when_everything_else_is_right() =>
        Assert.Equal(["GET", "PATCH schedule", "POST :resume", "GET"], await Of(Rebuild, With(Rebuild, ("state", "PAUSED"), ("schedule", "0 * * * *"))));

    [Fact]
    public async Task Create_what_is_declared_paused_with_a_schedule_half_a_year_away()
    {
        var google = new FakeScheduler();
        await Given.Scheduler(google).ApplyAsync(Given.Change(With(Rebuild, ("state", "PAUSED")), null)!, default);
        Assert.Equal(["POST", "POST :pause", "PATCH schedule", "GET"], google.Requests.Select(Short));
        Assert.Equal([("ENABLED", "0 0 1 5 *"), ("PAUSED", "0 0 1 5 *"), ("PAUSED", "0 4 * * *")], google.History);
    }

    [Fact]
    public async Task Move_the_audience_along_with_the_address()
    {
        var google = new FakeScheduler();
        var before = With(Rebuild, ("httpTarget.uri", "https://example.com/b"));
        await Given.Scheduler(google).ApplyAsync(Given.Change(before, null)!, default);
        await Given.Scheduler(google).ApplyAsync(Given.Change(Rebuild, before)!, default);
        Assert.Equal("https://example.com/a", (string?)google.Jobs["sync"]["httpTarget"]!["oidcToken"]!["audience"]);
    }

    [Fact]
    public async Task Accept_a_job_that_is_there_already_as_declared()
    {
        var google = new FakeScheduler();
        var creation = Given.Change(Rebuild, null)!;
        await Given.Scheduler(google).ApplyAsync(creation, default);
        await Given.Scheduler(google).ApplyAsync(creation, default);
        Assert.Single(google.Jobs);
    }

    [Fact]
    public async Task Refuse_a_job_that_is_there_already_in_another_form()
    {
        var google = new FakeScheduler();
        await Given.Scheduler(google).ApplyAsync(Given.Change(Rebuild, null)!, default);
        var failed = await Assert.ThrowsAsync<GoogleConflictException>(() =>
            Given.Scheduler(google).ApplyAsync(Given.Change(With(Rebuild, ("schedule", "0 5 * * *")), null)!, default));
        Assert.StartsWith("job/sync was created or changed by somebody else in the meantime: plan again. Google says: Job projects/acme/", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leave_a_job_paused_that_somebody_paused_after_the_plan()
    {
        var google = new FakeScheduler();
        await Given.Scheduler(google).ApplyAsync(Given.Change(With(Rebuild, ("schedule", "0 3 * * *")), null)!, default);
        google.Jobs["sync"]["state"] = "PAUSED";
        await Given.Scheduler(google).ApplyAsync(Given.Change(Rebuild, With(Rebuild, ("schedule", "0 3 * * *")))!, default);
        Assert.Equal("PAUSED", (string?)google.Jobs["sync"]["state"]);
    }

    [Fact]
    public async Task Tell_when_an_accepted_change_does_not_show()
    {
        var time = new ManualTime();
        var server = new Answering((_, _) => AnsweringHandler.Text(200, """{"name":"j/sync","schedule":"0 3 * * *","timeZone":"UTC","state":"ENABLED"}"""));
        var failed = await Assert.ThrowsAsync<GoogleConflictException>(() => Given.Scheduler(server, time).ApplyAsync(Error_answers.Update(), default));
        Assert.EndsWith("Google says: the change was accepted, but does not show in schedule (HTTP 200).", failed.Message, StringComparison.Ordinal);
        Assert.Equal(5, time.Pauses.Count);
    }

    private static ResourceState With(ResourceState state, params (string Name, string Value)[] properties) =>
        state with { Properties = state.Properties.SetItems(properties.Select(p => KeyValuePair.Create(p.Name, p.Value))) };

    private static async Task<IEnumerable<string>> Of(ResourceState desired, ResourceState live)
    {
        var google = new FakeScheduler();
        await Given.Scheduler(google).ApplyAsync(Given.Change(live, null)!, default);
        google.Requests.Clear();
        await Given.Scheduler(google).ApplyAsync(Given.Change(desired, live)!, default);
        return google.Requests.Select(Short);
    }

    private static string Short(Asked asked) => asked.PathOnly.Contains(':', StringComparison.Ordinal)
        ? $"{asked.Method} :{asked.PathOnly.Split(':')[^1]}"
        : $"{asked.Method} {asked.QueryValue("updateMask")}".TrimEnd();
}
