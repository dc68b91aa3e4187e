using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Monitoring;

/// <summary>One table, one sync and the monitor itself; with a second job it is what a deploy has not brought yet.</summary>
internal static class WatchedPipeline
{
    public static Pipeline Declare(string syncAt = "0 2 * * *", Alerting? alerting = null)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "watched",
            Project = "watched-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "watched-pipeline",
            SqlFiles = new Dictionary<string, string> { ["st/ids.sql"] = "SELECT id FROM `watched-project.st.raw`" },
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        var raw = pipeline.Table(new Table { Dataset = dataset, Name = "raw", Columns = [new("id", "INT64")] });
        pipeline.View(dataset, "ids");
        pipeline.Job(new HttpJob { Name = "sync", Schedule = new(syncAt, "America/Phoenix"), Uri = new("https://ingest.run.app/raw"), Writes = [raw], Longest = Duration.FromMinutes(3) });
        pipeline.Monitor(new("https://monitor.run.app/poll"));
        pipeline.Alert(alerting ?? new() { Owner = "user A", Runbook = new("https://runbooks.example.com/watched") });
        return pipeline.Build();
    }
}
