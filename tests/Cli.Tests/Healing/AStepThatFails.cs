using Orchestrator.Cli;
using Orchestrator.Drift;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Cli.Tests.Healing;

public sealed class AStepThatFails
{
    [Fact]
    public async Task Stops_those_that_need_it_and_no_others_and_each_is_noted()
    {
        var noted = new List<string>();
        var endpoint = GoogleEndpoint.Local(new Uri("http://127.0.0.1:9050"));
        using var http = new HttpClient(new Denying());
        using var google = new GoogleConnection(http, endpoint, TimeProvider.System, new Random(7));
        var scheduler = new CloudScheduler(google, "p", "us-central1");
        var healed = await HealingLoop.RunAsync(
            [Step("a"), Step("b", "a"), Step("c", "b"), Step("d")],
            step => step.Resource.Name == "a" ? scheduler.ApplyAsync(step.Change, default) : Task.CompletedTask,
            ended => noted.Add($"{ended.Step.Resource.Name} {ended.Outcome}"),
            default);
        Assert.Equal(["a failed", "b skipped", "c skipped", "d done"], noted);
        Assert.Contains("Access to job/a was denied", healed[0].Says, StringComparison.Ordinal);
        Assert.Equal("It needs job/a first, which was not healed.", healed[1].Says);
    }

    [Fact]
    public async Task Is_not_one_that_the_user_stops_before_it_begins()
    {
        using var stop = new CancellationTokenSource();
        var noted = new List<string>();
        await Assert.ThrowsAsync<OperationCanceledException>(() => HealingLoop.RunAsync([Step("a"), Step("b")], _ => stop.CancelAsync(), ended => noted.Add($"{ended.Step.Resource.Name} {ended.Outcome}"), stop.Token));
        Assert.Equal(["a done"], noted);
    }

    private sealed class Denying : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.Forbidden) { Content = new StringContent("""{"error":{"code":403,"status":"PERMISSION_DENIED","message":"Denied"}}""") });
    }

    private static HealingStep Step(string name, params IReadOnlyList<string> after)
    {
        var state = new ResourceState { Id = ResourceId.Job(name), Properties = PropertyDictionary.Empty };
        return new()
        {
            Change = new() { Id = state.Id, Action = ChangeAction.Update, Effect = ChangeEffect.Neutral, Desired = state, Live = state, Differences = [] },
            Kind = HealingKind.Patch,
            Does = "",
            Why = "",
            Commands = [],
            After = [.. after.Select(ResourceId.Job)],
            Readers = 0,
        };
    }
}
