namespace Orchestrator.Model.Tests;

public sealed class Graph_of_the_example
{
    private static readonly PipelineGraph Graph = PipelineGraph.Of(Example.Analyzed());

    [Fact]
    public void Seven_views_stand_on_the_dimension_not_the_five_that_name_it() =>
        Assert.Equal(
            ["mart.leads_daily", "mart.leads_daily_bu", "mart.opportunity_daily", "mart.total_sales_daily", "mart.total_sales_daily_bu", "stage.leads_jobs", "stage.opportunity_jobs"],
            Names(Graph.ViewsOn(Example.DimJobs.Id)));

    [Fact]
    public void What_must_have_landed_is_found_through_views_and_ends_at_a_rebuilt_table() =>
        Assert.Equal(["dim.dim_jobs"], Names(Graph.StoredReadsOf(new TableId(new("mart"), "leads_daily"))));

    [Fact]
    public void A_view_over_two_tables_waits_for_both() =>
        Assert.Equal(["dim.dim_jobs", "raw.estimates"], Names(Graph.StoredReadsOf(new TableId(new("mart"), "total_sales_daily"))));

    [Fact]
    public void A_rebuild_waits_for_what_its_query_reads() => Assert.Equal(["raw.jobs"], Names(Graph.StoredReadsOf(Example.RebuildJobs)));

    [Fact]
    public void A_check_waits_for_the_tables_below_its_views() => Assert.Equal(["dim.dim_jobs"], Names(Graph.StoredReadsOf(Example.Pipeline.Checks[1])));

    [Fact]
    public void Writers_of_a_table_are_the_jobs_that_name_it()
    {
        Assert.Equal(["sync-estimates", "sync-jobs"], Graph.WritersOf(Example.SyncState.Id).Select(j => j.Name));
        Assert.Equal(["rebuild-dim-jobs-daily"], Graph.WritersOf(Example.DimJobs.Id).Select(j => j.Name));
        Assert.Empty(Graph.WritersOf(Example.Views[0].Id));
    }

    [Fact]
    public void Direct_readers_are_those_whose_sql_names_the_table() =>
        Assert.Equal(["mart.total_sales_daily", "mart.total_sales_daily_bu", "stage.leads_jobs", "stage.opportunity_jobs"], Names(Graph.Readers(Example.DimJobs.Id)));

    [Fact]
    public void A_wrong_raw_table_reaches_views_and_checks_through_the_rebuilt_table()
    {
        var downstream = Downstream.Of(Graph, Example.RawJobs.Id);
        Assert.Equal(["dim.dim_jobs", "mart.job_totals"], Names(downstream.Tables));
        Assert.Equal(7, downstream.Views.Count);
        Assert.Equal(["rows-yesterday"], downstream.Checks.Select(c => c.Name));
        Assert.Equal(["rebuild-dim-jobs-daily"], downstream.Jobs.Select(j => j.Name));
    }

    [Fact]
    public void A_flow_is_reached_when_it_reads_something_reached()
    {
        var analyzed = Example.Analyzed();
        var flow = new Flow { Name = "dashboard", Reads = [analyzed.Pipeline.Relations.First(r => r.Id.Name == "leads_daily")] };
        var graph = PipelineGraph.Of(analyzed with { Pipeline = analyzed.Pipeline with { Flows = [flow] } });
        Assert.Equal([flow], Downstream.Of(graph, Example.RawJobs.Id).Flows);
        Assert.Equal([flow], Downstream.Of(graph, new TableId(new("mart"), "leads_daily")).Flows);
        Assert.Empty(Downstream.Of(graph, Example.Logs.ResourceId).Flows);
    }

    [Fact]
    public void A_job_reaches_what_it_writes_and_everything_above()
    {
        var downstream = Downstream.Of(Graph, Example.RebuildJobs.ResourceId);
        Assert.Equal(["dim.dim_jobs"], Names(downstream.Tables));
        Assert.Equal(7, downstream.Views.Count);
    }

    [Fact]
    public void A_dataset_reaches_all_it_holds() => Assert.Equal(["logs.sync_state"], Names(Downstream.Of(Graph, Example.Logs.ResourceId).Tables));

    [Fact]
    public void Everything_comes_after_what_it_reads()
    {
        var order = RelationOrder.Of(Graph);
        Assert.Equal(Example.Pipeline.Relations.Count, order.Order.Count);
        Assert.All(order.Order, id => Assert.All(Graph.ReadsOf(id), read => Assert.True(order.Order.ToList().IndexOf(read.Id) < order.Order.ToList().IndexOf(id))));
        Assert.Empty(order.Cycles);
    }

    [Fact]
    public void The_longest_chain_goes_from_raw_to_mart() =>
        Assert.Equal(["raw.jobs", "dim.dim_jobs", "stage.leads_jobs", "mart.leads_daily"], RelationOrder.Of(Graph).LongestPath.Select(t => t.ToString()));

    [Fact]
    public void A_circle_is_named_once_and_what_stands_above_it_has_no_place()
    {
        static TableId Id(string name) => new(new("d"), name);
        var order = RelationOrder.Of(new Dictionary<TableId, IReadOnlyList<TableId>>
        {
            [Id("a")] = [Id("b")],
            [Id("b")] = [Id("c")],
            [Id("c")] = [Id("a")],
            [Id("above")] = [Id("a")],
            [Id("free")] = [Id("elsewhere")],
        });
        Assert.Equal(["d.a", "d.b", "d.c"], Assert.Single(order.Cycles).Select(t => t.ToString()));
        Assert.Equal(["d.free"], order.Order.Select(t => t.ToString()));
    }

    private static IEnumerable<string> Names(IEnumerable<Relation> relations) => relations.Select(r => r.Id.ToString());
}
