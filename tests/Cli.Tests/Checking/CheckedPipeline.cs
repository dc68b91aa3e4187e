using NodaTime;
using Orchestrator.Model;

namespace Cli.Tests.Checking;

/// <summary>A table that a job fills every night without any source, one that nobody fills, and a check on each.</summary>
internal static class CheckedPipeline
{
    public static Pipeline Declare(string rows = "SELECT 1 AS id, 'a@example.com' AS mail", string says = "SELECT id, mail FROM `checked-project.st.dim` WHERE id < 0", Mute? mute = null, bool paused = false, bool withSync = false)
    {
        var pipeline = new PipelineBuilder
        {
            Name = "checked",
            Project = "checked-project",
            Location = "US",
            SchedulerLocation = "us-central1",
            Zone = "America/Phoenix",
            SqlFolder = "sql",
            ServiceAccount = "checked-pipeline",
            SqlFiles = new Dictionary<string, string>
            {
                ["st/dim.sql"] = rows,
                ["st/dim.filled.check.sql"] = "SELECT 'no row' AS what FROM (SELECT COUNT(id) AS n FROM `checked-project.st.dim`) WHERE n = 0",
                ["st/dim.rightly.check.sql"] = says,
                ["st/other.quiet.check.sql"] = "SELECT id FROM `checked-project.st.other` WHERE id < 0",
            },
        };
        var dataset = pipeline.Dataset("st", Layer.Raw);
        var dim = pipeline.Materialized(new MaterializedTable { Dataset = dataset, Name = "dim", Strategy = Materialization.RebuiltWhole });
        var other = pipeline.Table(new Table { Dataset = dataset, Name = "other", Columns = [new("id", "INT64")] });
        pipeline.Check(new SqlCheck { Name = "filled", Says = "The table has rows.", Relation = dim });
        pipeline.Check(new SqlCheck { Name = "rightly", Says = "No id is negative.", Relation = dim });
        pipeline.Check(new SqlCheck { Name = "quiet", Says = "No other id is negative.", Relation = other });
        pipeline.Job(new QueryJob
        {
            Name = "rebuild",
            Schedule = new("0 4 * * *", "America/Phoenix"),
            Rebuilds = dim,
            Longest = Duration.FromMinutes(3),
            State = paused ? JobState.Paused("Not needed", "data team", new(2026, 10, 21)) : JobState.Enabled,
        });
        if (withSync) pipeline.Job(new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "America/Phoenix"), Uri = new("http://127.0.0.1:9/raw"), Writes = [other], Longest = Duration.FromMinutes(3) });
        if (mute is not null) pipeline.Mute(mute);
        return pipeline.Build();
    }
}
