using System.Text.Json;
using Orchestrator.Model;

namespace Orchestrator.Pulumi.Tests;

/// <summary>What the program says of each kind of resource, by the emission rules learned from other people's incidents.</summary>
public sealed class AProgramOfAPipeline
{
    private static readonly string Text = PulumiProgram.Write(Shop.Analyzed);
    private static readonly JsonElement Resources = JsonDocument.Parse(Text).RootElement.GetProperty("resources");

    [Fact]
    public void Pins_the_provider_and_takes_the_project_from_the_stack()
    {
        var provider = Resources.GetProperty("google");
        Assert.Equal("9.37.0", provider.GetProperty("options").GetProperty("version").GetString());
        Assert.Equal("${project}", provider.GetProperty("properties").GetProperty("project").GetString());
    }

    [Fact]
    public void Never_names_the_project_of_the_declaration() => Assert.DoesNotContain(Shop.Project, Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("job-sync-jobs", "${pauseJobs}")]
    [InlineData("job-rebuild-daily", "${pauseJobs}")]
    [InlineData("job-backfill", "True")]
    public void Always_says_whether_a_job_is_paused(string key, string paused) => Assert.Equal(paused, Property(key, "paused").ToString());

    [Fact]
    public void Says_all_five_numbers_of_a_retry() =>
        Assert.Equal(
            """{"retryCount":3,"maxRetryDuration":"0s","minBackoffDuration":"10s","maxBackoffDuration":"3600s","maxDoublings":5}""",
            JsonSerializer.Serialize(Property("job-sync-jobs", "retryConfig")));

    [Fact]
    public void Encodes_the_statement_of_a_query_job_only_when_it_is_deployed()
    {
        var target = Property("job-rebuild-daily", "httpTarget");
        var body = RuntimeText.Evaluate(target.GetProperty("body").GetProperty("fn::toBase64").GetString()!, "another-2");
        Assert.Equal(QueryJobBody.For(SqlProject.Replace(Shop.Analyzed.Jobs["rebuild-daily"].Text, Shop.Project, "another-2")), body);
        Assert.Equal("https://bigquery.googleapis.com/bigquery/v2/projects/${project}/jobs", target.GetProperty("uri").GetString());
        Assert.Equal("${account-shop-jobs.email}", target.GetProperty("oauthToken").GetProperty("serviceAccountEmail").GetString());
    }

    [Fact]
    public void Sends_the_same_request_as_an_up()
    {
        var desired = DesiredState.Of(Shop.Analyzed, "another-2").Single(s => s.Id == Shop.Sync.ResourceId).Properties;
        var target = Property("job-sync-jobs", "httpTarget");
        Assert.Equal(desired["httpTarget.uri"], RuntimeText.Evaluate(target.GetProperty("uri").GetString()!, "another-2"));
        Assert.Equal(desired["httpTarget.httpMethod"], target.GetProperty("httpMethod").GetString());
        Assert.Equal(desired["httpTarget.headers.Content-Type"], target.GetProperty("headers").GetProperty("Content-Type").GetString());
        Assert.Equal(Shop.Sync.Body, RuntimeText.Evaluate(target.GetProperty("body").GetProperty("fn::toBase64").GetString()!, "another-2"));
    }

    [Theory]
    [InlineData(Shop.LeadsSql)]
    [InlineData("SELECT '`shop-1.raw.jobs` stays in a text', `shop-1`.raw.jobs.id FROM shop-1.raw.jobs -- $")]
    public void Keeps_the_SQL_of_a_view_to_the_letter_but_for_the_project(string sql)
    {
        var resources = JsonDocument.Parse(PulumiProgram.Write(Shop.WithLeads(sql))).RootElement.GetProperty("resources");
        var view = resources.GetProperty("table-mart-leads").GetProperty("properties").GetProperty("view");
        Assert.Equal(SqlProject.Replace(sql, Shop.Project, "another-2"), RuntimeText.Evaluate(view.GetProperty("query").GetString()!, "another-2"));
        Assert.False(view.GetProperty("useLegacySql").GetBoolean());
    }

    [Fact]
    public void Survives_SQL_that_uses_its_own_placeholder()
    {
        var sql = "SELECT 'project-of-the-stack' FROM `shop-1.raw.jobs`";
        var resources = JsonDocument.Parse(PulumiProgram.Write(Shop.WithLeads(sql))).RootElement.GetProperty("resources");
        var query = resources.GetProperty("table-mart-leads").GetProperty("properties").GetProperty("view").GetProperty("query").GetString();
        Assert.Equal("SELECT 'project-of-the-stack' FROM `${project}.raw.jobs`", query);
    }

    [Fact]
    public void Writes_a_schema_in_the_spelling_of_the_API() =>
        Assert.Equal(
            """[{"name":"id","type":"INTEGER","mode":"REQUIRED"},{"name":"day","type":"DATE","mode":"NULLABLE"},{"name":"who","type":"RECORD","mode":"REPEATED","fields":[{"name":"ok","type":"BOOLEAN","mode":"NULLABLE"},{"name":"share","type":"FLOAT","mode":"NULLABLE"}]}]""",
            Property("table-raw-jobs", "schema").GetString());

    [Theory]
    [InlineData("table-raw-jobs", true, true)]
    [InlineData("table-mart-daily", true, true)]
    [InlineData("table-mart-leads", false, false)]
    [InlineData("table-mart-totals", false, false)]
    public void Protects_rows_and_gives_schemas_to_stored_tables_only(string key, bool isProtected, bool schema)
    {
        Assert.Equal(isProtected, Property(key, "deletionProtection").GetBoolean());
        Assert.Equal(schema, Resources.GetProperty(key).GetProperty("properties").TryGetProperty("schema", out _));
    }

    [Fact]
    public void Writes_a_materialized_view_in_the_units_of_the_provider()
    {
        var view = Property("table-mart-totals", "materializedView");
        Assert.Equal(1_800_000, view.GetProperty("refreshIntervalMs").GetInt64());
        Assert.True(view.GetProperty("allowNonIncrementalDefinition").GetBoolean());
        Assert.Equal("0-0 1 4:0:0", Property("table-mart-totals", "maxStaleness").GetString());
    }

    [Fact]
    public void Creates_views_after_what_they_read_and_jobs_after_their_rights()
    {
        Assert.Equal(["${table-raw-jobs}"], DependsOn("table-mart-leads"));
        Assert.Equal(["${jobs-in-project-by-shop-jobs}", "${read-raw-by-shop-jobs}", "${table-mart-daily}", "${table-mart-leads}", "${write-mart-by-shop-jobs}"], DependsOn("job-rebuild-daily"));
    }

    [Fact]
    public void Grants_what_the_statements_need_and_no_more()
    {
        var granted = Resources.EnumerateObject().Where(r => r.Value.GetProperty("properties").TryGetProperty("role", out _))
            .Select(r => $"{r.Name} {r.Value.GetProperty("properties").GetProperty("role").GetString()}");
        Assert.Equal(
            [
                "jobs-in-project-by-shop-jobs roles/bigquery.jobUser",
                "write-mart-by-shop-jobs roles/bigquery.dataEditor",
                // Not named by the statement, but by the view that it reads.
                "read-raw-by-shop-jobs roles/bigquery.dataViewer",
            ],
            granted);
        Assert.Equal("""["accesses"]""", JsonSerializer.Serialize(Resources.GetProperty("dataset-raw").GetProperty("options").GetProperty("ignoreChanges")));
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_declarations()
    {
        var pipeline = Shop.Pipeline;
        var reversed = pipeline with { Datasets = [.. pipeline.Datasets.Reverse()], Relations = [.. pipeline.Relations.Reverse()], Jobs = [.. pipeline.Jobs.Reverse()] };
        Assert.Equal(Text, PulumiProgram.Write(Shop.Analyzed with { Pipeline = reversed }));
    }

    [Fact]
    public void Is_refused_for_a_pipeline_with_mistakes()
    {
        var mistake = new Diagnostic { Code = "ORC1001", Severity = Severity.Error, Subject = "view/x", Message = "m", Remedy = "r" };
        Assert.Contains("shop", Assert.Throws<PulumiProgramException>(() => PulumiProgram.Write(Shop.Analyzed with { Diagnostics = [mistake] })).Message, StringComparison.Ordinal);
    }

    private static JsonElement Property(string key, string name) => Resources.GetProperty(key).GetProperty("properties").GetProperty(name);

    private static IEnumerable<string?> DependsOn(string key) => Resources.GetProperty(key).GetProperty("options").GetProperty("dependsOn").EnumerateArray().Select(d => d.GetString());
}
