using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class Datasets_of_a_pipeline
{
    [Fact]
    public async Task Are_read_with_everything_in_them_and_what_is_refused_is_told()
    {
        var google = new RecordedGoogle("datasets-of-a-pipeline");
        var seen = await Given.Warehouse(google).ObserveAsync(Given.Pipeline("raw", "absent", "secret"), default);
        google.AssertOver();
        Assert.Equal(
            """
            dataset/raw
            description = As delivered
            labels.team = data
            location = US
            table/raw.jobs
            clustering.fields = id,done
            description = Jobs
            labels.empty = 
            labels.sql-hash = abc
            schema.amount = FLOAT64 NULLABLE
            schema.customer = STRUCT REPEATED
            schema.customer.name = STRING NULLABLE
            schema.done = BOOL NULLABLE
            schema.id = INT64 REQUIRED
            timePartitioning.field = created
            timePartitioning.type = DAY
            table/raw.sheet
            view/raw.leads
            view.query = #legacySQL
            SELECT 1
            materialized-view/raw.kpis
            materializedView.query = SELECT 2
            maxStaleness = 100800.5s
            routine/raw.cents
            definition = CREATE FUNCTION `raw.cents`(`x` INT64) RETURNS FLOAT64 AS (
            x / 100
            )
            description = Money
            routineType = SCALAR_FUNCTION
            """,
            string.Join('\n', seen.Resources.Select(Given.Lines)));
        Assert.Equal(["dataset/secret", "routine/raw.hidden", "view/raw.hidden"], seen.Unobserved.Select(u => u.Subject));
        Assert.Equal(
            "Access to view/raw.hidden was denied: give the account the role it needs, or sign in with another. Google says: Access Denied: Table acme:raw.hidden (HTTP 403, accessDenied).",
            seen.Unobserved[2].Reason);
    }

    [Fact]
    public async Task Cannot_be_asked_for_when_nobody_answers() => await Assert.ThrowsAsync<GoogleUnreachableException>(() =>
        Given.Warehouse(new Answering((_, _) => throw new HttpRequestException(HttpRequestError.NameResolutionError))).ObserveAsync(Given.Pipeline("raw"), default));

    [Fact]
    public async Task Are_told_as_not_observed_when_the_connection_is_lost_half_way()
    {
        var server = new Answering((asked, _) => asked.Path.EndsWith("/raw", StringComparison.Ordinal)
            ? AnsweringHandler.Text(200, """{"location":"US"}""")
            : throw new HttpRequestException(HttpRequestError.ResponseEnded));
        var seen = await Given.Warehouse(server).ObserveAsync(Given.Pipeline("raw"), default);
        Assert.Equal("dataset/raw", Assert.Single(seen.Resources).Id.ToString());
        Assert.Equal(
            new Unobserved("dataset/raw", "127.0.0.1:9050 could not be reached for the tables of dataset/raw: the connection ended before the answer was complete."),
            Assert.Single(seen.Unobserved));
    }

    [Fact]
    public async Task May_hold_thousands_of_tables()
    {
        var server = new FakeBigQuery();
        server.Resources["datasets/raw"] = new() { ["location"] = "US" };
        for (var i = 0; i < 2000; i++) server.Resources[$"datasets/raw/tables/t{i:0000}"] = new() { ["type"] = "TABLE", ["tableReference"] = new System.Text.Json.Nodes.JsonObject { ["tableId"] = $"t{i:0000}" } };
        var seen = await Given.Warehouse(server).ObserveAsync(Given.Pipeline("raw"), default);
        Assert.Equal(2001, seen.Resources.Count);
        Assert.Equal(seen.Resources.Select(r => r.Id).Order(), seen.Resources.Select(r => r.Id));
    }
}
