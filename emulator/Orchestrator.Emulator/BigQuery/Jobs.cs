using System.Globalization;
using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's resource <c>jobs</c>, for query jobs.</summary>
internal sealed class Jobs(QueryJobs jobs, TimeProvider time)
{
    /// <summary>Serves the methods of the resource.</summary>
    public void Map(BigQueryRoutes routes)
    {
        routes.Answer("GET", "/jobs", List);
        routes.Answer("POST", "/jobs", InsertAsync);
        routes.Answer("GET", "/jobs/{job}", call => Task.FromResult<JsonObject?>(JobOf(call).Resource(call)));
        routes.Answer("POST", "/jobs/{job}/cancel", CancelAsync);
        routes.Answer("DELETE", "/jobs/{job}/delete", DeleteAsync);
    }

    private Task<JsonObject?> List(Call call)
    {
        var before = call.Query("pageToken") is { } token && long.TryParse(Pages.Name(token), CultureInfo.InvariantCulture, out var number) ? number : long.MaxValue;
        var state = call.Query("stateFilter");
        var (first, last) = (Milliseconds(call, "minCreationTime") ?? long.MinValue, Milliseconds(call, "maxCreationTime") ?? long.MaxValue);
        var size = call.Count("maxResults") is { } asked and > 0 ? Math.Min(asked, 1000) : 50;
        var page = jobs.Newest(call.Path("project")).Where(job => job.Number < before && job.Created.ToUnixTimeMilliseconds() is var created && created >= first && created <= last && (state is null || string.Equals(state, job.State, StringComparison.OrdinalIgnoreCase))).Take(size + 1).ToList();
        var answer = new JsonObject { ["kind"] = "bigquery#jobList", ["jobs"] = new JsonArray([.. page.Take(size).Select(job => Listed(call, job))]) };
        if (page.Count > size) answer["nextPageToken"] = Pages.Token(page[size - 1].Number.ToString(CultureInfo.InvariantCulture));
        return Task.FromResult<JsonObject?>(answer);
    }

    private async Task<JsonObject?> InsertAsync(Call call)
    {
        var project = call.Path("project");
        var body = new Fields(await call.BodyAsync());
        var reference = body.Object("jobReference");
        var location = reference?.Text("location") ?? "US";
        var configuration = QueryConfiguration.OfJob(project, body.Object("configuration") ?? throw Failures.Invalid("Required parameter is missing: configuration"));
        if (configuration.DryRun) return await DryRunAsync(call, project, location, configuration);

        var job = jobs.Start(project, location, configuration, isJob: true, reference?.Text("jobId") is { Length: > 0 } id ? id : null);
        // A scheduler's call is answered when the job is done: its clock goes on only then, and what follows sees the rows.
        await QueryAnswers.WaitAsync(job, call.Header("X-CloudScheduler") is null ? QueryAnswers.DefaultTimeout : -1, time, call.Cancellation);
        return job.Resource(call);
    }

    private async Task<JsonObject?> DryRunAsync(Call call, string project, string location, QueryConfiguration configuration)
    {
        var estimate = await jobs.EstimateAsync(configuration, call.Cancellation);
        configuration.CheckBytes(estimate);
        var statistics = QueryJob.StatisticsOf(estimate, dryRun: true);
        return new()
        {
            ["kind"] = "bigquery#job",
            ["jobReference"] = new JsonObject { ["projectId"] = project, ["location"] = location },
            ["configuration"] = configuration.Json.DeepClone(),
            ["statistics"] = new JsonObject { ["totalBytesProcessed"] = statistics["totalBytesProcessed"]!.DeepClone(), ["query"] = statistics },
            ["status"] = new JsonObject { ["state"] = "DONE" },
        };
    }

    private async Task<JsonObject?> CancelAsync(Call call)
    {
        var job = JobOf(call);
        await job.Cancellation.CancelAsync();
        await QueryAnswers.WaitAsync(job, QueryAnswers.DefaultTimeout, time, call.Cancellation);
        return new() { ["kind"] = "bigquery#jobCancelResponse", ["job"] = job.Resource(call) };
    }

    private async Task<JsonObject?> DeleteAsync(Call call)
    {
        var job = JobOf(call);
        if (job.Ended is null) throw Failures.Invalid($"Job {job.Project}:{job.Location}.{job.Id} is running: cancel it first.");
        await jobs.RemoveAsync(job);
        return null;
    }

    private QueryJob JobOf(Call call) => jobs.Get(call.Path("project"), call.Path("job"), call.Query("location"));

    private static long? Milliseconds(Call call, string parameter) => call.Query(parameter) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw Failures.Invalid($"Invalid value for {parameter}: {text} is not a number of milliseconds since the epoch.");

    private static JsonObject Listed(Call call, QueryJob job)
    {
        var item = job.Resource(call);
        item["state"] = job.State;
        if (item["status"]!["errorResult"] is { } error) item["errorResult"] = error.DeepClone();
        return item;
    }
}
