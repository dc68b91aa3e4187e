using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests.Healing;

public sealed class HealingLaws
{
    [Fact]
    public void Of_10000_random_states_no_declared_pause_is_resumed_and_every_undeclared_one_is_found()
    {
        var random = new Random(4);
        var (declaredPaused, undeclared, resumed) = (0, 0, 0);
        for (var n = 0; n < 1000; n++)
        {
            // Ten jobs at a time: any declared state, any live state, expired declarations among them.
            var paused = Enumerable.Range(0, 10).Select(_ => random.Next(2) == 0).ToList();
            var analyzed = HealingWorld.Jobs(paused);
            var desired = DesiredState.Of(analyzed, "p");
            var states = desired.Select(s => s with { Properties = s.Properties.SetItem("state", Pick(random, "PAUSED", "ENABLED", "DISABLED", "UPDATE_FAILED")) }).ToList();
            var plan = HealingWorld.Heal(analyzed, Planner.Plan(desired, new(states, []), (_, _, _, _) => SqlComparison.Different), most: 100);
            foreach (var live in states)
            {
                var isDeclared = paused[int.Parse(live.Id.Name[4..], System.Globalization.CultureInfo.InvariantCulture)];
                var resumes = plan.Chosen.Any(s => s.Resource == live.Id && (s.Kind == HealingKind.Resume || s.Change.Desired.Properties["state"] != "PAUSED"));
                if (isDeclared)
                {
                    declaredPaused++;
                    Assert.False(resumes, $"{live.Id} is declared paused");
                }
                else if (live.Properties["state"] == "PAUSED")
                {
                    undeclared++;
                    if (resumes) resumed++;
                }
            }
        }
        Assert.Equal(undeclared, resumed);
        Assert.InRange(declaredPaused, 4000, 6000);
        Assert.InRange(undeclared, 1000, 1500);
    }

    [Fact]
    public void Of_10000_hostile_plans_none_touches_what_is_protected_and_none_exceeds_its_limit()
    {
        var random = new Random(11);
        var graph = SmallPipeline.Analyzed;
        var chosen = 0;
        for (var n = 0; n < 10_000; n++)
        {
            var changes = Enumerable.Range(0, random.Next(1, 9)).Select(_ => Hostile(random)).ToList();
            var unobserved = random.Next(4) == 0 ? new[] { new Unobserved(Pick(random, "jobs", "datasets", "dataset/dim", "view/mart.daily", "job/sync"), "HTTP 500.") } : [];
            var confirmed = random.Next(3) == 0 ? new[] { Pick(random, "table/raw.jobs", "table/dim.jobs", "*", "") } : [];
            var most = random.Next(0, 5);
            var plan = HealingWorld.Heal(graph, new Plan { Changes = changes, Unmanaged = [], Unobserved = unobserved }, most, confirmed);
            Assert.InRange(plan.Chosen.Count, 0, most);
            Assert.Equal(plan.Chosen.Count, plan.Chosen.Select(s => s.Resource).Distinct().Count());
            chosen += plan.Chosen.Count;
            foreach (var step in plan.Chosen)
            {
                Assert.Contains(SmallPipeline.Desired, d => d.Id == step.Resource && d.Id == step.Change.Desired.Id);
                Assert.DoesNotContain(unobserved, u => u.Covers(step.Resource));
                Assert.False(step.Resource.Name == "monthly-backfill" && step.Change.Desired.Properties.GetValueOrDefault("state") != "PAUSED", "a declared pause is resumed");
                var loses = step.Change.Action == ChangeAction.Replace || step.Change.Effect == ChangeEffect.Destructive || step.Change.Differences.Any(d => d.Property == "schema.gone" && d.Live is not null && step.Change.Action == ChangeAction.Update);
                Assert.True(!loses || confirmed.Contains(step.Resource.ToString()), $"{step.Resource} loses data");
                Assert.All(step.Change.Differences, d => Assert.True(d.Certain));
            }
        }
        Assert.True(chosen > 1000, "the law says nothing when nothing is ever chosen");
    }

    // A plan as no planner makes it: strangers, wrong effects, resumed pauses, lost columns called additive.
    private static Change Hostile(Random random)
    {
        var declared = SmallPipeline.Desired[random.Next(SmallPipeline.Desired.Count)];
        var id = random.Next(5) == 0 ? new ResourceId(ResourceKind.Job, "stranger") : declared.Id;
        var desired = declared with { Id = random.Next(6) == 0 ? id : declared.Id };
        if (desired.Id.Kind == ResourceKind.Job && random.Next(2) == 0) desired = desired with { Properties = desired.Properties.SetItem("state", Pick(random, "ENABLED", "PAUSED", "DISABLED")) };
        if (random.Next(5) == 0) desired = desired with { Properties = desired.Properties.Remove("state") };
        var property = Pick(random, "state", "schedule", "description", "schema.gone", "view.query");
        return new()
        {
            Id = id,
            Action = (ChangeAction)random.Next(3),
            Effect = (ChangeEffect)random.Next(3),
            Desired = desired,
            Live = random.Next(3) == 0 ? null : new() { Id = id, Properties = PropertyDictionary.Empty.SetItem("state", Pick(random, "PAUSED", "ENABLED", "")) },
            Differences = [new(property, random.Next(2) == 0 ? "a" : null, random.Next(2) == 0 ? "STRING NULLABLE" : null, random.Next(5) > 0)],
        };
    }

    private static string Pick(Random random, params IReadOnlyList<string> of) => of[random.Next(of.Count)];
}
