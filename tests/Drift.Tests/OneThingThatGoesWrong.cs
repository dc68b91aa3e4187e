using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

public sealed class OneThingThatGoesWrong
{
    [Fact]
    public void Is_one_group_with_everything_that_follows_in_50_cascades()
    {
        var found = 0;
        for (var seed = 0; seed < 50; seed++)
        {
            var cascade = Cascade.Of(seed);
            var analyzed = World.Of(new Random(seed)).Analyzed;
            var groups = FindingGroup.Of(Causes.Explain(analyzed, cascade.Findings));
            Assert.True(groups.Count == 1, $"{cascade.Says} (seed {seed}) is {groups.Count} groups: {string.Join("; ", groups.Select(g => $"{g.Cause}: {string.Join(", ", g.All.Select(f => $"{f.Code} {f.Subject}"))}"))}");
            Assert.Equal(cascade.Root, groups[0].Cause);
            found += cascade.Findings.Count;
        }

        Assert.True(found > 150, $"{found} findings");
    }

    [Fact]
    public void Beside_another_stays_a_group_of_its_own()
    {
        var both = Enumerable.Range(0, 200).First(seed => seed % Cascade.Kinds == 0 && World.Of(new Random(seed)).Chains > 1);
        var analyzed = World.Of(new Random(both)).Analyzed;
        var paused = Cascade.Of(both);
        var other = new Finding { Code = "DRIFT010", Severity = Severity.Error, Subject = paused.Root == "job/sync-0" ? "job/sync-1" : "job/sync-0", Message = "Failing." };
        Assert.Equal(2, FindingGroup.Of(Causes.Explain(analyzed, [.. paused.Findings, other])).Count);
    }
}
