using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Runs statements and dry runs.</summary>
internal sealed class Statements(GoogleConnection google, BigQueryRest rest)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task<QueryAnswer> QueryAsync(Query query, string resource, CancellationToken cancellation)
    {
        try
        {
            var body = QueryWriting.Run(query, QueryWriting.RequestId(query.Sql, google.Time.GetUtcNow(), google.Chance()));
            var answer = await rest.JobAsync(HttpMethod.Post, "queries", resource, body, GoogleJson.Default.QueryResponse, cancellation);
            var job = answer.JobReference is { JobId: not null } reference ? reference : throw Unusable(resource, "it names no job");
            var pause = FirstPause;
            while (answer.JobComplete != true)
            {
                answer = await ResultsAsync(job, null, resource, cancellation);
                if (answer.JobComplete == true) break;
                await Task.Delay(pause, google.Time, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            return await RowsAsync(answer, job, resource, cancellation);
        }
        catch (GoogleRequestException refused) when (refused.Status is 400 or 403)
        {
            throw new GoogleQueryException(refused.Failure);
        }
    }

    public async Task<DryRun> DryRunAsync(Query query, string resource, CancellationToken cancellation)
    {
        try
        {
            var job = await rest.JobAsync(HttpMethod.Post, "jobs", resource, QueryWriting.DryRun(query), GoogleJson.Default.BigQueryJob, cancellation);
            if (job.Status?.ErrorResult is { } error) throw new GoogleQueryException(new("POST", resource, 200, error.Reason, error.Message));
            var statistics = job.Statistics?.Query ?? throw Unusable(resource, "it has no statistics of the query");
            return new(
                statistics.TotalBytesProcessed ?? throw Unusable(resource, "it has no estimate of bytes"),
                TableSchema.Columns(statistics.Schema),
                statistics.StatementType ?? throw Unusable(resource, "it has no type of statement"));
        }
        catch (GoogleRequestException refused) when (refused.Status is 400 or 403)
        {
            throw new GoogleQueryException(refused.Failure);
        }
    }

    private async Task<QueryAnswer> RowsAsync(QueryResponse first, JobReferenceResource job, string resource, CancellationToken cancellation)
    {
        var columns = TableSchema.Columns(first.Schema);
        var rows = new List<IReadOnlyList<JsonNode?>>();
        var pages = Paging.PagesAsync(resource, async token =>
        {
            var page = token is null ? first : await ResultsAsync(job, token, resource, cancellation);
            return (page, page.PageToken);
        });
        await foreach (var page in pages) rows.AddRange(QueryRows.Of(page, columns));
        return new(columns, rows, first.TotalBytesProcessed ?? 0, job.JobId!) { AffectedRows = first.NumDmlAffectedRows };
    }

    private Task<QueryResponse> ResultsAsync(JobReferenceResource job, string? token, string resource, CancellationToken cancellation)
    {
        var location = job.Location is { } place ? $"&location={BigQueryRest.Escape(place)}" : "";
        var page = token is null ? "" : $"&pageToken={BigQueryRest.Escape(token)}";
        var path = $"queries/{BigQueryRest.Escape(job.JobId!)}?timeoutMs={QueryWriting.WaitMs}&formatOptions.useInt64Timestamp=true{location}{page}";
        return rest.JobAsync(HttpMethod.Get, path, resource, null, GoogleJson.Default.QueryResponse, cancellation);
    }

    private static GoogleAnswerException Unusable(string resource, string what) => new(new("POST", resource, 200, null, null), what);
}
