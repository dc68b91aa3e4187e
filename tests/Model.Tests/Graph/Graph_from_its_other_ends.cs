using System.Collections.Immutable;

namespace Orchestrator.Model.Tests;

/// <summary>The graph keeps its edges from both ends; these laws hold the one against the other on random pipelines.</summary>
public sealed class Graph_from_its_other_ends
{
    [Fact]
    public void Says_of_readers_writers_views_and_everything_downstream_what_a_search_through_all_statements_says()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var graph = PipelineGraph.Of(RandomPipeline(new Random(seed)));
            foreach (var relation in graph.Relations.Values)
            {
                Same(graph.Relations.Values.Where(r => graph.ReadsOf(r.Id).Contains(relation)).OrderBy(r => r.Id).Select(r => r.Id), graph.Readers(relation.Id).Select(r => r.Id));
                Same(graph.Pipeline.Jobs.Where(j => graph.WritesOf(j).Contains(relation)).Select(j => j.Name).Order(StringComparer.Ordinal), graph.WritersOf(relation.Id).Select(j => j.Name));
                Same(graph.Relations.Values.Where(r => !PipelineGraph.IsLanded(r) && graph.StoredReadsOf(r.Id).Contains(relation)).OrderBy(r => r.Id).Select(r => r.Id), graph.ViewsOn(relation.Id).Select(r => r.Id));
                Same(Reached(graph, [relation.Id]), Of(Downstream.Of(graph, relation.ResourceId)));
                Same(Reached(graph, [relation.Id]), Of(Downstream.Of(graph, relation.Id)));
            }
            foreach (var job in graph.Pipeline.Jobs)
            {
                var written = graph.WritesOf(job).Select(r => r.Id).ToList();
                Same(written.Select(w => w.ToString()).Union(Reached(graph, written)).Order(StringComparer.Ordinal), Of(Downstream.Of(graph, job.ResourceId)));
            }
        }
    }

    [Fact]
    public void Leaves_out_what_is_not_known_just_as_each_thing_that_could_not_be_read_says()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var desired = Enumerable.Range(0, 30).Select(_ => State(random)).DistinctBy(s => s.Id).ToList();
            var unobserved = Enumerable.Range(0, random.Next(5)).Select(_ => new Unobserved(random.Next(9) switch { 8 => Unobserved.RoutinesOf($"d{random.Next(3)}"), 0 => Unobserved.AllJobs, 1 => Unobserved.AllDatasets, 2 => "nonsense", _ => State(random).Id.ToString() }, "why")).ToList();
            var created = Planner.Plan(desired, new([], unobserved), (_, _, _, _) => SqlComparison.Different).Changes.Select(c => c.Id).Order();
            Assert.Equal(desired.Select(d => d.Id).Where(id => !unobserved.Any(u => u.Covers(id))).Order(), created);
        }
    }

    private static ResourceState State(Random random)
    {
        var kind = (ResourceKind)random.Next(6);
        var dataset = $"d{random.Next(3)}{(random.Next(4) == 0 ? "0" : "")}";
        var name = kind switch { ResourceKind.Dataset => dataset, ResourceKind.Job => $"j{random.Next(5)}", _ => $"{dataset}.t{random.Next(4)}" };
        return new() { Id = new(kind, name), Properties = PropertyDictionary.Empty };
    }

    // The definition, step by step and without any index.
    private static IEnumerable<string> Reached(PipelineGraph graph, IReadOnlyList<TableId> start)
    {
        var (sources, reached) = (new HashSet<TableId>(), new HashSet<TableId>());
        var open = new Queue<TableId>(start);
        while (open.TryDequeue(out var source))
        {
            if (!sources.Add(source)) continue;
            var jobs = graph.Pipeline.Jobs.Where(j => graph.ReadsOf(j).Any(r => r.Id == source));
            foreach (var next in graph.Relations.Values.Where(r => graph.ReadsOf(r.Id).Any(read => read.Id == source)).Concat(jobs.SelectMany(graph.WritesOf)))
                if (reached.Add(next.Id)) open.Enqueue(next.Id);
        }
        return reached.Select(r => r.ToString()).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Of(Downstream downstream) => downstream.Tables.Concat(downstream.Views).Select(r => r.Id.ToString()).Order(StringComparer.Ordinal);

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> found) => Assert.Equal(expected.ToList(), found.ToList());

    private static AnalyzedPipeline RandomPipeline(Random random)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "random",
            Project = "p",
            Location = "US",
            SchedulerLocation = "l",
            Zone = "UTC",
            SqlFolder = "sql",
            ServiceAccount = "s",
            SqlFiles = ImmutableDictionary<string, string>.Empty,
        };
        var dataset = pipeline.Dataset("d", Layer.Raw);
        var (ids, sql, jobs) = (new List<TableId>(), new Dictionary<TableId, AnalyzedSql>(), new Dictionary<string, AnalyzedSql>());
        for (var i = 0; i < 15; i++)
        {
            Relation relation = random.Next(4) switch
            {
                0 => pipeline.Table(new Table { Dataset = dataset, Name = $"r{i:00}", Columns = [] }),
                1 => pipeline.Materialized(new MaterializedTable { Dataset = dataset, Name = $"r{i:00}", Strategy = Materialization.RebuiltWhole }),
                2 => pipeline.Materialized(new MaterializedTable { Dataset = dataset, Name = $"r{i:00}", Strategy = Materialization.MaterializedView }),
                _ => pipeline.View(dataset, $"r{i:00}"),
            };
            if (relation is not Table) sql[relation.Id] = Reads(random, ids);
            ids.Add(relation.Id);
            if (relation is MaterializedTable { Strategy: Materialization.Rebuilt } rebuilt) pipeline.Job(new QueryJob { Name = $"rebuild-{i}", Schedule = new("0 4 * * *", "UTC"), Rebuilds = rebuilt });
            if (relation is Table table) pipeline.Job(new HttpJob { Name = $"sync-{i}", Schedule = new("0 2 * * *", "UTC"), Uri = new("https://x.run.app"), Writes = [table] });
        }
        var own = pipeline.Job(new QueryJob { Name = "own", Schedule = new("0 5 * * *", "UTC"), Statement = "own" });
        var statement = Reads(random, ids);
        jobs[own.Name] = statement with { Analysis = statement.Analysis with { Writes = new("p", ids[random.Next(ids.Count)]) } };
        return new() { Pipeline = pipeline.Build(), Relations = sql, Jobs = jobs, Checks = ImmutableDictionary<string, AnalyzedSql>.Empty, Diagnostics = [] };
    }

    private static AnalyzedSql Reads(Random random, List<TableId> ids) => new("x.sql", "", new()
    {
        Reads = [.. ids.Where(_ => random.Next(4) == 0).Select(id => new TableReference("p", id))],
    });
}
