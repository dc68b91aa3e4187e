using System.Text.Json.Nodes;
using Orchestrator.Model;

namespace Orchestrator.Google;

/// <summary>Runs statements and dry runs.</summary>
/// <param name="google">The connection.</param>
/// <param name="rest">BigQuery's resources.</param>
/// <param name="labels">Labels of every job that is started here.</param>
internal sealed class Statements(GoogleConnection google, BigQueryRest rest, IReadOnlyDictionary<string, string> labels)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public async Task<QueryAnswer> QueryAsync(Query query, string resource, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var body = QueryWriting.Run(Labelled(query), QueryWriting.RequestId(query.Sql, google.Time.GetUtcNow(), google.Chance()));
        using var job = new StartedJob(google.Time, rest, resource, body);
        try
        {
            var answer = await job.FirstAnswerAsync(cancellation);
            var reference = answer.JobReference is { JobId: not null } named ? named : throw Unusable(resource, "it names no job");
            var pause = FirstPause;
            while (answer.JobComplete != true)
            {
                answer = await ResultsAsync(reference, null, resource, cancellation);
                if (answer.JobComplete == true) break;
                await Task.Delay(pause, google.Time, cancellation);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            job.IsDone = true;
            return await RowsAsync(answer, reference, resource, cancellation);
        }
        catch (GoogleRequestException refused) when (refused.Status is 400 or 403)
        {
            throw new GoogleQueryException(refused.Failure);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && !job.IsDone)
        {
            await job.CancelAsync();
            throw;
        }
    }

    public async Task<DryRun> DryRunAsync(Query query, string resource, CancellationToken cancellation)
    {
        try
        {
            var job = await rest.JobAsync(HttpMethod.Post, "jobs", resource, QueryWriting.DryRun(Labelled(query)), GoogleJson.Default.BigQueryJob, cancellation);
            if (job.Status?.ErrorResult is { } error) throw new GoogleQueryException(new("POST", resource, 200, error.Reason, error.Message));
            var statistics = job.Statistics?.Query ?? throw Unusable(resource, "it has no statistics of the query");
            return new(
                statistics.TotalBytesProcessed ?? throw Unusable(resource, "it has no estimate of bytes"),
                TableSchema.Columns(statistics.Schema),
                statistics.StatementType ?? throw Unusable(resource, "it has no type of statement"))
            {
                Tables = [.. (statistics.ReferencedTables ?? []).Select(Table).OfType<TableReference>()],
            };
        }
        catch (GoogleRequestException refused) when (refused.Status is 400 or 403)
        {
            throw new GoogleQueryException(refused.Failure);
        }
    }

    private Query Labelled(Query query) => labels.Count == 0 ? query : query with { Labels = JobLabels.Join(labels, query.Labels) };

    private static TableReference? Table(TableReferenceResource table)
    {
        if (table is not { ProjectId: { } project, DatasetId: { } dataset, TableId: { } name }) return null;
        try
        {
            return new(project, new(new(dataset), name));
        }
        catch (ArgumentException)
        {
            // A relation of the service's own, such as one of INFORMATION_SCHEMA: no table that anybody declares.
            return null;
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
