using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Fifty worlds in which a few root causes break much downstream of them, a little more with every poll.</summary>
public sealed class CascadesOfFindings
{
    public static TheoryData<int> Scenarios { get; } = [.. Enumerable.Range(0, 50)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Raise_one_alarm_per_root_cause(int seed)
    {
        var chance = new Random(seed);
        var roots = Enumerable.Range(0, chance.Next(1, 5)).Select(i => $"job/root-{i}").ToList();
        var polls = new Polls(new() { EscalateAfter = 100, RemindEvery = 100 });
        var findings = roots.Select(r => Polls.Of(r, property: "state")).ToList();
        var alarms = new List<string>(polls.See([.. findings]));
        for (var poll = 0; poll < 10; poll++)
        {
            // Each new finding names its root, or something downstream of it that broke before.
            for (var i = chance.Next(0, 4); i > 0; i--)
            {
                var cause = findings[chance.Next(findings.Count)].Subject;
                findings.Add(Polls.Of($"table/t.{findings.Count}", cause, severity: Severity.Warning));
            }

            var order = findings.ToArray();
            chance.Shuffle(order);
            alarms.AddRange(polls.See(order));
        }

        Assert.Equal(roots.Order().Select(r => $"New {r}"), alarms.Order());
        Assert.Equal(findings.Count, polls.Last.Standing.Sum(a => a.Findings.Count));
        Assert.Equal(roots.Order().Select(r => $"Recovered {r}"), polls.See().Order());
    }

    [Fact]
    public void Go_back_through_any_chain_and_end_even_in_a_circle()
    {
        var chain = RootCauses.Of([Polls.Of("view/c", "table/b"), Polls.Of("table/b", "job/a"), Polls.Of("job/a")]);
        Assert.All(chain.Values, root => Assert.Equal("job/a", root));
        var circle = RootCauses.Of([Polls.Of("a", "b"), Polls.Of("b", "c"), Polls.Of("c", "b")]);
        Assert.All(circle.Values, root => Assert.Equal("b", root));
    }
}
