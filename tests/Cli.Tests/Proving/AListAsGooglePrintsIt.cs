using System.Text;
using Orchestrator.Cli;
using Orchestrator.Model;

namespace Cli.Tests;

/// <summary>The output of gcloud and bq, taken as it is.</summary>
public sealed class AListAsGooglePrintsIt
{
    private const string Retrying = """
        { "name": "projects/p/locations/us-central1/jobs/sync", "schedule": "0 2 * * *", "timeZone": "America/Phoenix", "state": "ENABLED", "attemptDeadline": "180s",
          "retryConfig": { "retryCount": 5, "maxRetryDuration": "0s", "minBackoffDuration": "5s", "maxBackoffDuration": "3600s", "maxDoublings": 5 } }
        """;

    [Fact]
    public void Names_a_job_by_the_end_of_its_path_and_takes_the_documented_worst_case_of_its_retries()
    {
        var list = JsonJobList.Read($"[{Retrying}]", "jobs.json");
        var job = Assert.Single(list.Jobs);
        Assert.Equal(("sync", "0 2 * * *", "America/Phoenix", 1235.0), (job.Name, job.Schedule!.Expression, job.Schedule.Zone, job.Longest.TotalSeconds));
        Assert.Equal("Its longest run is not given; the worst case of 6 attempts and their back-offs counts, 20 min 35 s.", Assert.Single(list.Diagnostics).Message);
    }

    [Fact]
    public void Leaves_a_paused_job_out_and_says_why()
    {
        var list = JsonJobList.Read("""[{ "name": "projects/p/locations/l/jobs/old", "schedule": "0 2 * * *", "timeZone": "UTC", "state": "PAUSED" }]""", "jobs.json");
        Assert.Empty(list.Jobs);
        Assert.Equal(new JobLeftOut("old", "It is paused, so nothing waits for it."), Assert.Single(list.LeftOut));
    }

    [Fact]
    public void Reads_a_scheduled_query_as_one_in_utc_that_writes_its_destination()
    {
        var list = JsonJobList.Read(
            """
            { "transferConfigs": [
              { "name": "projects/1/locations/eu/transferConfigs/x", "displayName": "nightly mart", "dataSourceId": "scheduled_query", "schedule": "every day 01:00",
                "destinationDatasetId": "mart", "params": { "query": "SELECT 1", "destination_table_name_template": "orders" } },
              { "displayName": "ads", "dataSourceId": "google_ads", "schedule": "every 24 hours" },
              { "displayName": "by hand", "dataSourceId": "scheduled_query", "scheduleOptions": { "disableAutoScheduling": true } } ] }
            """,
            "bq.json");
        var job = Assert.Single(list.Jobs);
        Assert.Equal(("nightly mart", "UTC", true, "mart.orders"), (job.Name, job.Schedule!.Zone, job.DataTransfer, Assert.Single(job.Writes)));
        Assert.Equal("It runs on demand only.", Assert.Single(list.LeftOut).Reason);
        Assert.Contains(list.Diagnostics, d => d.Code == "ORC1603" && d.Place is { Line: 4 });
    }

    [Fact]
    public async Task Finds_what_a_query_job_reads_and_writes_in_its_statement()
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"configuration":{"query":{"query":"MERGE `p.dim.orders` t USING raw.orders s ON t.id = s.id WHEN NOT MATCHED THEN INSERT ROW"}}}"""));
        using var run = new ListRun().With("jobs.json", $$"""
            [{{Retrying}}, { "name": "projects/p/locations/us-central1/jobs/merge", "schedule": "0 3 * * *", "timeZone": "America/Phoenix", "attemptDeadline": "600s",
               "httpTarget": { "uri": "https://bigquery.googleapis.com/bigquery/v2/projects/p/jobs", "body": "{{body}}" } }]
            """);
        File.WriteAllText(Path.Combine(run.Folder, "edges.csv"), "job,reads,writes,longest\nsync,,raw.orders,15m\n");
        Assert.Equal(0, await run.ProveAsync("--edges", "edges.csv", "--format", "json"));
        var order = Assert.Single(run.Json["summary"]!["orders"]!.AsArray())!;
        Assert.Equal(("sync", "merge", "p.raw.orders", 45.0), ((string)order["producer"]!, (string)order["consumer"]!, (string)order["tables"]![0]!, (double)order["worstWaitMinutes"]!));
    }

    [Fact]
    public async Task Refuses_a_scheduled_query_in_utc_behind_a_job_in_Paris_with_the_failing_days_and_the_change_of_clocks()
    {
        using var run = new ListRun()
            .With("jobs.csv", "name,schedule,zone,longest,reads,writes\nload,0 2 * * *,Europe/Paris,30m,,p.raw.x\n")
            .With("bq.json", """
                [{ "name": "projects/p/locations/eu/transferConfigs/x", "displayName": "mart", "dataSourceId": "scheduled_query", "schedule": "every day 01:00",
                   "destinationDatasetId": "mart", "params": { "query": "SELECT * FROM raw.x", "destination_table_name_template": "x" } }]
                """);
        Assert.Equal(2, await run.ProveAsync("--format", "json"));
        var order = Assert.Single(run.Json["summary"]!["orders"]!.AsArray())!;
        Assert.Equal(("load", "mart", 30.0), ((string)order["producer"]!, (string)order["consumer"]!, (double)order["worstOverlapMinutes"]!));
        Assert.Equal("2026-01-01", (string?)order["firstFailingDay"]);
        run.Forget();
        Assert.Equal(2, await run.ProveAsync("--format", "json", "--at", "2026-04-01T00:00:00Z"));
        order = Assert.Single(run.Json["summary"]!["orders"]!.AsArray())!;
        Assert.Equal(("2026-10-25", "Europe/Paris"), ((string)order["firstFailingDay"]!, (string)order["cause"]!["zone"]!));
    }

    [Fact]
    public async Task Takes_a_plain_interval_for_unknown_and_never_for_green()
    {
        using var run = await ListRun.OfAsync("name,schedule,zone,longest,reads,writes\na,every 5 minutes,UTC,1m,,t\nb,0 9 * * *,UTC,5m,t,\n", "--format", "json");
        Assert.Equal(3, run.Exit);
        Assert.Contains("counts from the end of the previous run", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[", 1)]
    [InlineData("[{\"name\": \"a\"},\n oops]", 2)]
    [InlineData("[1]", 1)]
    [InlineData("{\"other\": []}", null)]
    [InlineData("[]", null)]
    [InlineData("[{\"schedule\": \"0 2 * * *\"}]", 1)]
    [InlineData("[{\"name\": \"a\", \"schedule\": \"0 2 * * *\"}]", 1)]
    [InlineData("[{\"name\": \"projects/p/locations/l/jobs/a\", \"schedule\": \"0 2 * * *\", \"retryConfig\": {\"retryCount\": 99999999}}]", 1)]
    public void Tells_the_line_of_what_it_cannot_read(string json, int? line) =>
        Assert.Contains(JsonJobList.Read(json, "jobs.json").Diagnostics, d => d.Severity == Severity.Error && d.Place!.Line == line);
}
