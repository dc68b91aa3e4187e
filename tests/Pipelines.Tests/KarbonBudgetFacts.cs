using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The declaration of source document 001, held against the document.</summary>
public sealed class KarbonBudgetFacts(AnalyzedKarbonBudget analyzed) : IClassFixture<AnalyzedKarbonBudget>
{
    private readonly Pipeline pipeline = analyzed.AsDeclared.Pipeline;
    private readonly PipelineGraph graph = PipelineGraph.Of(analyzed.AsDeclared);

    [Fact]
    public void Has_no_mistake_that_the_analyzer_or_the_model_knows() => Assert.Empty(analyzed.AsDeclared.Diagnostics);

    [Fact]
    public void Lies_where_the_document_says()
    {
        Assert.Equal(("red-octane-444308-f4", "us-central1", "UTC"), (pipeline.Project, pipeline.SchedulerLocation, pipeline.Zone));
        Assert.Equal(["karbon_data"], pipeline.Datasets.Select(d => d.Id.ToString()));
    }

    [Theory]
    [InlineData("work-item-budget-vs-actual-daily-sync", "0 2 * * *")]
    [InlineData("work-item-budget-vs-actual-full-sync-daily", "0 6 * * *")]
    [InlineData("sync-work-item-details-daily", "30 6 * * *")]
    [InlineData("time-details-daily-sync", null)]
    [InlineData("client-dimension-daily-sync", null)]
    [InlineData("user-dimension-daily-sync", null)]
    [InlineData("tenant-team-dimension-daily-sync", null)]
    [InlineData("tenant-team-member-dimension-daily-sync", null)]
    [InlineData("client-group-dimension-daily-sync", null)]
    public void Declares_every_job_that_the_document_names_at_its_time(string name, string? cron)
    {
        var job = Assert.IsType<HttpJob>(Job(name));
        Assert.Equal("UTC", job.Schedule.Zone);
        Assert.Same(JobState.Enabled, job.State);
        Assert.Equal("us-central1-red-octane-444308-f4.cloudfunctions.net", job.Uri.Host);
        if (cron is not null) Assert.Equal(cron, job.Schedule.Expression);
        else Assert.True(FirstFire(job) + job.LongestRun <= FirstFire(Job("sync-work-item-details-daily")));
    }

    [Fact]
    public void Calls_the_function_that_the_document_calls_by_hand_but_with_a_token()
    {
        Assert.EndsWith("/sync-work-item-budget-vs-actual-daily-to-bq", ((HttpJob)Job("work-item-budget-vs-actual-daily-sync")).Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.All(
            DesiredState.Of(analyzed.AsDeclared, pipeline.Project).Where(s => s.Id.Kind == ResourceKind.Job),
            job => Assert.Equal("karbon-budget-pipeline@red-octane-444308-f4.iam.gserviceaccount.com", job.Properties["httpTarget.oidcToken.serviceAccountEmail"]));
    }

    [Fact]
    public void Watches_itself_every_four_hours() => Assert.Equal("0 */4 * * *", Job("pipeline-scheduler-monitor").Schedule.Expression);

    [Fact]
    public void Pairs_the_daily_sync_with_a_full_one_that_replaces()
    {
        var pair = Assert.Single(pipeline.SyncPairs);
        Assert.Equal(["work-item-budget-vs-actual-daily-sync", "work-item-budget-vs-actual-full-sync-daily"], graph.WritersOf(pair.Table.Id).Select(j => j.Name));
        Assert.Equal(JobWriteDisposition.WriteTruncate, pair.Full.WriteDisposition);
        Assert.Equal(["sync-work-item-details-daily"], pair.ReadBy.Select(j => j.Name));
    }

    [Fact]
    public void Leads_from_the_raw_table_through_the_corrected_view_to_the_report()
    {
        var raw = TableId.Parse("karbon_data.WORK_ITEM_BUDGET_VS_ACTUAL_BQ");
        Assert.Equal(["karbon_data.work_item_budget_vs_actual_corrected_view"], graph.Readers(raw).Select(r => r.Id.ToString()));
        Assert.Equal(["karbon_data.WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5"], graph.Readers(TableId.Parse("karbon_data.work_item_budget_vs_actual_corrected_view")).Select(r => r.Id.ToString()));
        Assert.Equal(["karbon_data.WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5"], Assert.Single(pipeline.Flows).Reads.Select(r => r.Id.ToString()));
    }

    [Theory]
    [InlineData("WORK_ITEM_INDIVIDUAL_BUDGET_TIME_TRACKING_VIEW_V5", "WORK_ITEM_ID STRING, WORK_TITLE STRING, budget_user_name STRING, individual_budgeted_hours STRING, has_individual_budget STRING")]
    [InlineData("work_item_budget_vs_actual_corrected_view", "WORK_ITEM_ID STRING, USER_NAME STRING, BUDGETED_MINUTES INT64, sync_reporting_date DATE")]
    public void Gives_the_columns_that_the_document_reads(string view, string columns) => Assert.Equal(
        columns, string.Join(", ", analyzed.AsDeclared.Relations[TableId.Parse($"karbon_data.{view}")].Analysis.Columns.Select(c => $"{c.Name} {c.Type}")));

    [Fact]
    public void Names_nobody() =>
        Assert.All(pipeline.Checks.OfType<ExpectedRows>().SelectMany(c => c.Rows), row => Assert.Contains(row.Key[1].Value, new[] { "user A", "user B" }));

    [Fact]
    public void Begins_where_the_data_does()
    {
        var snowflake = pipeline.Sources.Single(s => s.Name == "WORK_ITEM_BUDGET_VS_ACTUAL");
        Assert.Equal("Karbon", Assert.Single(snowflake.From).System);
        Assert.Equal(2, snowflake.ReadBy.Count);
        Assert.Equal(9, pipeline.Sources.SelectMany(s => s.ReadBy).Count());
    }

    private Job Job(string name) => pipeline.Jobs.Single(j => j.Name == name);

    private static Instant FirstFire(Job job)
    {
        var day = Instant.FromUtc(2025, 7, 16, 0, 0);
        return job.Schedule.Read().Zoned!.Fires(day, day + Duration.FromDays(1), Schedules.DstPolicy.Default).Single();
    }
}
