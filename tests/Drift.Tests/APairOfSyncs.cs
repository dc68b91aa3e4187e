using System.Collections.Immutable;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Drift.Tests;

/// <summary>A daily and a full sync of one table as they are live; the declaration itself is right.</summary>
public sealed class APairOfSyncs
{
    private static readonly AnalyzedPipeline Analyzed = Declared();
    private static readonly IReadOnlyList<ResourceState> Desired = DesiredState.Of(Analyzed, "p");

    [Fact]
    public void Is_no_finding_while_it_is_as_declared() => Assert.Empty(Find(Desired));

    [Theory]
    [InlineData("PAIR001", "job/daily", "state", "PAUSED", "job/daily is paused: nobody updates raw.budgets.")]
    [InlineData("PAIR001", "job/full", "state", "PAUSED", "job/full is paused: nobody cleans up raw.budgets.")]
    [InlineData("PAIR003", "job/daily", "schedule", "0 8 * * *", "job/daily fires at 08:00, and job/full at 06:00, before it")]
    [InlineData("PAIR005", "job/daily", "schedule", "55 5 * * *", "job/full starts up to 5 min before job/daily has finished")]
    [InlineData("PAIR006", "job/details", "schedule", "5 6 * * *", "job/details starts up to 5 min before job/full has finished")]
    public void Has_each_live_defect_found(string code, string job, string property, string value, string says)
    {
        var finding = Assert.Single(Find([.. Desired.Select(s => s.Id.ToString() == job ? s with { Properties = s.Properties.SetItem(property, value) } : s)]));
        Assert.Equal((code, Severity.Error, "pair/raw.budgets"), (finding.Code, finding.Severity, finding.Subject));
        Assert.Contains(says, finding.Message, StringComparison.Ordinal);
        Assert.Equal(code == "PAIR001" ? job : null, finding.Cause);
        Assert.Equal(["raw.budgets"], finding.Consequence!.Tables);
    }

    [Theory]
    [InlineData("daily")]
    [InlineData("full")]
    public void Has_a_missing_half_found(string job)
    {
        var finding = Assert.Single(Find([.. Desired.Where(s => s.Id.Name != job)]));
        Assert.Equal(("PAIR002", $"job/{job}"), (finding.Code, finding.Cause));
    }

    [Fact]
    public void Has_a_reader_that_is_gone_found() => Assert.Equal("PAIR006", Assert.Single(Find([.. Desired.Where(s => s.Id.Name != "details")])).Code);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(31, true)]
    public void Has_a_full_sync_that_does_not_replace_found_by_its_snapshots(int snapshots, bool found) => Assert.Equal(
        found ? ["PAIR004"] : [],
        PairFinder.Find(Analyzed, new(Desired, []), SmallPipeline.Now, new Dictionary<TableId, int> { [new(new("raw"), "budgets")] = snapshots }).Select(f => f.Code));

    [Fact]
    public void Is_not_judged_while_its_jobs_cannot_be_read() =>
        Assert.Empty(PairFinder.Find(Analyzed, new([.. Desired.Where(s => s.Id.Kind != ResourceKind.Job)], [new(Unobserved.AllJobs, "503")]), SmallPipeline.Now));

    private static IReadOnlyList<Finding> Find(IReadOnlyList<ResourceState> live) => PairFinder.Find(Analyzed, new(live, []), SmallPipeline.Now);

    private static AnalyzedPipeline Declared()
    {
        var pipeline = new PipelineBuilder { Name = "pair", Project = "p", Location = "US", SchedulerLocation = "us-central1", Zone = "UTC", SqlFolder = "sql", SqlFiles = ImmutableDictionary<string, string>.Empty, ServiceAccount = "sa" };
        var raw = pipeline.Dataset("raw", Layer.Raw);
        var budgets = pipeline.Table(new Table { Dataset = raw, Name = "budgets", Columns = [new("id", "INT64"), new("day", "DATE")] });
        var details = pipeline.Table(new Table { Dataset = raw, Name = "details", Columns = [new("id", "INT64")] });
        pipeline.SyncPair(new SyncPair
        {
            Daily = Job("daily", "0 2 * * *", budgets, JobWriteDisposition.Merge),
            Full = Job("full", "0 6 * * *", budgets, JobWriteDisposition.WriteTruncate),
            Table = budgets,
            SnapshotColumn = "day",
            ReadBy = [Job("details", "30 6 * * *", details, JobWriteDisposition.WriteTruncate)],
        });
        var declared = pipeline.Build();
        var analyzed = new AnalyzedPipeline { Pipeline = declared, Relations = new Dictionary<TableId, AnalyzedSql>(), Jobs = new Dictionary<string, AnalyzedSql>(), Checks = new Dictionary<string, AnalyzedSql>(), Diagnostics = [] };
        Assert.Empty(AnalysisDiagnostics.Find(analyzed));
        return analyzed;

        HttpJob Job(string name, string cron, Table table, JobWriteDisposition disposition) => pipeline.Job(new HttpJob
        {
            Name = name,
            Schedule = new(cron, "UTC"),
            Uri = new($"https://ingest.run.app/{name}"),
            Writes = [table],
            WriteDisposition = disposition,
            Longest = NodaTime.Duration.FromMinutes(10),
        });
    }
}
