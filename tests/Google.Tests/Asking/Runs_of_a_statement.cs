using NodaTime;

namespace Orchestrator.Google.Tests;

public sealed class Runs_of_a_statement
{
    [Fact]
    public async Task Are_found_among_the_jobs_of_everybody_the_newest_first()
    {
        var server = new Answering((asked, _) => AnsweringHandler.Text(200, asked.QueryValue("pageToken") is null
            ? """
              { "nextPageToken": "more", "jobs": [
                { "jobReference": { "jobId": "b" }, "configuration": { "query": { "query": "MERGE x" } }, "statistics": { "creationTime": "1795240860000" }, "status": { "state": "DONE", "errorResult": { "reason": "invalidQuery", "message": "No." } } },
                { "jobReference": { "jobId": "load" }, "configuration": { "load": {} }, "statistics": { "creationTime": "1795240860000" }, "status": { "state": "DONE" } },
                { "jobReference": { "jobId": "other" }, "configuration": { "query": { "query": "MERGE y" } }, "statistics": { "creationTime": "1795240860000" }, "status": { "state": "DONE" } } ] }
              """
            : """{ "jobs": [{ "jobReference": { "jobId": "a" }, "configuration": { "query": { "query": "MERGE x" } }, "statistics": { "creationTime": "1795240800000" }, "status": { "state": "RUNNING" } }] }"""));
        var from = Instant.FromUnixTimeMilliseconds(1795240800000);
        var runs = await Given.Warehouse(server).RunsOfAsync("MERGE x", from, default);
        Assert.Equal(["b True No.", "a False "], runs!.Select(r => $"{r.JobId} {r.Done} {r.Error}"));
        Assert.Equal("/bigquery/v2/projects/acme/jobs?allUsers=true&projection=full&maxResults=1000&minCreationTime=1795240800000", server.Requests[0].Path);
    }

    [Fact]
    public async Task That_may_not_be_listed_are_refused_and_not_taken_for_none()
    {
        var server = new Answering((_, _) => AnsweringHandler.BigQueryError(403, "accessDenied", "Access Denied: Project acme"));
        await Assert.ThrowsAsync<GoogleDeniedException>(() => Given.Warehouse(server).RunsOfAsync("MERGE x", Instant.FromUnixTimeMilliseconds(0), default));
    }
}
