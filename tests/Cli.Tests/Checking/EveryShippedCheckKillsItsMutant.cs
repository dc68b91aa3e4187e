using Orchestrator.Pipelines;
using Orchestrator.Validation;

namespace Cli.Tests.Checking;

/// <summary>The good state of every pipeline, each built when it is first asked for.</summary>
public sealed class GoodStates : IAsyncLifetime
{
    private readonly Dictionary<string, GoodState> states = new(StringComparer.Ordinal);

    internal async Task<GoodState> OfAsync(string pipeline)
    {
        if (states.TryGetValue(pipeline, out var state)) return state;
        var incident = PipelineCatalog.Incidents.Values.Select(declare => declare()).FirstOrDefault(i => i.Pipeline.Name == pipeline);
        Assert.True(incident is not null, $"{pipeline} has no incident, so nobody has seen its checks hold: declare one beside it.");
        return states[pipeline] = await GoodState.OfAsync(incident);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var state in states.Values) await state.DisposeAsync();
    }
}

/// <summary>A check that has not been seen to fail is not a check: each one that is shipped holds, finds its planted defect, and holds again.</summary>
public sealed class EveryShippedCheckKillsItsMutant(GoodStates states) : IClassFixture<GoodStates>
{
    public static TheoryData<string, string> Shipped
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (pipeline, declare) in PipelineCatalog.All)
                foreach (var check in declare().Checks) data.Add(pipeline, check.Name);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task Holds_until_its_defect_is_planted_and_after_it_is_mended(string pipeline, string check)
    {
        var defect = ShippedDefects.All.SingleOrDefault(d => d.Pipeline == pipeline && d.Check == check);
        Assert.True(defect is not null, $"{check} of {pipeline} has no planted defect, so nobody knows that it can fail: add one to {nameof(ShippedDefects)}.");
        var state = await states.OfAsync(pipeline);
        Expect(CheckOutcome.Holds, await state.AskAsync(check));
        switch (defect)
        {
            case ShippedDefect.Standstill standstill:
                Expect(CheckOutcome.Fails, await state.AskAsync(check, later: standstill.For));
                break;
            case ShippedDefect.Planted planted:
                await state.PlantAsync(planted);
                var mutant = await state.AskAsync(check);
                await state.MendAsync(planted.Relation);
                Expect(CheckOutcome.Fails, mutant);
                break;
        }
        Expect(CheckOutcome.Holds, await state.AskAsync(check));
    }

    [Fact]
    public void No_defect_is_left_of_a_check_that_is_gone() =>
        Assert.Empty(ShippedDefects.All.Select(d => $"{d.Pipeline} {d.Check}").Except(PipelineCatalog.All.SelectMany(p => p.Value().Checks.Select(c => $"{p.Key} {c.Name}"))));

    private static void Expect(CheckOutcome outcome, CheckResult result) => Assert.True(result.Outcome == outcome, $"{result.Check.Name} {result.Outcome}, not {outcome}: {result.Says}");
}
