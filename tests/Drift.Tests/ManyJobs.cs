using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>Pipelines of any size: each job fills a table of its own.</summary>
internal static class ManyJobs
{
    public static AnalyzedPipeline Analyzed(IReadOnlyList<(string Name, bool Paused)> jobs)
    {
        var pipeline = Builder("many");
        var dataset = pipeline.Dataset("raw", Layer.Raw);
        foreach (var (name, paused) in jobs)
        {
            var table = pipeline.Table(new Table { Dataset = dataset, Name = name.Replace('-', '_'), Columns = [new("id", "INT64")] });
            pipeline.Job(new HttpJob
            {
                Name = name,
                Schedule = new("0 2 * * *", "UTC"),
                Uri = new($"https://ingest.run.app/{name}"),
                Writes = [table],
                State = paused ? JobState.Paused("Not needed", "data team", new LocalDate(2030, 1, 1)) : JobState.Enabled,
            });
        }

        return Analyzed(pipeline, new Dictionary<TableId, AnalyzedSql>());
    }

    public static PipelineBuilder Builder(string name) =>
        new() { Name = name, Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };

    public static AnalyzedPipeline Analyzed(PipelineBuilder pipeline, IReadOnlyDictionary<TableId, AnalyzedSql> relations) => new()
    {
        Pipeline = pipeline.Build(),
        Relations = relations,
        Jobs = new Dictionary<string, AnalyzedSql>(),
        Checks = new Dictionary<string, AnalyzedSql>(),
        Diagnostics = [],
    };

    /// <summary>The SQL of a relation that reads others.</summary>
    public static AnalyzedSql Reads(Relation relation, params IEnumerable<Relation> read) =>
        new($"sql/{relation.Id}.sql", "SELECT id", new() { Reads = [.. read.Select(r => new TableReference("p", r.Id))], Columns = [new("id", "INT64")] });
}
