using System.Collections.Immutable;
using Orchestrator.Model;
using Orchestrator.Reports;

namespace Reports.Tests;

public sealed class LineageOfAPipeline
{
    [Fact]
    public void Goes_from_the_source_through_jobs_and_tables_to_the_flow()
    {
        var diagram = LineageDiagram.Of(Graph("orders"));
        Assert.Equal(
            [
                "graph LR", "    n0[/\"ERP: base\"/]", "    n1[/\"Lake: orders\"/]", "    n2(\"sync (0 2 * * * UTC)\")", "    n3[(\"raw.orders\")]", "    n4[\"raw.daily\"]", "    n5([\"report\"])",
                "    n0 --> n1", "    n1 --> n2", "    n2 --> n3", "    n3 --> n4", "    n4 --> n5",
            ],
            diagram.Mermaid);
        Assert.Equal(["ERP: base", "  -> Lake: orders", "Lake: orders", "  -> sync (0 2 * * * UTC)"], diagram.Lines.Take(4));
    }

    [Fact]
    public void Is_not_broken_by_a_name()
    {
        var diagram = LineageDiagram.Of(Graph("\"]\nclick n0 \"javascript:x\" <b>#"));
        Assert.Contains("    n1[/\"Lake: #quot;] click n0 #quot;javascript:x#quot; #lt;b#gt;#35;\"/]", diagram.Mermaid);
    }

    private static PipelineGraph Graph(string source)
    {
        var pipeline = new PipelineBuilder { Name = "shop", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        var raw = pipeline.Dataset("raw", Layer.Raw);
        var orders = pipeline.Table(new Table { Dataset = raw, Name = "orders", Columns = [new("id", "INT64")] });
        var view = pipeline.View(raw, "daily");
        var sync = pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "UTC"), Uri = new("https://ingest.run.app/x"), Writes = [orders] });
        pipeline.Job(new HttpJob { Name = "monitor", Schedule = new("0 * * * *", "UTC"), Uri = new("https://ingest.run.app/m"), Writes = [] });
        var erp = pipeline.Source(new Source { System = "ERP", Name = "base" });
        pipeline.Source(new Source { System = "Lake", Name = source, From = [erp], ReadBy = [sync] });
        pipeline.Flow(new Flow { Name = "report", Reads = [view] });
        return PipelineGraph.Of(new()
        {
            Pipeline = pipeline.Build(),
            Relations = new Dictionary<TableId, AnalyzedSql> { [view.Id] = new("sql/raw/daily.sql", "SELECT id FROM `p.raw.orders`", new() { Reads = [new("p", orders.Id)] }) },
            Jobs = new Dictionary<string, AnalyzedSql>(),
            Checks = new Dictionary<string, AnalyzedSql>(),
            Diagnostics = [],
        });
    }
}
