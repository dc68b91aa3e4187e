using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>The answer to <c>jobs.query</c> and <c>jobs.getQueryResults</c>: the job when it still runs, otherwise a page of its rows.</summary>
/// <param name="Kind">The answer's kind.</param>
/// <param name="Start">The first row wanted.</param>
/// <param name="Count">At most so many rows; null for as many as fit.</param>
/// <param name="Microseconds">Timestamps as microseconds.</param>
internal sealed record QueryAnswers(string Kind, int Start, int? Count, bool Microseconds)
{
    /// <summary>Milliseconds to wait for a job when the request does not say.</summary>
    public const int DefaultTimeout = 10_000;

    /// <summary>Waits for the job at most so long and answers.</summary>
    public async Task<JsonObject> OfAsync(QueryJob job, int milliseconds, TimeProvider time, CancellationToken cancellation)
    {
        await WaitAsync(job, milliseconds, time, cancellation);
        var answer = new JsonObject { ["kind"] = Kind, ["jobReference"] = job.Reference(), ["jobComplete"] = job.Ended is not null };
        if (job.Ended is null) return answer;
        if (job.Error is { } error) throw new GoogleFailure(error.Code == 200 ? 400 : error.Code, error.Status, error.Reason!, error.Message, error.Location);
        if (job.Result is not { } result) throw Failures.NotFound($"Result of job {job.Project}:{job.Location}.{job.Id}: it has expired; run the query again");

        foreach (var name in (string[])["totalBytesProcessed", "totalBytesBilled", "cacheHit", "numDmlAffectedRows", "dmlStats"])
            if (job.Statistics![name] is { } value) answer[name] = value.DeepClone();
        if (result.Columns.Count > 0)
        {
            var wanted = result.Rows.Skip(Start);
            var rows = new Cells(Microseconds).Page(Count is { } count ? wanted.Take(count) : wanted, result.Columns);
            answer["schema"] = Schemas.Write(result.Columns);
            answer["rows"] = rows;
            if (Start + rows.Count < result.Rows.Count) answer["pageToken"] = Pages.Token((Start + rows.Count).ToString(CultureInfo.InvariantCulture));
        }

        answer["totalRows"] = result.Rows.Count.ToString(CultureInfo.InvariantCulture);
        answer["queryId"] = job.Id;
        answer["creationTime"] = Fields.Milliseconds(job.Created);
        answer["startTime"] = Fields.Milliseconds(job.Created);
        answer["endTime"] = Fields.Milliseconds(job.Ended.Value);
        answer["etag"] = Etag.Of(job.Reference(), job.Ended.Value);
        return answer;
    }

    /// <summary>Waits for a job at most so long; negative waits until it ends.</summary>
    public static async Task WaitAsync(QueryJob job, int milliseconds, TimeProvider time, CancellationToken cancellation)
    {
        if (milliseconds < 0)
        {
            await job.Done.WaitAsync(cancellation);
            return;
        }

        try
        {
            await job.Done.WaitAsync(TimeSpan.FromMilliseconds(milliseconds), time, cancellation);
        }
        catch (TimeoutException)
        {
            // The caller sees that the job still runs.
        }
    }
}
