using NodaTime;
using Orchestrator.Model;

namespace Benchmarks.Drift;

/// <summary>A large pipeline: 20 datasets of 450 tables, views and rebuilt tables, and 1,000 jobs that fill and rebuild them at night.</summary>
public static class DriftFleet
{
    private const int Datasets = 20;
    private const int Tables = 390;
    private const int Views = 50;
    private const int Rebuilt = 10;
    private const int Columns = 20;
    private const int HttpJobs = 800;
    private const string Zone = "America/Phoenix";

    private static readonly IReadOnlyList<Column> TableColumns = [.. Enumerable.Range(0, Columns).Select(i => new Column($"column_{i:00}", i % 3 == 0 ? "INT64" : i % 3 == 1 ? "STRING" : "TIMESTAMP"))];

    /// <summary>The pipeline, analyzed as GoogleSQL would: every statement selects two columns of a table or view of its dataset.</summary>
    public static AnalyzedPipeline Declare()
    {
        var files = new Dictionary<string, string>();
        var pipeline = new PipelineBuilder
        {
            Name = "fleet",
            Project = "fleet-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = Zone,
            SqlFolder = "sql",
            ServiceAccount = "fleet",
            SqlFiles = files,
        };
        var (tables, rebuilds) = (new List<Table>(), new List<MaterializedTable>());
        var relations = new Dictionary<TableId, AnalyzedSql>();
        for (var d = 0; d < Datasets; d++)
        {
            var dataset = pipeline.Dataset($"set_{d:00}", Layer.Raw);
            for (var t = 0; t < Tables; t++) tables.Add(pipeline.Table(new Table { Dataset = dataset, Name = $"table_{t:000}", Columns = TableColumns, Description = "Rows as they were delivered." }));
            for (var v = 0; v < Views; v++)
            {
                var view = pipeline.View(dataset, $"view_{v:00}");
                // Every fifth view begins a chain of five.
                relations[view.Id] = Analyzed(files, view, v % 5 == 0 ? $"table_{v:000}" : $"view_{v - 1:00}");
            }
            for (var r = 0; r < Rebuilt; r++)
            {
                var table = pipeline.Materialized(new MaterializedTable { Dataset = dataset, Name = $"rebuilt_{r:00}", Strategy = Materialization.RebuiltWhole });
                rebuilds.Add(table);
                relations[table.Id] = Analyzed(files, table, $"table_{r:000}");
            }
        }
        for (var j = 0; j < HttpJobs; j++)
        {
            pipeline.Job(new HttpJob
            {
                Name = $"sync-{j:000}",
                Schedule = new($"{j % 60} 2 * * *", Zone),
                Uri = new($"https://ingest.run.app/{j}"),
                Writes = [tables[j * tables.Count / HttpJobs]],
                Longest = Duration.FromMinutes(10),
            });
        }
        var jobs = new Dictionary<string, AnalyzedSql>();
        foreach (var table in rebuilds)
        {
            var job = pipeline.Job(new QueryJob { Name = $"rebuild-{table.Dataset.Id}-{table.Name}".Replace('_', '-'), Schedule = new("30 3 * * *", Zone), Rebuilds = table, Longest = Duration.FromMinutes(10) });
            jobs[job.Name] = relations[table.Id] with { Text = $"CREATE OR REPLACE TABLE `fleet-project.{table.Id}` AS {relations[table.Id].Text}" };
        }
        return new() { Pipeline = pipeline.Build(), Relations = relations, Jobs = jobs, Checks = new Dictionary<string, AnalyzedSql>(), Diagnostics = [] };
    }

    private static AnalyzedSql Analyzed(Dictionary<string, string> files, Relation relation, string from)
    {
        var source = new TableId(relation.Dataset.Id, from);
        var text = $"SELECT column_00, column_01 FROM `fleet-project.{source}`";
        files[$"{relation.Dataset.Id}/{relation.Name}.sql"] = text;
        return new($"sql/{relation.Dataset.Id}/{relation.Name}.sql", text, new() { StatementType = "SELECT", Reads = [new("fleet-project", source)], Columns = [TableColumns[0], TableColumns[1]] });
    }
}
