using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests.Healing;

/// <summary>What brings back the data of missed runs, case by case. Instants are UTC.</summary>
public sealed class CatchUpFacts
{
    // schedule, zone | what a run reaches | last good start | now | others: name=reach@hour, '!' before a name that is paused live
    [Theory]
    // The incident of 2025: paused on July 15 after a run started by hand; 29 runs missed when somebody looked on August 13.
    [InlineData("0 2 * * *", "UTC", "P3D", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "", 29, CatchUpVerdict.GapRemains, null)]
    [InlineData("0 2 * * *", "UTC", "P3D", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "full=all@6", 29, CatchUpVerdict.OtherRunCovers, "full")]
    [InlineData("0 2 * * *", "UTC", "all", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "", 29, CatchUpVerdict.NextRunCovers, "job")]
    [InlineData("0 2 * * *", "UTC", "P30D", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "", 29, CatchUpVerdict.NextRunCovers, "job")]
    [InlineData("0 2 * * *", "UTC", "P29D", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "", 29, CatchUpVerdict.RunNow, "job")]
    [InlineData("0 2 * * *", "UTC", "P28D", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "", 29, CatchUpVerdict.GapRemains, null)]
    [InlineData("0 2 * * *", "UTC", "?", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "", 29, CatchUpVerdict.Unknown, null)]
    [InlineData("0 2 * * *", "UTC", "?", "2025-07-15T07:26:11Z", "2025-08-13T07:00:00Z", "full=all@6", 29, CatchUpVerdict.OtherRunCovers, "full")]
    // Nothing missed: the last run was the last fire; or the grace of the fire at 02:00 is not over yet.
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-13T02:00:01Z", "2025-08-13T07:00:00Z", "", 0, CatchUpVerdict.NothingMissed, null)]
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-12T02:00:01Z", "2025-08-13T02:14:59Z", "", 0, CatchUpVerdict.NothingMissed, null)]
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-12T02:00:01Z", "2025-08-13T02:15:00Z", "", 1, CatchUpVerdict.GapRemains, null)]
    [InlineData("0 2 * * *", "UTC", "P2D", "2025-08-12T02:00:01Z", "2025-08-13T02:15:00Z", "", 1, CatchUpVerdict.NextRunCovers, "job")]
    // A rebuild counts whole days of the pipeline's zone; a whole rebuild and one by key always reach.
    [InlineData("0 4 * * *", "America/Phoenix", "window7", "2025-08-06T11:00:00Z", "2025-08-12T20:00:00Z", "", 6, CatchUpVerdict.NextRunCovers, "job")]
    [InlineData("0 4 * * *", "America/Phoenix", "window6", "2025-08-06T11:00:00Z", "2025-08-12T20:00:00Z", "", 6, CatchUpVerdict.RunNow, "job")]
    [InlineData("0 4 * * *", "America/Phoenix", "window5", "2025-08-06T11:00:00Z", "2025-08-12T20:00:00Z", "", 6, CatchUpVerdict.GapRemains, null)]
    [InlineData("0 4 * * *", "America/Phoenix", "whole", "2024-08-06T11:00:00Z", "2025-08-12T20:00:00Z", "", 371, CatchUpVerdict.NextRunCovers, "job")]
    [InlineData("0 4 * * *", "America/Phoenix", "bykey", "2025-08-06T11:00:00Z", "2025-08-12T20:00:00Z", "", 6, CatchUpVerdict.NextRunCovers, "job")]
    // A look-back counts on the clock of the schedule: over the change of clocks a day has 25 hours, and one day still is one day.
    [InlineData("0 2 * * *", "America/Denver", "P2D", "2025-11-01T08:00:00Z", "2025-11-02T20:00:00Z", "", 1, CatchUpVerdict.NextRunCovers, "job")]
    [InlineData("0 2 * * *", "America/Denver", "PT48H", "2025-11-01T08:00:00Z", "2025-11-02T20:00:00Z", "", 1, CatchUpVerdict.NextRunCovers, "job")]
    // Another job helps only while it runs; one that reaches from now, but not from its next fire, must be called.
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-01T02:00:00Z", "2025-08-12T07:00:00Z", "!full=all@6", 11, CatchUpVerdict.GapRemains, null)]
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-01T02:00:00Z", "2025-08-12T01:00:00Z", "weekly=P11D@2", 10, CatchUpVerdict.OtherRunCovers, "weekly")]
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-01T02:00:00Z", "2025-08-12T01:00:00Z", "weekly=P11D@3", 10, CatchUpVerdict.RunOtherNow, "weekly")]
    [InlineData("0 2 * * *", "UTC", "P1D", "2025-08-01T02:00:00Z", "2025-08-12T07:00:00Z", "b=all@9,a=all@9,c=all@8", 11, CatchUpVerdict.OtherRunCovers, "c")]
    // Never attempted: only a run that loads everything helps, and nobody knows how many were missed.
    [InlineData("0 2 * * *", "UTC", "P90D", null, "2025-08-12T07:00:00Z", "", null, CatchUpVerdict.GapRemains, null)]
    [InlineData("0 2 * * *", "UTC", "all", null, "2025-08-12T07:00:00Z", "", null, CatchUpVerdict.NextRunCovers, "job")]
    public void Are_right(string cron, string zone, string reach, string? last, string now, string others, int? missed, CatchUpVerdict verdict, string? by)
    {
        var (analyzed, observation) = World(cron, zone, reach, others, new() { LastAttempt = last is null ? null : At(last), StatusCode = last is null ? null : 0 });
        var advice = CatchUp.Advise(analyzed, analyzed.Pipeline.Jobs[0], observation, "p", At(now));
        Assert.Equal((missed, verdict, by), (advice.Missed, advice.Verdict, advice.CoveredBy));
        Assert.Equal(verdict is CatchUpVerdict.RunNow or CatchUpVerdict.RunOtherNow or CatchUpVerdict.OtherRunCovers ? $"gcloud scheduler jobs run {by} --location=us-central1 --project=p" : null, advice.Command);
    }

    [Fact]
    public void Say_what_was_missed_since_when_and_what_to_do()
    {
        var (analyzed, observation) = World("0 2 * * *", "UTC", "P3D", "full=all@6", new() { LastAttempt = At("2025-07-15T07:26:11Z"), StatusCode = 0 });
        var advice = CatchUp.Advise(analyzed, analyzed.Pipeline.Jobs[0], observation, "p", At("2025-08-13T07:00:00Z"));
        Assert.Equal("29 runs were missed since 2025-07-16 02:00Z; data is loaded up to 2025-07-15 07:26Z. Its next run does not reach back that far, but full at 2025-08-14 06:00Z does.", advice.Says);
        Assert.Equal((At("2025-07-16T02:00:00Z"), At("2025-08-14T06:00:00Z")), (advice.Since, advice.CoveredAt));
    }

    [Fact]
    public void Count_the_run_that_failed_as_missed()
    {
        var (analyzed, observation) = World("0 2 * * *", "UTC", "P2D", "", new() { LastAttempt = At("2025-08-12T02:00:01Z"), StatusCode = 13 });
        var advice = CatchUp.Advise(analyzed, analyzed.Pipeline.Jobs[0], observation, "p", At("2025-08-12T07:00:00Z"));
        Assert.Equal((1, CatchUpVerdict.NextRunCovers, At("2025-08-11T02:00:00Z")), (advice.Missed, advice.Verdict, advice.LoadedUntil));
    }

    [Fact]
    public void Take_a_run_in_progress_for_good()
    {
        var (analyzed, observation) = World("0 2 * * *", "UTC", "P1D", "", new() { LastAttempt = At("2025-08-12T02:00:01Z") });
        Assert.Equal(0, CatchUp.Advise(analyzed, analyzed.Pipeline.Jobs[0], observation, "p", At("2025-08-12T02:02:00Z")).Missed);
        Assert.Equal(1, CatchUp.Advise(analyzed, analyzed.Pipeline.Jobs[0], observation, "p", At("2025-08-12T02:20:00Z")).Missed);
    }

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static (AnalyzedPipeline Analyzed, Observation Observation) World(string cron, string zone, string reach, string others, JobActivity activity)
    {
        var pipeline = new PipelineBuilder { Name = "small", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "America/Phoenix", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        var raw = pipeline.Dataset("raw", Layer.Raw);
        var table = pipeline.Table(new Table { Dataset = raw, Name = "jobs", Columns = [new("id", "INT64")] });
        Declare("job", cron, zone, reach);
        var stopped = new List<ResourceState>();
        foreach (var other in others.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = other.TrimStart('!').Split('=', '@');
            Declare(parts[0], $"0 {parts[2]} * * *", "UTC", parts[1]);
            stopped.Add(new() { Id = ResourceId.Job(parts[0]), Properties = PropertyDictionary.Empty.SetItem("state", other.StartsWith('!') ? "PAUSED" : "ENABLED") });
        }
        var analyzed = new AnalyzedPipeline { Pipeline = pipeline.Build(), Relations = new Dictionary<TableId, AnalyzedSql>(), Jobs = new Dictionary<string, AnalyzedSql>(), Checks = new Dictionary<string, AnalyzedSql>(), Diagnostics = [] };
        return (analyzed, new(stopped, []) { Activity = new Dictionary<ResourceId, JobActivity> { [ResourceId.Job("job")] = activity } });

        void Declare(string name, string expression, string at, string how)
        {
            Materialization? strategy = how switch
            {
                "whole" => Materialization.RebuiltWhole,
                "bykey" => Materialization.RebuiltByKey("id"),
                _ when how.StartsWith("window", StringComparison.Ordinal) => Materialization.RebuiltWindow("day", int.Parse(how[6..], System.Globalization.CultureInfo.InvariantCulture)),
                _ => null,
            };
            if (strategy is not null) pipeline.Job(new QueryJob { Name = name, Schedule = new(expression, at), Rebuilds = pipeline.Materialized(new MaterializedTable { Dataset = raw, Name = "rebuilt", Strategy = strategy }) });
            else pipeline.Job(new HttpJob { Name = name, Schedule = new(expression, at), Uri = new("https://ingest.run.app/x"), Writes = [table], WriteDisposition = how == "all" ? JobWriteDisposition.WriteTruncate : null, LookBack = how.StartsWith('P') ? PeriodPattern.NormalizingIso.Parse(how).Value : null });
        }
    }
}
