namespace Orchestrator.Model.Tests;

public sealed class Definition_of_a_routine
{
    private static readonly Dataset Dataset = new() { Id = new("d"), Layer = Layer.Stage };

    [Theory]
    [InlineData(RoutineKind.Function, "x / 100", "CREATE FUNCTION `d.r`(`x` INT64) RETURNS FLOAT64 AS (\nx / 100\n)")]
    [InlineData(RoutineKind.TableFunction, "SELECT x;\n", "CREATE TABLE FUNCTION `d.r`(`x` INT64) AS\nSELECT x")]
    [InlineData(RoutineKind.Procedure, "SELECT x;\n-- done", "CREATE PROCEDURE `d.r`(IN `x` INT64)\nBEGIN\nSELECT x;\nEND")]
    [InlineData(RoutineKind.Procedure, "begin\nSELECT x;\nend;", "CREATE PROCEDURE `d.r`(IN `x` INT64)\nbegin\nSELECT x;\nend")]
    public void Is_the_statement_that_would_create_it(RoutineKind kind, string body, string statement)
    {
        var routine = new Routine { Dataset = Dataset, Name = "r", Kind = kind, Arguments = [new("x", "integer")], Returns = kind == RoutineKind.Function ? "float" : null };
        Assert.Equal(statement, RoutineDefinition.Of(routine, body).Statement);
    }

    [Fact]
    public void Is_desired_with_the_project_that_is_deployed_to_after_what_it_reads()
    {
        var routine = new Routine { Dataset = Example.Stage, Name = "since", Kind = RoutineKind.TableFunction, Description = "Words" };
        var analyzed = Example.Analyzed() with
        {
            Pipeline = Example.Pipeline with { Routines = [routine], SqlFiles = new Dictionary<string, string> { ["stage/since.routine.sql"] = "SELECT id FROM `shop-1.raw.jobs`" } },
            Routines = new Dictionary<ResourceId, AnalyzedSql> { [routine.ResourceId] = new("x", "", new() { Reads = [new(Example.Project, Example.RawJobs.Id)] }) },
        };
        var state = DesiredState.Of(analyzed, "shop-prod").Single(s => s.Id.Kind == ResourceKind.Routine);
        Assert.Equal("routine/stage.since", state.Id.ToString());
        Assert.Equal("CREATE TABLE FUNCTION `stage.since`() AS\nSELECT id FROM `shop-prod.raw.jobs`", state.Properties["definition"]);
        Assert.Equal("TABLE_VALUED_FUNCTION Words", $"{state.Properties["routineType"]} {state.Properties["description"]}");
        Assert.Equal(["dataset/stage", "table/raw.jobs"], state.DependsOn.Select(d => d.ToString()));
    }

    [Fact]
    public void May_share_its_name_with_a_table()
    {
        var (table, routine) = (new ResourceId(ResourceKind.Table, "d.x"), new ResourceId(ResourceKind.Routine, "d.x"));
        var plan = Planner.Plan([State(table)], new([State(table), State(routine)], []), (_, _, _, _) => SqlComparison.Different);
        Assert.Empty(plan.Changes);
        Assert.Equal(routine, Assert.Single(plan.Unmanaged).Id);
        Assert.Empty(Downstream.Of(PipelineGraph.Of(Example.Analyzed()), new ResourceId(ResourceKind.Routine, "dim.dim_jobs")).Views);
    }

    [Theory]
    [InlineData("routine/d.*", "routine/d.x", true)]
    [InlineData("routine/d.x", "routine/d.x", true)]
    [InlineData("routine/d.*", "table/d.x", false)]
    [InlineData("table/d.x", "routine/d.x", false)]
    [InlineData("dataset/d", "routine/d.x", true)]
    [InlineData("routine/d.*", "routine/dd.x", false)]
    public void Is_unknown_when_its_list_could_not_be_read(string subject, string id, bool covered) =>
        Assert.Equal(covered, new Unobserved(subject, "x").Covers(ResourceId.TryParse(id)!));

    private static ResourceState State(ResourceId id) => new() { Id = id, Properties = PropertyDictionary.Empty };
}
