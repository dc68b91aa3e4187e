using FsCheck;
using FsCheck.Fluent;

namespace Orchestrator.Model.Tests;

public sealed class Plan_laws
{
    private static readonly IReadOnlyList<ResourceState> Desired = DesiredState.Of(Example.Analyzed(), Example.Project);

    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithReplay(7, 11);

    /// <summary>Every property of every resource, by index.</summary>
    private static readonly IReadOnlyList<(ResourceState State, string Property)> Places = [.. Desired.SelectMany(s => s.Properties.Keys.Select(p => (s, p)))];

    [Fact]
    public void Nothing_changes_where_the_world_is_as_declared() => Assert.True(Plan(Desired).IsEmpty);

    [Fact]
    public void An_empty_world_is_created_in_the_order_of_dependencies()
    {
        var changes = Plan([]).Changes;
        Assert.Equal(Desired.Count, changes.Count);
        Assert.All(changes, c => Assert.Equal((ChangeAction.Create, ChangeEffect.Additive), (c.Action, c.Effect)));
        var order = changes.Select(c => c.Id).ToList();
        Assert.All(changes, c => Assert.All(c.Desired.DependsOn, d => Assert.True(order.IndexOf(d) < order.IndexOf(c.Id), $"{d} before {c.Id}")));
    }

    [Fact]
    public void Every_changed_property_is_found_and_nothing_else()
    {
        foreach (var (state, property) in Places)
        {
            var change = Only(Plan(Replaced(state, state.Properties.SetItem(property, "something else"))));
            Assert.Equal(state.Id, change.Id);
            Assert.Equal(new PropertyDifference(property, state.Properties[property], "something else"), Assert.Single(change.Differences));
        }
    }

    [Fact]
    public void Every_lost_property_is_found()
    {
        foreach (var (state, property) in Places)
            Assert.Equal(new PropertyDifference(property, state.Properties[property], null), Assert.Single(Only(Plan(Replaced(state, state.Properties.Remove(property)))).Differences));
    }

    [Fact]
    public void Every_added_property_that_the_facts_list_is_found()
    {
        foreach (var state in Desired)
            foreach (var name in PropertyFacts.All.Where(f => f.Kind == state.Id.Kind).Select(f => f.Name.Replace("*", "added", StringComparison.Ordinal)))
                if (!state.Properties.ContainsKey(name))
                    Assert.Equal(new PropertyDifference(name, null, "added"), Assert.Single(Only(Plan(Replaced(state, state.Properties.SetItem(name, "added")))).Differences));
    }

    [Fact]
    public void Many_mutations_at_once_are_all_found() => Prop.ForAll(
        Gen.Choose(0, Places.Count - 1).ListOf(5).ToArbitrary(),
        indexes =>
        {
            var mutated = indexes.Distinct().Aggregate(Desired.ToDictionary(d => d.Id), (world, i) =>
            {
                var live = world[Places[i].State.Id];
                world[live.Id] = live with { Properties = live.Properties.SetItem(Places[i].Property, "x") };
                return world;
            });
            return Plan([.. mutated.Values]).Changes.Sum(c => c.Differences.Count(d => d.Property != Planner.BaseProperty)) == indexes.Distinct().Count();
        }).Check(Fixed);

    [Fact]
    public void The_order_of_the_inputs_changes_nothing() => Prop.ForAll<int>(seed =>
    {
        var world = Desired.Skip(3).Select((s, i) => i % 4 == 0 ? s with { Properties = s.Properties.SetItem("description", "other") } : s).Append(Stranger).ToList();
        var expected = Text(Planner.Plan(Desired, new(world, []), AlwaysDifferent));
        return expected == Text(Planner.Plan(Shuffled(Desired, seed), new(Shuffled(world, seed), []), AlwaysDifferent));
    }).Check(Fixed);

    [Fact]
    public void What_nobody_declares_is_listed_and_never_changed()
    {
        var plan = Plan([.. Desired, Stranger]);
        Assert.Empty(plan.Changes);
        Assert.Equal(Stranger, Assert.Single(plan.Unmanaged));
    }

    [Fact]
    public void A_materialized_view_is_created_again_with_the_table_below_it()
    {
        var table = Desired.Single(d => d.Id == Example.RawJobs.ResourceId);
        var changes = Plan(Replaced(table, table.Properties.SetItem("timePartitioning.type", "MONTH"))).Changes;
        Assert.Equal(["table/raw.jobs Replace Destructive", "materialized-view/mart.job_totals Replace Neutral"], changes.Select(c => $"{c.Id} {c.Action} {c.Effect}"));
        Assert.Equal(new PropertyDifference(Planner.BaseProperty, "table/raw.jobs", null), Assert.Single(changes[1].Differences));
    }

    // The one change; what only follows from the replacement of a table is looked at by a test of its own.
    private static Change Only(Plan plan) => Assert.Single(plan.Changes, c => c.Differences.All(d => d.Property != Planner.BaseProperty));

    private static ResourceState Stranger => new() { Id = ResourceId.Job("made-by-hand"), Properties = PropertyDictionary.Empty };

    private static Plan Plan(IReadOnlyList<ResourceState> live) => Planner.Plan(Desired, new(live, []), AlwaysDifferent);

    private static SqlComparison AlwaysDifferent(string resource, string property, string declared, string live) => SqlComparison.Different;

    private static List<ResourceState> Replaced(ResourceState state, PropertyDictionary properties) =>
        [.. Desired.Select(d => d.Id == state.Id ? d with { Properties = properties } : d)];

    private static List<ResourceState> Shuffled(IReadOnlyList<ResourceState> states, int seed)
    {
        var random = new Random(seed);
        return [.. states.Select(s => (s, random.Next())).OrderBy(p => p.Item2).Select(p => p.s)];
    }

    private static string Text(Plan plan) => string.Join('\n', plan.Changes.Select(c => $"{c.Action} {c.Effect} {c.Id} {string.Join(';', c.Differences)}").Concat(plan.Unmanaged.Select(u => $"{u.Id}")));
}
