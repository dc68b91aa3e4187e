using NodaTime;

namespace Orchestrator.Model.Tests;

public sealed class Desired_state
{
    private static readonly IReadOnlyDictionary<string, ResourceState> States =
        DesiredState.Of(Example.Analyzed(), "shop-prod").ToDictionary(s => s.Id.ToString());

    [Fact]
    public void Names_every_resource_once() => Assert.Equal(5 + 12 + 3, States.Count);

    [Theory]
    [InlineData("dataset/mart", "location", "US")]
    [InlineData("dataset/mart", "description", "Figures")]
    [InlineData("table/raw.jobs", "schema.id", "INT64 NULLABLE")]
    [InlineData("table/raw.jobs", "schema.customer", "STRUCT NULLABLE")]
    [InlineData("table/raw.jobs", "schema.customer.name", "STRING NULLABLE")]
    [InlineData("table/raw.jobs", "timePartitioning.type", "DAY")]
    [InlineData("table/raw.jobs", "timePartitioning.field", "day")]
    [InlineData("table/raw.jobs", "clustering.fields", "id")]
    [InlineData("table/dim.dim_jobs", "schema.day", "DATE NULLABLE")]
    [InlineData("view/stage.leads_jobs", "view.query", "SELECT id, day FROM `shop-prod.dim.dim_jobs`")]
    [InlineData("materialized-view/mart.job_totals", "maxStaleness", "14400s")]
    [InlineData("job/sync-jobs", "schedule", "0 2 * * *")]
    [InlineData("job/sync-jobs", "timeZone", "America/Phoenix")]
    [InlineData("job/sync-jobs", "state", "ENABLED")]
    [InlineData("job/sync-jobs", "attemptDeadline", "180s")]
    [InlineData("job/sync-jobs", "httpTarget.httpMethod", "POST")]
    [InlineData("job/sync-jobs", "httpTarget.uri", "https://ingest-1.a.run.app/sync/jobs")]
    [InlineData("job/sync-jobs", "httpTarget.body.entity", "jobs")]
    [InlineData("job/sync-jobs", "httpTarget.body.days", "7")]
    [InlineData("job/sync-jobs", "httpTarget.headers.Content-Type", "application/json")]
    [InlineData("job/sync-jobs", "httpTarget.oidcToken.serviceAccountEmail", "shop-jobs@shop-prod.iam.gserviceaccount.com")]
    [InlineData("job/rebuild-dim-jobs-daily", "httpTarget.uri", "https://bigquery.googleapis.com/bigquery/v2/projects/shop-prod/jobs")]
    [InlineData("job/rebuild-dim-jobs-daily", "httpTarget.oauthToken.serviceAccountEmail", "shop-jobs@shop-prod.iam.gserviceaccount.com")]
    [InlineData("job/rebuild-dim-jobs-daily", "httpTarget.body.configuration.query.useLegacySql", "false")]
    public void Has_the_spelling_of_the_api(string resource, string property, string value) => Assert.Equal(value, States[resource].Properties[property]);

    [Theory]
    [InlineData("job/sync-jobs", "retryConfig.retryCount")]
    [InlineData("job/sync-jobs", "httpTarget.oidcToken.audience")]
    [InlineData("job/rebuild-dim-jobs-daily", "httpTarget.oauthToken.scope")]
    [InlineData("materialized-view/mart.job_totals", "materializedView.refreshIntervalMs")]
    [InlineData("materialized-view/mart.job_totals", "materializedView.enableRefresh")]
    [InlineData("dataset/raw", "description")]
    public void Leaves_out_what_is_the_services_default(string resource, string property) => Assert.DoesNotContain(property, States[resource].Properties.Keys);

    [Fact]
    public void Moves_a_rebuild_to_the_project_that_is_deployed_to()
    {
        var statement = States["job/rebuild-dim-jobs-daily"].Properties["httpTarget.body.configuration.query.query"];
        Assert.Contains("MERGE `shop-prod.dim.dim_jobs`", statement, StringComparison.Ordinal);
        Assert.DoesNotContain("shop-1", statement, StringComparison.Ordinal);
    }

    [Fact]
    public void Depends_on_what_must_exist_before()
    {
        Assert.Equal(["dataset/mart", "view/stage.leads_jobs"], States["view/mart.leads_daily"].DependsOn.Select(d => d.ToString()));
        Assert.Equal(["dataset/dim"], States["table/dim.dim_jobs"].DependsOn.Select(d => d.ToString()));
        Assert.Equal(["table/dim.dim_jobs", "table/raw.jobs"], States["job/rebuild-dim-jobs-daily"].DependsOn.Select(d => d.ToString()));
    }

    [Fact]
    public void Knows_no_property_that_the_facts_do_not_list() =>
        Assert.All(States.Values, s => Assert.All(s.Properties.Keys, p => Assert.NotNull(PropertyFacts.Find(s.Id.Kind, p))));

    [Fact]
    public void Of_a_relation_without_sql_is_refused()
    {
        var broken = Example.Analyzed() with { Relations = new Dictionary<TableId, AnalyzedSql>() };
        Assert.Contains("has no SQL", Assert.Throws<ArgumentException>(() => DesiredState.Of(broken, "p")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(180_000_000_000, "180s")]
    [InlineData(5_500_000_000, "5.5s")]
    [InlineData(1, "0.000000001s")]
    [InlineData(0, "0s")]
    public void Writes_durations_as_seconds(long nanoseconds, string text)
    {
        Assert.Equal(text, ApiDuration.Write(Duration.FromNanoseconds(nanoseconds)));
        Assert.Equal(Duration.FromNanoseconds(nanoseconds), ApiDuration.TryRead(text));
    }
}
