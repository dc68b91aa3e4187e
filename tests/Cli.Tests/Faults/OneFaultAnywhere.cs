using System.Text.Json.Nodes;

namespace Cli.Tests.Faults;

/// <summary>
/// One fault at one request of a run. Nothing is lost and nothing done twice: the run gives the same result as without the fault, or says that it could
/// not see or do everything; what is not known is never green; and after a faulted <c>up</c> the next one ends where the first would have.
/// ORCHESTRATOR_SOAK=1 tries every fault at every request; without it a share is drawn with a fixed seed.
/// </summary>
public sealed class OneFaultAnywhere : IAsyncLifetime
{
    private const int Share = 12;

    private static readonly Fault[] Faults = [.. Enum.GetValues<Fault>().Where(f => f != Fault.None)];

    private SmallCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await SmallCloud.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Theory]
    [InlineData("drift")]
    [InlineData("plan")]
    public async Task Of_a_run_that_only_reads_changes_nothing_but_what_is_known(string verb)
    {
        var project = await cloud.PrepareAsync($"reads-{verb}");
        var world = await cloud.WorldAsync(project);
        var clean = await cloud.RunAsync(verb, project, Fault.None, 0);
        Assert.Equal(2, clean.Exit);
        foreach (var (fault, at) in Cases(clean.Network.Calls, seed: 4))
        {
            var faulted = await cloud.RunAsync(verb, project, fault, at);
            var where = $"{verb}, {fault} at {at}, {faulted.Network.Struck}: exit {faulted.Exit}, {faulted.Text}";
            Assert.True(faulted.Exit == 3 || (faulted.Exit == 2 && faulted.Text == clean.Text), where);
            Assert.True(faulted.Exit != 3 || faulted.Failed || (int)JsonNode.Parse(faulted.Text)!["summary"]!["unobserved"]! > 0, where);
            Assert.Empty(faulted.Network.Effects);
            Passes(fault, faulted, where);
        }
        Assert.Equal(world, await cloud.WorldAsync(project));
    }

    [Fact]
    public async Task Of_an_up_loses_nothing_and_does_nothing_twice()
    {
        var clean = await cloud.RunAsync("up", await cloud.PrepareAsync("up-clean"), Fault.None, 0);
        Assert.True(clean.Exit == 0, clean.Text);
        var world = await cloud.WorldAsync("up-clean");
        var number = 0;
        foreach (var (fault, at) in Cases(clean.Network.Calls, seed: 5))
        {
            var project = await cloud.PrepareAsync($"up-{++number}");
            var faulted = await cloud.RunAsync("up", project, fault, at);
            var where = $"up, {fault} at {at}, {faulted.Network.Struck}: exit {faulted.Exit}, {faulted.Text}";
            Assert.True(faulted.Exit is 0 or 3 || (faulted.Exit == 1 && faulted.Failed && faulted.Text.EndsWith('.')), where);
            if (faulted.Exit == 0) Assert.Equal(world, await cloud.WorldAsync(project));
            Passes(fault, faulted, where);

            var next = await cloud.RunAsync("up", project, Fault.None, 0);
            Assert.True(next.Exit == 0, $"{where}\nthen: {next.Text}");
            Assert.True(world == await cloud.WorldAsync(project), $"{where}\nthen: {await cloud.WorldAsync(project)}\ninstead of: {world}");
            Assert.True(Once(clean.Network.Effects) == Once([.. faulted.Network.Effects, .. next.Network.Effects]), $"{where}\ndid: {Once([.. faulted.Network.Effects, .. next.Network.Effects])}\ninstead of: {Once(clean.Network.Effects)}");
            var plan = await cloud.RunAsync("plan", project, Fault.None, 0);
            Assert.True(plan.Exit == 0, $"{where}\nthen: {plan.Text}");
        }
    }

    // What passes by itself must not cost the run; what stays must not be passed over.
    private static void Passes(Fault fault, Outcome faulted, string where)
    {
        if (faulted.Network.Struck is null) return;
        if (fault is Fault.DeniedForGood) Assert.True(faulted.Exit is 1 or 3, where);
        else if (fault is not (Fault.RepeatedPageToken or Fault.ExpiredPageToken)) Assert.True(faulted.Exit is 0 or 2, where);
        if (fault == Fault.ExpiredToken) Assert.Equal(["token-1", "token-2"], faulted.Network.Tokens.Distinct());
    }

    // Sent again, a creation or a deletion is refused because the first one worked; an update may be sent twice, which does no more than once.
    private static string Once(IEnumerable<string> effects) =>
        string.Join('\n', effects.Where(e => !e.StartsWith("PATCH", StringComparison.Ordinal)).Concat(effects.Where(e => e.StartsWith("PATCH", StringComparison.Ordinal)).Distinct()).Order(StringComparer.Ordinal));

    private static IEnumerable<(Fault Fault, int At)> Cases(int calls, int seed)
    {
        var all = from fault in Faults from at in Enumerable.Range(1, calls) select (fault, at);
        if (Environment.GetEnvironmentVariable("ORCHESTRATOR_SOAK") is { Length: > 0 }) return all;
        var random = new Random(seed);
        return all.OrderBy(_ => random.Next()).Take(Share);
    }
}
