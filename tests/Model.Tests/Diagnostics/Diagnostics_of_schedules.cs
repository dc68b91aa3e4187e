using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>Each rule on schedules with one planted mistake and its clean twin.</summary>
public sealed class Diagnostics_of_schedules
{
    private static readonly HttpJob Sync = (HttpJob)Example.Pipeline.Jobs[0];

    [Theory]
    [InlineData("ORC1201", "0 61 * * *", "America/Phoenix")]
    [InlineData("ORC1201", "0 4 * *", "America/Phoenix")]
    [InlineData("ORC1201", "@daily", "America/Phoenix")]
    [InlineData("ORC1202", "0 4 * * *", "America/Phönix")]
    [InlineData("ORC1203", "0 4 30 2 *", "America/Phoenix")]
    [InlineData("ORC1204", "0 4 * * *", "EST")]
    [InlineData("ORC1205", "30 2 * * *", "America/Denver")]
    [InlineData("ORC1205", "30 1 * * *", "America/Denver")]
    [InlineData("ORC1206", "0 4 */2 * 1", "America/Phoenix")]
    [InlineData("ORC1206", "every 5 minutes from 22:00 to 02:00", "America/Phoenix")]
    [InlineData("ORC1207", "0 4 * * *", "UTC")]
    [InlineData("ORC1201", "1st monday of quarter 04:00", "America/Phoenix")]
    [InlineData("ORC1221", "every 5 minutes", "America/Phoenix")]
    public void Find_a_planted_mistake(string code, string cron, string zone) =>
        Assert.Contains(DeclarationDiagnostics.Find(Example.With(Sync with { Schedule = new(cron, zone) })), d => d.Code == code);

    [Theory]
    [InlineData("0 4 * * *", "America/Phoenix")]
    [InlineData("30 2 * * *", "America/Phoenix")]
    [InlineData("0 */2 * * MON-FRI", "America/Phoenix")]
    [InlineData("every monday 04:00", "America/Phoenix")]
    [InlineData("every 2 hours synchronized", "America/Phoenix")]
    public void Find_nothing_in_a_sound_schedule(string cron, string zone) =>
        Assert.Empty(DeclarationDiagnostics.Find(Example.With(Sync with { Schedule = new(cron, zone) })));

    [Theory]
    [InlineData("0 4 * * *", "America/Denver")]
    [InlineData("0 * * * *", "America/Denver")]
    public void Find_no_change_of_clocks_where_none_matters(string cron, string zone) =>
        Assert.DoesNotContain(DeclarationDiagnostics.Find(Example.With(Sync with { Schedule = new(cron, zone) })), d => d.Code == "ORC1205");

    [Theory]
    [InlineData("every 5 minutes", "Write every 5 minutes synchronized, a window with from and to, or unix-cron.")]
    [InlineData("every 7 hours", "Write a window with from and to, specific times, or unix-cron.")]
    public void Say_how_a_plain_interval_gets_fixed_times(string schedule, string remedy)
    {
        var found = Assert.Single(DeclarationDiagnostics.Find(Example.With(Sync with { Schedule = new(schedule, Example.Zone) })), d => d.Code == "ORC1221");
        Assert.Equal((Severity.Warning, remedy), (found.Severity, found.Remedy));
    }

    [Fact]
    public void List_all_zones_with_their_jobs() => Assert.Equal(
        "Its jobs have schedules in 2 zones: America/Phoenix (rebuild-dim-jobs-daily, sync-estimates); UTC (sync-jobs).",
        DeclarationDiagnostics.Find(Example.With(Sync with { Schedule = new("0 9 * * *", "UTC") })).Single(d => d.Code == "ORC1207").Message);

    [Theory]
    [InlineData("estimates-monthly-backfill", "0 * * * *", "fires about 730 times a month")]
    [InlineData("estimates-monthly-backfill", "0 2 1 * *", null)]
    [InlineData("sync_daily", "0 2 * * *", null)]
    [InlineData("sync_daily", "0 2 * * MON-FRI", null)]
    [InlineData("sync_daily", "0 2,14 * * *", "fires about 61 times a month")]
    [InlineData("sync-weekly", "0 2 1 * *", "fires about 1 times a month")]
    [InlineData("sync-dailyness", "0 2 1 * *", null)]
    public void Compare_the_name_with_the_fires(string name, string cron, string? says)
    {
        var found = DeclarationDiagnostics.Find(Example.With(Sync with { Name = name, Schedule = new(cron, Example.Zone) })).Where(d => d.Code == "ORC1208").Select(d => d.Message).ToList();
        if (says is null) Assert.Empty(found);
        else Assert.Contains(says, Assert.Single(found), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 5 * * *", 7, true, "8 copies")]
    [InlineData("0 5 * * *", 7, false, "7 copies")]
    [InlineData("0 5 * * *", 1, true, "2 copies")]
    [InlineData("0 5 * * *", 0, true, null)]
    [InlineData("0 5 * * MON", 7, false, null)]
    [InlineData("0 5 * * MON", 7, true, "2 copies")]
    public void Count_the_copies_that_an_insert_over_a_moving_window_stores(string cron, int days, bool inclusive, string? says)
    {
        var found = Inserting(cron, a => a with { Windows = [new("day", days, inclusive, "America/Phoenix")] }).Where(d => d.Code == "ORC1301").Select(d => d.Message).ToList();
        if (says is null) Assert.Empty(found);
        else Assert.Contains(says, Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_an_insert_without_a_window_unless_it_looks_at_its_target()
    {
        Assert.Equal("ORC1302", Assert.Single(Inserting("0 5 * * *", a => a)).Code);
        Assert.Empty(Inserting("0 5 * * *", a => a with { Reads = [.. a.Reads, a.Writes!] }));
        Assert.Empty(Inserting("0 5 * * *", a => a with { StatementType = "MERGE" }));
    }

    private static IReadOnlyList<Diagnostic> Inserting(string cron, Func<SqlAnalysis, SqlAnalysis> change)
    {
        var table = Example.RawEstimates with { Dataset = Example.Mart, Name = "leads_daily_table" };
        var job = new QueryJob { Name = "store-leads", Schedule = new(cron, Example.Zone), Statement = "store_leads", Longest = Duration.FromMinutes(1) };
        var pipeline = Example.With(job);
        var analyzed = Example.Analyzed(Example.WithFile(pipeline with { Relations = [.. pipeline.Relations, table] }, "jobs/store_leads.sql", "INSERT INTO t SELECT * FROM `shop-1.raw.estimates`"));
        return AnalysisDiagnostics.Find(Example.With(analyzed, job, a => change(a with { StatementType = "INSERT", Writes = new(Example.Project, table.Id) })));
    }
}
