using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.GoogleSql.Tests;

public sealed class Analysis_of_a_pipeline
{
    private static readonly Dataset Raw = new() { Id = new("raw"), Layer = Layer.Raw };
    private static readonly Dataset Mart = new() { Id = new("mart"), Layer = Layer.Mart };
    private static readonly Table Jobs = new() { Dataset = Raw, Name = "jobs", Columns = [new("id", "INT64"), new("day", "DATE")] };
    private static readonly MaterializedTable Kept = new() { Dataset = Mart, Name = "kept", Strategy = Materialization.RebuiltWindow("day", 7) };

    private readonly ScriptedAnalyzer analyzer = new();

    [Fact]
    public async Task Asks_for_each_statement_after_what_it_reads()
    {
        var analyzed = await AnalyzeAsync(("a", "SELECT id, day FROM `p.mart.b`"), ("b", "SELECT id, day FROM `p.raw.jobs`"));
        Assert.Empty(analyzed.Diagnostics);
        Assert.Equal(["SELECT id, day FROM `p.raw.jobs`", "SELECT id, day FROM `p.mart.b`"], analyzer.Asked.Take(2).Select(a => a.Sql));
        Assert.Equal([["raw.jobs"], ["mart.b", "raw.jobs"]], analyzer.Asked.Take(2).Select(a => a.Tables));
    }

    [Fact]
    public async Task Tells_a_mistake_once_and_not_again_for_everything_above()
    {
        var analyzed = await AnalyzeAsync(("a", "SELECT id, day FROM `p.mart.b`"), ("b", "SELECT id,\n  wrong FROM `p.raw.jobs`"), ("c", "SELECT 1 FROM `p.mart.a`"));
        var mistake = Assert.Single(analyzed.Diagnostics);
        Assert.Equal(("ORC1105", "view/mart.b", "sql/mart/b.sql:2:3"), (mistake.Code, mistake.Subject, mistake.Place!.ToString()));
        Assert.Equal(["mart.a"], analyzed.Relations[TableId.Parse("mart.c")].Analysis.Reads.Select(r => r.Id.ToString()));
    }

    [Fact]
    public async Task Tells_all_mistakes_that_do_not_follow_from_each_other() => Assert.Equal(
        ["ORC1103 view/mart.a", "ORC1104 view/mart.b", "ORC1105 view/mart.c"],
        (await AnalyzeAsync(("a", "SELECT unparsable"), ("b", "SELECT 1 FROM `p.raw.nobody`"), ("c", "SELECT wrong FROM `p.raw.jobs`"))).Diagnostics.Select(d => $"{d.Code} {d.Subject}"));

    [Fact]
    public async Task Names_a_circle_and_analyzes_nothing_in_it()
    {
        var analyzed = await AnalyzeAsync(("a", "SELECT 1 FROM `p.mart.b`"), ("b", "SELECT 1 FROM `p.mart.a`"), ("above", "SELECT 1 FROM `p.mart.a`"));
        Assert.Equal("ORC1108", Assert.Single(analyzed.Diagnostics).Code);
        Assert.Empty(analyzer.Asked);
    }

    [Fact]
    public async Task A_missing_file_is_told_once_and_stops_what_reads_it()
    {
        var pipeline = Declare(("a", "SELECT 1 FROM `p.mart.b`"), ("b", null));
        Assert.Equal("ORC1101", Assert.Single((await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, CancellationToken.None)).Diagnostics).Code);
    }

    [Fact]
    public async Task A_rebuild_is_analyzed_as_the_statement_that_is_sent()
    {
        var pipeline = Rebuilding(Kept);
        var analyzed = await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, CancellationToken.None);
        Assert.Empty(analyzed.Diagnostics);
        Assert.Equal(RebuildStatement.For(Kept, "SELECT id, day FROM `p.raw.jobs`", [new("id", "INT64"), new("day", "DATE")], pipeline), analyzed.Jobs["rebuild"].Text);
        Assert.Equal(analyzed.Jobs["rebuild"].Text, analyzer.Asked[^1].Sql);
    }

    [Fact]
    public async Task A_rebuild_by_a_column_that_is_not_there_is_told_by_name_and_not_by_the_generated_statement()
    {
        var analyzed = await PipelineAnalysis.AnalyzeAsync(Rebuilding(Kept with { Strategy = Materialization.RebuiltWindow("kpi_date", 7) }), analyzer, CancellationToken.None);
        Assert.Equal("ORC1315", Assert.Single(analyzed.Diagnostics).Code);
        Assert.Empty(analyzed.Jobs);
    }

    [Fact]
    public async Task A_check_may_use_now_and_today_and_its_mistakes_stand_where_they_were_written()
    {
        var check = new SqlCheck { Name = "no-future", Says = "No row lies in the future.", Relation = Jobs };
        var pipeline = Declare() with
        {
            Checks = [check],
            SqlFiles = new Dictionary<string, string> { ["raw/jobs.no-future.check.sql"] = "SELECT id FROM `p.raw.jobs`\nWHERE day > @today AND wrong < @now" },
        };
        var mistake = Assert.Single((await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, CancellationToken.None)).Diagnostics);
        Assert.Equal("sql/raw/jobs.no-future.check.sql:2:24", mistake.Place!.ToString());
        Assert.Contains("DATE '", Assert.Single(analyzer.Asked).Sql, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Judges_pauses_by_the_day_that_it_is_given()
    {
        var sync = (HttpJob)Declare().Jobs[0];
        var pipeline = Declare() with { Jobs = [sync with { State = JobState.Paused("The source is being moved.", "user A", new(2026, 11, 20)) }] };
        Assert.Empty((await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, CancellationToken.None)).Diagnostics);
        Assert.Equal("ORC1210", Assert.Single((await PipelineAnalysis.AnalyzeAsync(pipeline, analyzer, new LocalDate(2026, 11, 21), CancellationToken.None)).Diagnostics).Code);
    }

    private Task<AnalyzedPipeline> AnalyzeAsync(params (string Name, string? Sql)[] views) =>
        PipelineAnalysis.AnalyzeAsync(Declare(views), analyzer, CancellationToken.None);

    private static Pipeline Rebuilding(MaterializedTable table)
    {
        var pipeline = Declare();
        return pipeline with
        {
            Relations = [.. pipeline.Relations, table],
            Jobs = [.. pipeline.Jobs, new QueryJob { Name = "rebuild", Schedule = new("0 4 * * *", "America/Phoenix"), Longest = Duration.FromMinutes(5), Rebuilds = table }],
            SqlFiles = new Dictionary<string, string> { ["mart/kept.sql"] = "SELECT id, day FROM `p.raw.jobs`" },
        };
    }

    private static Pipeline Declare(params (string Name, string? Sql)[] views) => new()
    {
        Name = "shop",
        Project = "p",
        Location = "US",
        SchedulerLocation = "us-central1",
        Zone = "America/Phoenix",
        SqlFolder = "sql",
        ServiceAccount = "jobs",
        Datasets = [Raw, Mart],
        Relations = [Jobs, .. views.Select(v => new View { Dataset = Mart, Name = v.Name })],
        Jobs = [new HttpJob { Name = "sync", Schedule = new("0 2 * * *", "America/Phoenix"), Longest = Duration.FromMinutes(20), Uri = new("https://ingest-1.a.run.app/sync"), Writes = [Jobs], LookBack = Period.FromDays(7) }],
        Checks = [],
        SqlFiles = views.Where(v => v.Sql is not null).ToDictionary(v => $"mart/{v.Name}.sql", v => v.Sql!),
    };
}
