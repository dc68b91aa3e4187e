using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Pipelines.Tests;

/// <summary>The declaration of source document 004, held against the document.</summary>
public sealed class ServiceTitanFacts(AnalyzedServiceTitan analyzed) : IClassFixture<AnalyzedServiceTitan>
{
    private readonly Pipeline pipeline = analyzed.AsDeclared.Pipeline;
    private readonly PipelineGraph graph = PipelineGraph.Of(analyzed.AsDeclared);

    [Fact]
    public void Has_no_mistake_that_the_analyzer_or_the_model_knows()
    {
        Assert.Empty(analyzed.AsDeclared.Diagnostics);
        Assert.Empty(analyzed.WithRebuiltLeads.Diagnostics);
    }

    [Theory]
    [InlineData("jobs", "0 2 * * *", 7)]
    [InlineData("appointments", "10 2 * * *", 7)]
    [InlineData("invoices", "15 2 * * *", 7)]
    [InlineData("estimates", "30 2 * * *", 180)]
    [InlineData("payments", "45 2 * * *", 7)]
    [InlineData("payroll", "0 3 * * *", 7)]
    [InlineData("customers", "15 3 * * *", 7)]
    public void Synchronises_each_entity_at_the_time_and_with_the_look_back_of_the_document(string entity, string cron, int days)
    {
        var job = Assert.IsType<HttpJob>(Job($"v2-sync-{entity}-daily"));
        Assert.Equal(new(cron, "America/Phoenix"), job.Schedule);
        Assert.Equal(Period.FromDays(days), job.LookBack);
        Assert.Equal([$"st_raw_v2.raw_{entity}", "st_logs_v2.sync_state"], job.Writes.Select(t => t.Id.ToString()));
        Assert.Equal(job.Longest, job.AttemptDeadline);
        Assert.Equal(RetryPolicy.None, job.Retry);
    }

    [Fact]
    public void Rebuilds_the_dimension_at_four_in_Phoenix_a_quarter_after_the_last_sync_can_have_ended()
    {
        Assert.Equal(new("0 4 * * *", "America/Phoenix"), Job("v2-rebuild-dim-jobs-daily").Schedule);
        Assert.True(new LocalTime(3, 15).PlusMinutes((long)Job("v2-sync-customers-daily").LongestRun.TotalMinutes) <= new LocalTime(3, 45));
    }

    [Fact]
    public void Pauses_the_monthly_backfill_with_reason_owner_and_expiry()
    {
        var paused = Assert.IsType<JobState.PausedState>(Job("estimates-monthly-backfill").State);
        Assert.Equal(new("0 2 1 * *", "America/Phoenix"), Job("estimates-monthly-backfill").Schedule);
        Assert.Contains("180 days", paused.Reason, StringComparison.Ordinal);
        Assert.Equal("data platform team", paused.Owner);
        Assert.Equal(new LocalDate(2027, 10, 21), paused.Until);
    }

    [Fact]
    public void Has_seven_views_on_the_dimension_not_the_five_that_the_document_lists() =>
        Assert.Equal(
            [
                "st_mart_v2.leads_daily", "st_mart_v2.leads_daily_bu", "st_mart_v2.opportunity_daily", "st_mart_v2.total_sales_daily",
                "st_mart_v2.total_sales_daily_bu", "st_stage.leads_jobs", "st_stage.opportunity_jobs",
            ],
            graph.ViewsOn(TableId.Parse("st_dim_v2.dim_jobs")).Select(r => r.Id.ToString()));

    [Fact]
    public void Builds_the_dimension_from_six_raw_tables_of_which_customers_lands_last() =>
        Assert.Equal(["raw_appointments", "raw_customers", "raw_estimates", "raw_invoices", "raw_jobs", "raw_payments"],
            graph.StoredReadsOf(Job("v2-rebuild-dim-jobs-daily")).Select(r => r.Name));

    [Fact]
    public void Total_sales_read_raw_estimates_beside_the_dimension() =>
        Assert.Equal(["st_dim_v2.dim_jobs", "st_raw_v2.raw_estimates"], graph.StoredReadsOf(TableId.Parse("st_mart_v2.total_sales_daily")).Select(r => r.Id.ToString()));

    [Fact]
    public void Carries_the_business_unit_that_the_document_names() =>
        Assert.Contains(analyzed.AsDeclared.Relations[TableId.Parse("st_dim_v2.dim_jobs")].Analysis.Columns, c => c == new Column("businessUnitNormalized", "STRING"));

    [Fact]
    public void One_word_turns_leads_daily_into_a_table_that_a_job_rebuilds_at_five()
    {
        var rebuilt = analyzed.WithRebuiltLeads.Pipeline;
        var job = Assert.IsType<QueryJob>(Assert.Single(rebuilt.Jobs, j => pipeline.Jobs.All(declared => declared.Name != j.Name)));
        Assert.Equal("rebuild-leads-daily", job.Name);
        Assert.Equal(new("0 5 * * *", "America/Phoenix"), job.Schedule);
        Assert.Equal("MERGE", analyzed.WithRebuiltLeads.Jobs[job.Name].Analysis.StatementType);
        Assert.Equal(["st_dim_v2.dim_jobs"], PipelineGraph.Of(analyzed.WithRebuiltLeads).StoredReadsOf(job).Select(r => r.Id.ToString()));
    }

    [Fact]
    public void Sends_nothing_to_a_placeholder() =>
        Assert.All(pipeline.Jobs.OfType<HttpJob>(), job => Assert.EndsWith(".us-central1.run.app", job.Uri.Host, StringComparison.Ordinal));

    [Fact]
    public void Embeds_every_file_of_its_SQL_folder_by_its_path() =>
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(RepositoryRoot(), pipeline.SqlFolder), "*.sql", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(Path.Combine(RepositoryRoot(), pipeline.SqlFolder), f).Replace('\\', '/')).Order(StringComparer.Ordinal),
            pipeline.SqlFiles.Keys);

    [Fact]
    public void Names_every_column_that_it_selects() =>
        Assert.All(pipeline.SqlFiles.Values, sql => Assert.DoesNotContain("SELECT *", sql, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Is_declared_in_at_most_a_hundred_and_fifty_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(RepositoryRoot(), "infra/Pipelines/ServiceTitan/ServiceTitan.cs")).Length, 50, 150);

    [Fact]
    public void Is_in_the_catalog_beside_its_incident()
    {
        Assert.Equal(["karbonbudget", "r360funnel", "servicetitan"], PipelineCatalog.All.Keys);
        Assert.Equal(["000", "001", "004"], PipelineCatalog.Incidents.Keys);
        Assert.All(PipelineCatalog.All, entry => Assert.Equal(entry.Key, entry.Value().Name));
        Assert.All(PipelineCatalog.Incidents, entry => Assert.Equal(entry.Key, entry.Value().Id));
    }

    private Job Job(string name) => pipeline.Jobs.Single(j => j.Name == name);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orchestrator.sln"))) folder = folder.Parent ?? throw new DirectoryNotFoundException("No folder above the tests holds Orchestrator.sln.");
        return folder.FullName;
    }
}
