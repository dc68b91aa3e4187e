using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Healing;

/// <summary>A raw table, a dimension rebuilt from it by a job that needs no outside, a view, and a backfill that is declared paused.</summary>
internal static class HealingPipeline
{
    public static Pipeline Declare(string cron = "0 4 * * *", bool rebuildPaused = false, bool backfillPaused = true)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "small",
            Project = "small-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "small-pipeline",
            SqlFiles = new Dictionary<string, string> { ["st/dim.sql"] = "SELECT id FROM `small-project.st.raw`", ["st/ids.sql"] = "SELECT id FROM `small-project.st.dim`" },
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        var raw = pipeline.Table(new Table { Dataset = dataset, Name = "raw", Columns = [new("id", "INT64")] });
        var dim = pipeline.Materialized(new MaterializedTable { Dataset = dataset, Name = "dim", Strategy = Materialization.RebuiltWhole });
        pipeline.View(dataset, "ids");
        var paused = JobState.Paused("Not needed", "data team", new LocalDate(2026, 10, 21));
        pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/raw"), Writes = [raw], Longest = Duration.FromMinutes(3) });
        pipeline.Job(new HttpJob { Name = "backfill", Schedule = new("0 1 1 * *", "America/Phoenix"), Uri = new("https://ingest.run.app/all"), Writes = [raw], Longest = Duration.FromMinutes(3), State = backfillPaused ? paused : JobState.Enabled });
        pipeline.Job(new QueryJob { Name = "rebuild", Schedule = new(cron, "America/Phoenix"), Rebuilds = dim, Longest = Duration.FromMinutes(3), State = rebuildPaused ? paused : JobState.Enabled });
        return pipeline.Build();
    }
}
