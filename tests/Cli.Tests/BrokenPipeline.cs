using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests;

/// <summary>A declaration with one of every mistake.</summary>
internal static class BrokenPipeline
{
    public static Pipeline Declare()
    {
        var pipeline = new PipelineBuilder
        {
            Name = "broken",
            Project = "broken-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "broken",
            SqlFiles = new Dictionary<string, string>
            {
                ["st/cycle_a.sql"] = "SELECT id FROM `broken-project.st.cycle_b`",
                ["st/cycle_b.sql"] = "SELECT id FROM `broken-project.st.cycle_a`",
                ["st/unparsable.sql"] = "SELECT id\nFROM `broken-project.st.raw`\nWHER id = 1",
                ["st/unknown_table.sql"] = "SELECT id FROM `broken-project.st.nowhere`",
                ["st/unknown_column.sql"] = "SELECT\n  idd\nFROM `broken-project.st.raw`",
            },
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        var raw = pipeline.Table(new Table { Dataset = dataset, Name = "raw", Columns = [new("id", "INT64")] });
        foreach (var view in new[] { "cycle_a", "cycle_b", "unparsable", "unknown_table", "unknown_column", "without_sql" }) pipeline.View(dataset, view);
        Job("impossible", "0 25 * * *", "America/Phoenix");
        Job("lost", "0 4 * * *", "America/Phenix");
        Job("twice", "0 4 * * *", "America/Phoenix");
        Job("twice", "0 5 * * *", "America/Phoenix");
        pipeline.Job(new HttpJob { Name = "paused", Schedule = new("0 4 * * *", "America/Phoenix"), Uri = new("https://ingest.run.app/paused"), Writes = [raw], Longest = Duration.FromMinutes(3), State = JobState.Paused(" ", "", new LocalDate(2026, 1, 1)) });
        return pipeline.Build();

        void Job(string name, string cron, string zone) => pipeline.Job(new HttpJob { Name = name, Schedule = new(cron, zone), Uri = new("https://ingest.run.app/x"), Writes = [raw], Longest = Duration.FromMinutes(3) });
    }
}
