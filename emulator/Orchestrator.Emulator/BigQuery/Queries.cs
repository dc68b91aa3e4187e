using System.Text.Json.Nodes;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.BigQuery;

/// <summary>BigQuery's methods <c>jobs.query</c> and <c>jobs.getQueryResults</c>.</summary>
internal sealed class Queries(QueryJobs jobs, TimeProvider time)
{
    /// <summary>Serves the methods.</summary>
    public void Map(BigQueryRoutes routes)
    {
        routes.Answer("POST", "/queries", QueryAsync);
        routes.Answer("GET", "/queries/{job}", ResultsAsync);
    }

    private async Task<JsonObject?> QueryAsync(Call call)
    {
        var project = call.Path("project");
        var body = new Fields(await call.BodyAsync());
        var location = body.Text("location") ?? "US";
        var configuration = QueryConfiguration.OfRequest(project, body);
        if (configuration.DryRun) return await DryRunAsync(call, project, location, configuration);

        var job = jobs.Start(project, location, configuration, isJob: false, request: body.Text("requestId") is { Length: > 0 } request ? request : null);
        var answers = new QueryAnswers("bigquery#queryResponse", 0, (int?)body.Number("maxResults"), body.Object("formatOptions")?.Flag("useInt64Timestamp") ?? false);
        return await answers.OfAsync(job, Timeout(body.Number("timeoutMs")), time, call.Cancellation);
    }

    private async Task<JsonObject?> DryRunAsync(Call call, string project, string location, QueryConfiguration configuration)
    {
        var estimate = await jobs.EstimateAsync(configuration, call.Cancellation);
        configuration.CheckBytes(estimate);
        var statistics = QueryJob.StatisticsOf(estimate, dryRun: true);
        var answer = new JsonObject
        {
            ["kind"] = "bigquery#queryResponse",
            ["jobReference"] = new JsonObject { ["projectId"] = project, ["location"] = location },
            ["jobComplete"] = true,
            ["cacheHit"] = false,
            ["totalBytesProcessed"] = statistics["totalBytesProcessed"]!.DeepClone(),
        };
        if (statistics["schema"] is { } schema) answer["schema"] = schema.DeepClone();
        return answer;
    }

    private Task<JsonObject> ResultsOf(Call call, QueryAnswers answers) =>
        answers.OfAsync(jobs.Get(call.Path("project"), call.Path("job"), call.Query("location")), Timeout(call.Count("timeoutMs")), time, call.Cancellation);

    private async Task<JsonObject?> ResultsAsync(Call call)
    {
        var start = call.Query("pageToken") is { } token ? TableData.ReadToken(token) : call.Count("startIndex") ?? 0;
        return await ResultsOf(call, new("bigquery#getQueryResultsResponse", start, call.Count("maxResults"), call.Flag("formatOptions.useInt64Timestamp")));
    }

    private static int Timeout(long? milliseconds) => (int)Math.Clamp(milliseconds ?? QueryAnswers.DefaultTimeout, 0, 200_000);
}
