using Orchestrator.Model;

namespace Orchestrator.Google.Tests;

public sealed class A_query_that_is_stopped
{
    private const string Running = """{"jobComplete":false,"jobReference":{"projectId":"acme","jobId":"job_1","location":"EU"}}""";

    [Theory]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task Has_its_job_cancelled_whether_it_was_just_sent_or_is_waited_for(string stoppedAt)
    {
        using var stop = new CancellationTokenSource();
        var server = new Answering((asked, _) =>
        {
            if (asked.PathOnly.EndsWith("/cancel", StringComparison.Ordinal)) return AnsweringHandler.Text(200, """{"kind":"bigquery#jobCancelResponse","job":{"status":{"state":"RUNNING"}}}""");
            if (asked.Method == stoppedAt) stop.Cancel();
            return AnsweringHandler.Text(200, Running);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Given.Warehouse(server, TimeProvider.System).QueryAsync(new Query("SELECT 1", []), stop.Token));
        Assert.Equal("POST /bigquery/v2/projects/acme/jobs/job_1/cancel?location=EU", $"{server.Requests[^1].Method} {server.Requests[^1].Path}");
        Assert.Single(server.Requests, r => r.PathOnly.EndsWith("/cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Is_still_stopped_when_its_job_cannot_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        var server = new Answering((asked, _) =>
        {
            if (asked.PathOnly.EndsWith("/cancel", StringComparison.Ordinal)) return AnsweringHandler.BigQueryError(403, "accessDenied", "No.");
            stop.Cancel();
            return AnsweringHandler.Text(200, Running);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Given.Warehouse(server, TimeProvider.System).QueryAsync(new Query("SELECT 1", []), stop.Token));
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task Before_it_is_sent_is_not_sent()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var server = new Answering((_, _) => AnsweringHandler.Text(200, Running));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Given.Warehouse(server).QueryAsync(new Query("SELECT 1", []), stop.Token));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task After_its_job_is_done_has_nothing_to_cancel()
    {
        using var stop = new CancellationTokenSource();
        var server = new Answering((asked, _) =>
        {
            if (asked.Method == "GET") stop.Cancel();
            return AnsweringHandler.Text(200, $$$"""{"jobComplete":true,"jobReference":{"jobId":"j"},"schema":{"fields":[{"name":"n","type":"INTEGER"}]},"rows":[{"f":[{"v":"1"}]}],"pageToken":"after-{{{asked.Method}}}"}""");
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Given.Warehouse(server, TimeProvider.System).QueryAsync(new Query("SELECT 1", []), stop.Token));
        Assert.DoesNotContain(server.Requests, r => r.PathOnly.EndsWith("/cancel", StringComparison.Ordinal));
    }
}
