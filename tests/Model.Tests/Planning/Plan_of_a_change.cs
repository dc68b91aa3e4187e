
namespace Orchestrator.Model.Tests;

public sealed class Plan_of_a_change
{
    [Theory]
    [InlineData("table/d.t", "schema.a=INT64 NULLABLE", "schema.a=INT64 NULLABLE;schema.b=STRING NULLABLE", ChangeAction.Update, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "schema.a=INT64 NULLABLE;schema.b=STRING NULLABLE", "schema.a=INT64 NULLABLE", ChangeAction.Update, ChangeEffect.Additive)]
    [InlineData("table/d.t", "schema.a=STRING NULLABLE", "schema.a=INT64 NULLABLE", ChangeAction.Update, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "schema.a=INT64 NULLABLE", "schema.a=INT64 REQUIRED", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("table/d.t", "schema.a=INT64 REQUIRED", "schema.a=INT64 NULLABLE", ChangeAction.Replace, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "schema.a=NUMERIC REQUIRED", "schema.a=INT64 REQUIRED", ChangeAction.Update, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "schema.a=INT64 NULLABLE;schema.b=INT64 REQUIRED", "schema.a=INT64 NULLABLE", ChangeAction.Replace, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "schema.s=STRUCT NULLABLE", "schema.s=STRUCT NULLABLE;schema.s.a=INT64 NULLABLE", ChangeAction.Update, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "schema.s=STRUCT REQUIRED", "schema.s=STRUCT REQUIRED;schema.s.a=INT64 NULLABLE", ChangeAction.Replace, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "descriptions.a=new", "descriptions.a=old", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("table/d.t", "requirePartitionFilter=true", "", ChangeAction.Update, ChangeEffect.Additive)]
    [InlineData("dataset/d", "defaultTableExpirationMs=3600000", "", ChangeAction.Update, ChangeEffect.Additive)]
    [InlineData("dataset/d", "", "access.READER.domain:x.y=present", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("routine/d.r", "definition=a", "definition=b", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("routine/d.r", "routineType=PROCEDURE", "routineType=SCALAR_FUNCTION", ChangeAction.Replace, ChangeEffect.Neutral)]
    [InlineData("table/d.t", "timePartitioning.field=a", "timePartitioning.field=b", ChangeAction.Replace, ChangeEffect.Destructive)]
    [InlineData("table/d.t", "clustering.fields=a", "clustering.fields=b", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("dataset/d", "location=US", "location=EU", ChangeAction.Replace, ChangeEffect.Destructive)]
    [InlineData("dataset/d", "description=new", "", ChangeAction.Update, ChangeEffect.Additive)]
    [InlineData("view/d.v", "view.query=SELECT 1", "view.query=SELECT 2", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("materialized-view/d.m", "materializedView.query=SELECT 1", "materializedView.query=SELECT 2", ChangeAction.Replace, ChangeEffect.Neutral)]
    [InlineData("materialized-view/d.m", "maxStaleness=1800s", "maxStaleness=3600s", ChangeAction.Update, ChangeEffect.Neutral)]
    [InlineData("job/j", "timeZone=America/Phoenix", "timeZone=UTC", ChangeAction.Update, ChangeEffect.Neutral)]
    public void Says_what_is_done_and_whether_data_is_lost(string id, string declared, string live, ChangeAction action, ChangeEffect effect)
    {
        var change = Assert.Single(Plan(State(id, declared), State(id, live)).Changes);
        Assert.Equal((action, effect), (change.Action, change.Effect));
    }

    [Theory]
    [InlineData("job/j", "timeZone=utc", "timeZone=Etc/UTC")]
    [InlineData("job/j", "schedule=0 4 * * *", "schedule=0 4 * * *;lastAttemptTime=2026-01-01T00:00:00Z")]
    [InlineData("view/d.v", "", "labels.goog-pulumi-provisioned=true")]
    public void Is_empty_where_only_the_service_speaks(string id, string declared, string live) => Assert.True(Plan(State(id, declared), State(id, live)).IsEmpty);

    [Fact]
    public void A_table_where_a_view_is_declared_is_replaced_with_permission_only()
    {
        var plan = Plan(State("view/d.v", "view.query=SELECT 1"), State("table/d.v", "schema.a=INT64 NULLABLE"));
        var change = Assert.Single(plan.Changes);
        Assert.Equal((ChangeAction.Replace, ChangeEffect.Destructive), (change.Action, change.Effect));
        Assert.Contains(new(Planner.KindProperty, "VIEW", "TABLE"), change.Differences);
        Assert.Empty(plan.Unmanaged);
    }

    [Theory]
    [InlineData(SqlComparison.Same, 0, true)]
    [InlineData(SqlComparison.Different, 1, true)]
    [InlineData(SqlComparison.Unknown, 1, false)]
    public void Compares_sql_by_meaning_and_never_takes_unknown_for_equal(SqlComparison compared, int changes, bool certain)
    {
        var plan = Planner.Plan([State("view/d.v", "view.query=select 1")], new([State("view/d.v", "view.query=SELECT 1")], []), (_, _, _, _) => compared);
        Assert.Equal(changes, plan.Changes.Count);
        Assert.All(plan.Changes.SelectMany(c => c.Differences), d => Assert.Equal(certain, d.Certain));
    }

    [Theory]
    [InlineData("view/d.v", "dataset/d")]
    [InlineData("view/d.v", "table/d.v")]
    [InlineData("view/d.v", Unobserved.AllDatasets)]
    [InlineData("dataset/d", "dataset/d")]
    [InlineData("job/j", "job/j")]
    [InlineData("job/j", Unobserved.AllJobs)]
    public void Creates_nothing_whose_absence_was_not_seen(string id, string unobserved)
    {
        var plan = Planner.Plan([State(id, "description=x")], new([], [new(unobserved, "Permission denied.")]), Different);
        Assert.Empty(plan.Changes);
        Assert.False(plan.IsEmpty);
    }

    [Theory]
    [InlineData("view/d.v", "dataset/other")]
    [InlineData("view/d.v", Unobserved.AllJobs)]
    [InlineData("job/j", Unobserved.AllDatasets)]
    [InlineData("dataset/d", "table/d.v")]
    public void Creates_what_the_unknown_does_not_touch(string id, string unobserved) =>
        Assert.Equal(ChangeAction.Create, Assert.Single(Planner.Plan([State(id, "description=x")], new([], [new(unobserved, "Permission denied.")]), Different).Changes).Action);

    [Theory]
    [InlineData("A", "B", "B", Origin.Declaration)]
    [InlineData("A", "B", "A", Origin.World)]
    [InlineData("A", "B", "C", Origin.Both)]
    [InlineData("A", "B", null, Origin.Both)]
    public void Tells_the_declaration_that_moved_from_the_world_that_moved(string declared, string live, string? lastApplied, Origin origin)
    {
        var change = Assert.Single(Plan(State("job/j", $"schedule={declared}"), State("job/j", $"schedule={live}")).Changes);
        var last = State("job/j", lastApplied is null ? "" : $"schedule={lastApplied}");
        Assert.Equal(origin, Assert.Single(Origins.Of(change, new Dictionary<ResourceId, ResourceState> { [last.Id] = last }, Different)).Origin);
        Assert.Equal(Origin.Unknown, Assert.Single(Origins.Of(change, null, Different)).Origin);
    }

    [Fact]
    public void A_resource_that_is_gone_was_deleted_in_the_world_and_a_new_one_is_declared()
    {
        var state = State("job/j", "schedule=A");
        var change = Assert.Single(Planner.Plan([state], new([], []), Different).Changes);
        Assert.Equal(Origin.World, Assert.Single(Origins.Of(change, new Dictionary<ResourceId, ResourceState> { [state.Id] = state }, Different)).Origin);
        Assert.Equal(Origin.Declaration, Assert.Single(Origins.Of(change, new Dictionary<ResourceId, ResourceState>(), Different)).Origin);
    }

    private static Plan Plan(ResourceState declared, ResourceState live) => Planner.Plan([declared], new([live], []), Different);

    private static SqlComparison Different(string resource, string property, string declared, string live) => SqlComparison.Different;

    private static ResourceState State(string id, string properties) => new()
    {
        Id = ResourceId.TryParse(id)!,
        Properties = properties.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).ToPropertyDictionary(p => p[0], p => p[1]),
    };
}
