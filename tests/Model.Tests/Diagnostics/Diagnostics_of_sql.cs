using NodaTime;

namespace Orchestrator.Model.Tests;

/// <summary>Each rule on analyzed SQL with one planted mistake; the example itself is the clean twin of all of them.</summary>
public sealed class Diagnostics_of_sql
{
    private static readonly AnalyzedPipeline Clean = Example.Analyzed();
    private static readonly View Leads = Example.Views[0];

    public static TheoryData<string, string, string, AnalyzedPipeline> Planted() => new()
    {
        { "ORC1103", "view/stage.leads_jobs", "Unexpected end", Refused(SqlErrorKind.Syntax, "Syntax error: Unexpected end of script") },
        { "ORC1104", "view/stage.leads_jobs", "Table not found", Refused(SqlErrorKind.UnknownTable, "Table not found: x") },
        { "ORC1105", "view/stage.leads_jobs", "Unrecognized name", Refused(SqlErrorKind.UnknownColumn, "Unrecognized name: x") },
        { "ORC1106", "view/stage.leads_jobs", "No matching", Refused(SqlErrorKind.Other, "No matching signature") },
        { "ORC1107", "view/stage.leads_jobs", "DELETE", Example.With(Clean, Leads, a => a with { StatementType = "DELETE" }) },
        { "ORC1107", "job/own", "SELECT", Own("SELECT 1", a => a with { StatementType = "SELECT" }) },
        { "ORC1108", "view/mart.leads_daily", "mart.leads_daily -> stage.leads_jobs -> mart.leads_daily", Reading(Leads, "mart.leads_daily") },
        { "ORC1108", "view/stage.leads_jobs", "reads itself", Reading(Leads, "stage.leads_jobs") },
        { "ORC1109", "view/stage.leads_jobs", "layer Mart", Reading(Leads, "mart.job_totals") },
        { "ORC1109", "view/stage.leads_jobs", "layer Log", Reading(Leads, "logs.sync_state") },
        { "ORC1110", "view/stage.leads_jobs", "not in America/Phoenix", WithText("SELECT id, day FROM `shop-1.dim.dim_jobs` WHERE day < CURRENT_DATE()") },
        { "ORC1303", "job/rebuild-dim-jobs-daily", "job/sync-jobs loads 7 days", Example.Analyzed(Example.With(Example.DimJobs with { Strategy = Materialization.RebuiltWindow("day", 6) }) with { Jobs = Rebuilding(Materialization.RebuiltWindow("day", 6)) }) },
        { "ORC1304", "materialized-view/mart.job_totals", "stage.leads_jobs", Reading(Example.JobTotals, "stage.leads_jobs") },
        { "ORC1305", "materialized-view/mart.job_totals", "mart.other_totals", OverMaterialized() },
        { "ORC1306", "materialized-view/mart.job_totals", "analytic", Example.With(Clean, Example.JobTotals, a => a with { MaterializedObstacles = [new(MaterializedObstacleKind.AnalyticFunction, "RANK")] }) },
        { "ORC1306", "materialized-view/mart.job_totals", "OUTER JOIN", Example.With(Clean, Example.JobTotals, a => a with { MaterializedObstacles = [new(MaterializedObstacleKind.OuterJoin, "FULL")] }) },
        { "ORC1306", "materialized-view/mart.job_totals", "RAND", Example.With(Clean, Example.JobTotals, a => a with { VolatileFunctions = ["RAND"] }) },
        { "ORC1312", "table/raw.estimates", "No job", Example.Analyzed(Example.Pipeline with { Jobs = [.. Example.Pipeline.Jobs.Where(j => j.Name != "sync-estimates")] }) },
        { "ORC1313", "materialized-view/mart.job_totals", "'kpi_date'", Example.Analyzed(Example.With(Example.JobTotals with { ClusteredBy = ["kpi_date"] })) },
        { "ORC1315", "table/dim.dim_jobs", "'kpi_date'", Example.Analyzed(Example.With(Example.DimJobs with { Strategy = Materialization.RebuiltWindow("kpi_date", 7) })) },
        { "ORC1315", "table/dim.dim_jobs", "INT64, not DATE", Example.Analyzed(Example.With(Example.DimJobs with { Strategy = Materialization.RebuiltWindow("id", 7) })) },
        { "ORC1315", "table/dim.dim_jobs", "no key", Example.Analyzed(Example.With(Example.DimJobs with { Strategy = Materialization.RebuiltByKey() })) },
        { "ORC1315", "table/dim.dim_jobs", "'key'", Example.Analyzed(Example.With(Example.DimJobs with { Strategy = Materialization.RebuiltByKey("key", "ID") })) },
        { "ORC1401", "check/rows-yesterday", "INT64, not DATE", Example.With(Clean, Example.Views[2], a => a with { Columns = [new("day", "INT64")] }) },
    };

    [Theory]
    [MemberData(nameof(Planted), DisableDiscoveryEnumeration = true)]
    public void Find_a_planted_mistake(string code, string subject, string says, AnalyzedPipeline analyzed) => Assert.Contains(
        AnalysisDiagnostics.Find(analyzed), d => d.Code == code && d.Subject == subject && d.Message.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void Find_nothing_in_the_example() => Assert.Empty(AnalysisDiagnostics.Find(Clean));

    [Fact]
    public void Give_the_place_of_a_refused_statement() =>
        Assert.Equal("pipelines/shop/sql/stage/leads_jobs.sql:3:14", AnalysisDiagnostics.Find(Refused(SqlErrorKind.UnknownColumn, "Unrecognized name: x")).Single().Place!.ToString());

    [Fact]
    public void Name_the_one_read_upward_of_a_circle_too() =>
        Assert.Equal(["ORC1108", "ORC1109"], AnalysisDiagnostics.Find(Reading(Leads, "mart.leads_daily")).Select(d => d.Code).Order());

    [Theory]
    [InlineData("SELECT CURRENT_DATE('America/Phoenix')", null)]
    [InlineData("SELECT t.current_date, '\nCURRENT_DATE()' -- CURRENT_DATE()", null)]
    [InlineData("SELECT 1,\n  current_date", "2:3")]
    [InlineData("SELECT CURRENT_DATE ( ) - 1", "1:8")]
    [InlineData("SELECT CURRENT_DATETIME()", "1:8")]
    [InlineData("SELECT CURRENT_TIMESTAMP()", null)]
    public void Find_today_in_utc_by_its_place(string sql, string? place)
    {
        var found = AnalysisDiagnostics.Find(WithText(sql)).Where(d => d.Code == "ORC1110");
        Assert.Equal(place is null ? [] : [$"pipelines/shop/sql/stage/leads_jobs.sql:{place}"], found.Select(d => d.Place!.ToString()));
    }

    [Fact]
    public void Allow_a_window_that_reaches_as_far_as_the_look_back() =>
        Assert.Empty(AnalysisDiagnostics.Find(Example.Analyzed(Example.With(Example.DimJobs with { Strategy = Materialization.RebuiltWindow("day", 7) }) with { Jobs = Rebuilding(Materialization.RebuiltWindow("day", 7)) })));

    [Fact]
    public void Allow_analytic_functions_where_a_full_refresh_is_allowed()
    {
        var table = Example.JobTotals with { Strategy = new Materialization.AsMaterializedView { AllowNonIncremental = true, MaxStaleness = Duration.FromHours(4) } };
        Assert.Empty(AnalysisDiagnostics.Find(Example.With(Example.Analyzed(Example.With(table)), table, a => a with { MaterializedObstacles = [new(MaterializedObstacleKind.AnalyticFunction, "RANK"), new(MaterializedObstacleKind.OuterJoin, "FULL")] })));
    }

    private static AnalyzedPipeline Refused(SqlErrorKind kind, string message) => Example.With(Clean, Leads, a => a with { Error = new(message, 3, 14, kind), Columns = [], StatementType = "" });

    private static AnalyzedPipeline Reading(Relation relation, string table) =>
        Example.With(Clean, relation, a => a with { Reads = [new(Example.Project, TableId.Parse(table))] });

    private static AnalyzedPipeline WithText(string sql) => Clean with
    {
        Relations = Clean.Relations.ToDictionary(r => r.Key, r => r.Key == Leads.Id ? r.Value with { Text = sql } : r.Value),
    };

    private static AnalyzedPipeline OverMaterialized()
    {
        var other = Example.JobTotals with { Name = "other_totals" };
        var pipeline = Example.WithFile(Example.With(other), "mart/other_totals.sql", "SELECT id, day FROM `shop-1.raw.jobs`");
        return Example.With(Example.Analyzed(pipeline), Example.JobTotals, a => a with { Reads = [new(Example.Project, other.Id)] });
    }

    private static AnalyzedPipeline Own(string sql, Func<SqlAnalysis, SqlAnalysis> change)
    {
        var job = new QueryJob { Name = "own", Schedule = new("0 5 * * *", Example.Zone), Statement = "own", Longest = Duration.FromMinutes(1) };
        return Example.With(Example.Analyzed(Example.WithFile(Example.With(job), "jobs/own.sql", sql)), job, change);
    }

    private static IReadOnlyList<Job> Rebuilding(Materialization strategy) =>
        [.. Example.Pipeline.Jobs.Take(2), Example.RebuildJobs with { Rebuilds = Example.DimJobs with { Strategy = strategy } }];
}
