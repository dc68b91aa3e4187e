using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>Each rule with one planted mistake; the example itself is the clean twin of all of them.</summary>
public sealed class Diagnostics_of_a_declaration
{
    private static readonly HttpJob Sync = (HttpJob)Example.Pipeline.Jobs[0];
    private static readonly Materialization.AsMaterializedView View = (Materialization.AsMaterializedView)Example.JobTotals.Strategy;

    public static TheoryData<string, string, string, Pipeline> Planted() => new()
    {
        { "ORC1001", "dataset/mart", "2 things", Example.Pipeline with { Datasets = [.. Example.Pipeline.Datasets, Example.Mart] } },
        { "ORC1001", "table/raw.jobs", "2 things", Example.Pipeline with { Relations = [.. Example.Pipeline.Relations, Example.RawJobs] } },
        { "ORC1001", "job/sync-jobs", "2 things", Example.Pipeline with { Jobs = [.. Example.Pipeline.Jobs, Sync] } },
        { "ORC1001", "check/sync-fresh", "2 things", Example.Pipeline with { Checks = [.. Example.Pipeline.Checks, Example.Pipeline.Checks[0]] } },
        { "ORC1002", "job/sync jobs", "letters, digits", Example.With(Sync with { Name = "sync jobs" }) },
        { "ORC1002", "check/Sync Fresh", "lower-case", With(Example.Pipeline.Checks[0] with { Name = "Sync Fresh" }) },
        { "ORC1002", "pipeline/Shop", "lower-case", Example.Pipeline with { Name = "Shop" } },
        { "ORC1003", "view/mart.leads_daily", "dataset/mart", Example.Pipeline with { Datasets = [.. Example.Pipeline.Datasets.Where(d => d != Example.Mart)] } },
        { "ORC1003", "job/sync-jobs", "table/raw.other", Example.With(Sync with { Writes = [Example.RawJobs, Example.SyncState, Example.RawJobs with { Name = "other" }] }) },
        { "ORC1003", "check/rows", "view/mart.forgotten", With(new RowsForDate { Name = "rows", Says = "x", Relations = [new(Example.View(Example.Mart, "forgotten"), "day")] }) },
        { "ORC1101", "view/mart.new", "pipelines/shop/sql/mart/new.sql", Example.With(Example.View(Example.Mart, "new")) },
        { "ORC1101", "job/own", "pipelines/shop/sql/jobs/own.sql", Example.With(new QueryJob { Name = "own", Schedule = new("0 5 * * *", Example.Zone), Statement = "own", Longest = Duration.FromMinutes(1) }) },
        { "ORC1102", "pipeline/shop", "pipelines/shop/sql/mart/old.sql", Example.WithFile(Example.Pipeline, "mart/old.sql", "SELECT 1") },
        { "ORC1209", "job/sync-jobs", "no reason", Example.With(Sync with { State = JobState.Paused(" ", "user A", new(2030, 1, 1)) }) },
        { "ORC1209", "job/sync-jobs", "no owner", Example.With(Sync with { State = JobState.Paused("Replaced by the daily sync.", "", new(2030, 1, 1)) }) },
        { "ORC1211", "job/sync-jobs", "deadline of 10s", Example.With(Sync with { AttemptDeadline = Duration.FromSeconds(10) }) },
        { "ORC1211", "job/sync-jobs", "deadline of 1860s", Example.With(Sync with { AttemptDeadline = Duration.FromMinutes(31) }) },
        { "ORC1211", "job/sync-jobs", "6 retries", Example.With(Sync with { Retry = new() { Count = 6 } }) },
        { "ORC1211", "job/sync-jobs", "Back-offs", Example.With(Sync with { Retry = new() { MinBackoff = Duration.FromHours(2) } }) },
        { "ORC1211", "job/sync-jobs", "no time", Example.With(Sync with { Longest = Duration.Zero }) },
        { "ORC1212", "job/sync-jobs", "1235s", Example.With(Sync with { Longest = null, Retry = new() { Count = 5 } }) },
        { "ORC1213", "job/sync-jobs", "placeholder", Example.With(Sync with { Uri = new("https://your-service-url/refresh-views") }) },
        { "ORC1213", "job/sync-jobs", "placeholder", Example.With(Sync with { Uri = new("https://api.example.com/sync") }) },
        { "ORC1214", "job/sync-jobs", "in the clear", Example.With(Sync with { Uri = new("http://ingest-1.a.run.app/sync") }) },
        { "ORC1215", "job/sync-jobs", "no body with GET", Example.With(Sync with { Method = "GET" }) },
        { "ORC1215", "job/sync-jobs", "'post' is not a method", Example.With(Sync with { Method = "post" }) },
        { "ORC1215", "job/sync-jobs", "not an address", Example.With(Sync with { Uri = new("ftp://ingest-1.a.run.app/sync") }) },
        { "ORC1307", "materialized-view/mart.job_totals", "greatest staleness", With(View with { AllowNonIncremental = true, MaxStaleness = null }) },
        { "ORC1308", "materialized-view/mart.job_totals", "every 30s", With(View with { RefreshEvery = Duration.FromSeconds(30) }) },
        { "ORC1308", "materialized-view/mart.job_totals", "every 691200s", With(View with { RefreshEvery = Duration.FromDays(8) }) },
        { "ORC1308", "materialized-view/mart.job_totals", "staleness of 60s", With(View with { MaxStaleness = Duration.FromMinutes(1) }) },
        { "ORC1309", "job/rebuild-dim-jobs-daily", "neither", Example.With(Example.RebuildJobs with { Rebuilds = null }) },
        { "ORC1309", "job/rebuild-dim-jobs-daily", "both", Example.With(Example.RebuildJobs with { Statement = "x" }) },
        { "ORC1310", "table/dim.dim_jobs", "No query job", Example.Pipeline with { Jobs = [.. Example.Pipeline.Jobs.Take(2)] } },
        { "ORC1311", "job/rebuild-dim-jobs-daily", "mart.job_totals", Example.With(Example.RebuildJobs with { Rebuilds = Example.JobTotals }) },
        { "ORC1313", "table/raw.jobs", "5 columns", Example.With(Example.RawJobs with { ClusteredBy = ["id", "day", "total", "id", "day"] }) },
        { "ORC1313", "table/raw.jobs", "'nobody'", Example.With(Example.RawJobs with { ClusteredBy = ["nobody"] }) },
        { "ORC1314", "table/raw.jobs", "'created'", Example.With(Example.RawJobs with { PartitionedBy = new("created") }) },
        { "ORC1314", "table/raw.jobs", "INT64", Example.With(Example.RawJobs with { PartitionedBy = new("id") }) },
        { "ORC1314", "table/raw.jobs", "hours", Example.With(Example.RawJobs with { PartitionedBy = new("day", PartitionLength.Hour) }) },
        { "ORC1316", "table/raw.estimates", "no columns", Example.With(Example.RawEstimates with { Columns = [] }) },
        { "ORC1316", "table/raw.estimates", "2 times", Example.With(Example.RawEstimates with { Columns = [new("id", "INT64"), new("ID", "INT64")] }) },
        { "ORC1316", "table/raw.estimates", "'VARCHAR'", Example.With(Example.RawEstimates with { Columns = [new("id", "VARCHAR")] }) },
        { "ORC1316", "table/raw.estimates", "STRUCT with 0", Example.With(Example.RawEstimates with { Columns = [new("id", "RECORD")] }) },
        { "ORC1401", "check/sync-fresh", "no column 'ended'", With(((SyncFreshness)Example.Pipeline.Checks[0]) with { Log = Example.Log with { TimeColumn = "ended" } }) },
        { "ORC1401", "check/sync-fresh", "STRING, not TIMESTAMP", With(((SyncFreshness)Example.Pipeline.Checks[0]) with { Log = Example.Log with { TimeColumn = "status" } }) },
        { "ORC1402", "check/sync-fresh", "no entity", With(((SyncFreshness)Example.Pipeline.Checks[0]) with { Log = Example.Log with { Entities = [] } }) },
        { "ORC1402", "check/sync-fresh", "age of zero", With(((SyncFreshness)Example.Pipeline.Checks[0]) with { MaxAge = Duration.Zero }) },
        { "ORC1402", "check/volume", "not a share", With(new SyncVolume { Name = "volume", Says = "x", Log = Example.Log, MaxDrop = 50 }) },
        { "ORC1402", "check/rows", "no relation", With(new RowsForDate { Name = "rows", Says = "x", Relations = [] }) },
    };

    [Theory]
    [MemberData(nameof(Planted), DisableDiscoveryEnumeration = true)]
    public void Find_a_planted_mistake(string code, string subject, string says, Pipeline pipeline)
    {
        var found = DeclarationDiagnostics.Find(pipeline);
        Assert.Contains(found, d => d.Code == code && d.Subject == subject && d.Message.Contains(says, StringComparison.Ordinal));
        Assert.All(found, d => Assert.Equal(DiagnosticFacts.All.Single(f => f.Code == d.Code).Severity, d.Severity));
    }

    [Fact]
    public void Find_nothing_in_the_example() => Assert.Empty(DeclarationDiagnostics.Find(Example.Pipeline, new LocalDate(2026, 11, 21)));

    [Fact]
    public void Accept_a_target_on_this_machine_without_tls() =>
        Assert.Empty(DeclarationDiagnostics.Find(Example.With(Sync with { Uri = new("http://localhost:8080/sync") })));

    [Fact]
    public void Ask_for_a_decision_the_day_after_a_pause_was_meant_to_end()
    {
        var paused = Example.With(Sync with { State = JobState.Paused("The daily sync reaches back far enough.", "user A", new(2026, 11, 20)) });
        Assert.Empty(DeclarationDiagnostics.Find(paused, new LocalDate(2026, 11, 20)));
        Assert.Equal("ORC1210", Assert.Single(DeclarationDiagnostics.Find(paused, new LocalDate(2026, 11, 21))).Code);
        Assert.Empty(DeclarationDiagnostics.Find(paused));
    }

    [Fact]
    public void Come_all_at_once_by_file_then_subject_then_code()
    {
        var broken = Example.Pipeline with
        {
            Relations = [.. Example.Pipeline.Relations, Example.View(Example.Mart, "b"), Example.View(Example.Mart, "a")],
            Jobs = [.. Example.Pipeline.Jobs, Sync with { Method = "GET", Uri = new("http://example.com/") }],
        };
        Assert.Equal(
            ["ORC1001 job/sync-jobs", "ORC1213 job/sync-jobs", "ORC1214 job/sync-jobs", "ORC1215 job/sync-jobs", "ORC1101 view/mart.a", "ORC1101 view/mart.b"],
            DeclarationDiagnostics.Find(broken).Select(d => $"{d.Code} {d.Subject}"));
    }

    private static Pipeline With(Check check) => Example.Pipeline with { Checks = [.. Example.Pipeline.Checks.Where(c => c.Name != check.Name), check] };

    private static Pipeline With(Materialization strategy) => Example.With(Example.JobTotals with { Strategy = strategy });
}
