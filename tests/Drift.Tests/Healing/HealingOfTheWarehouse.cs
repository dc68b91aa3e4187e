using Orchestrator.Model;

namespace Drift.Tests.Healing;

public sealed class HealingOfTheWarehouse
{
    [Fact]
    public void Creates_everything_in_the_order_of_dependencies()
    {
        var plan = HealingWorld.Heal([]);
        Assert.Equal(SmallPipeline.Desired.Count, plan.Chosen.Count);
        Assert.All(plan.Chosen, (step, i) => Assert.All(step.After, id => Assert.Contains(plan.Chosen.Take(i), s => s.Resource == id)));
        Assert.Contains("bq mk --table p:raw.jobs id:INT64", plan.Step("table/raw.jobs").Commands);
        Assert.Contains("""bq mk --use_legacy_sql=false --view="$(cat sql/mart/daily.sql)" --description='Leads by day' p:mart.daily""", plan.Step("view/mart.daily").Commands);
    }

    [Fact]
    public void Keeps_to_the_limit_and_takes_the_largest_consequence_with_what_it_needs()
    {
        var live = SmallPipeline.Desired.Where(s => s.Id.ToString() is not ("view/mart.daily" or "dataset/mart")).Select(s => s.Id.Name == "sync" ? s with { Properties = s.Properties.SetItem("state", "PAUSED") } : s).ToList();
        Assert.Equal(["job/sync"], HealingWorld.Heal(SmallPipeline.Analyzed, HealingWorld.Plan(live), most: 1).Chosen.Select(s => s.Resource.ToString()));
        Assert.Equal(["job/sync", "dataset/mart"], HealingWorld.Heal(SmallPipeline.Analyzed, HealingWorld.Plan(live), most: 2).Chosen.Select(s => s.Resource.ToString()));
        var all = HealingWorld.Heal(SmallPipeline.Analyzed, HealingWorld.Plan(live), most: 3);
        Assert.Equal(["job/sync", "dataset/mart", "view/mart.daily"], all.Chosen.Select(s => s.Resource.ToString()));
        Assert.Empty(all.Left);
    }

    [Fact]
    public void Loses_no_column_without_a_confirmation_that_names_the_table()
    {
        var plan = HealingWorld.Plan(SmallPipeline.With("table/raw.jobs", "schema.extra", "STRING NULLABLE"));
        Assert.Equal("Stored values would be lost. Confirm it by name: --confirm table/raw.jobs", HealingWorld.Heal(SmallPipeline.Analyzed, plan).Step("table/raw.jobs").Refusal);
        Assert.Empty(HealingWorld.Heal(SmallPipeline.Analyzed, plan, 10, "table/dim.jobs").Chosen);
        Assert.Single(HealingWorld.Heal(SmallPipeline.Analyzed, plan, 10, "table/raw.jobs").Chosen);
    }

    [Fact]
    public void Leaves_what_needs_something_that_is_not_healed()
    {
        var live = SmallPipeline.Desired.Where(s => s.Id.ToString() != "view/mart.daily")
            .Select(s => s.Id.ToString() == "table/dim.jobs" ? s with { Id = new(ResourceKind.View, "dim.jobs"), Properties = PropertyDictionary.Empty.SetItem("view.query", "SELECT 1") } : s).ToList();
        var plan = HealingWorld.Heal(live);
        Assert.Contains("--confirm table/dim.jobs", plan.Step("table/dim.jobs").Refusal, StringComparison.Ordinal);
        Assert.Equal("It needs table/dim.jobs first, which is not healed.", plan.Step("view/mart.daily").Refusal);
        Assert.Empty(plan.Chosen);
    }

    [Fact]
    public void Does_not_touch_what_could_not_be_compared()
    {
        var plan = Planner.Plan(SmallPipeline.Desired, new(SmallPipeline.With("view/mart.daily", "view.query", "SELEC"), []), (_, _, _, _) => SqlComparison.Unknown);
        Assert.Equal("view.query could not be compared by meaning: correct the statement first.", HealingWorld.Heal(SmallPipeline.Analyzed, plan).Step("view/mart.daily").Refusal);
    }

    [Theory]
    [InlineData("plain-word_1.a/b:c", "plain-word_1.a/b:c")]
    [InlineData("0 4 * * *", "'0 4 * * *'")]
    [InlineData("it's $(rm -rf .)", @"'it'\''s $(rm -rf .)'")]
    [InlineData("", "''")]
    public void Says_commands_that_a_shell_takes_as_they_are(string word, string quoted)
    {
        var analyzed = SmallPipeline.Analyzed;
        var desired = SmallPipeline.Desired.Single(s => s.Id.ToString() == "job/sync");
        var change = new Change { Id = desired.Id, Action = ChangeAction.Update, Effect = ChangeEffect.Neutral, Desired = desired with { Properties = desired.Properties.SetItem("schedule", word) }, Live = desired, Differences = [new("schedule", word, "x")] };
        var step = HealingWorld.Heal(analyzed, new Plan { Changes = [change], Unmanaged = [], Unobserved = [] }).Step("job/sync");
        Assert.Equal($"gcloud scheduler jobs update http sync --location=us-central1 --project=p --schedule={quoted}", Assert.Single(step.Commands));
    }
}
