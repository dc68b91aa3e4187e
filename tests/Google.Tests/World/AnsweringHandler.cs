using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Orchestrator.Google.Tests;

/// <summary>One request as a server sees it.</summary>
internal sealed record Asked(string Method, string Path, JsonNode? Body, string? Authorization, string? IfMatch)
{
    public string PathOnly => Path.Split('?')[0];

    public string? QueryValue(string name) => Path.Split('?').ElementAtOrDefault(1)?.Split('&')
        .Select(p => p.Split('=', 2))
        .Where(p => p[0] == name)
        .Select(p => Uri.UnescapeDataString(p[1]))
        .FirstOrDefault();
}

/// <summary>A server in the test's own process, one request at a time; every request is remembered.</summary>
internal abstract class AnsweringHandler : HttpMessageHandler
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public List<Asked> Requests { get; } = [];

    protected abstract HttpResponseMessage Answer(Asked asked);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken));
            var asked = new Asked(
                request.Method.Method,
                request.RequestUri!.PathAndQuery,
                body,
                request.Headers.Authorization?.ToString(),
                request.Headers.TryGetValues("If-Match", out var tags) ? tags.First() : null);
            Requests.Add(asked);
            return Answer(asked);
        }
        finally
        {
            _turn.Release();
        }
    }

    public static HttpResponseMessage Json(int status, JsonNode? answer) => Text(status, answer?.ToJsonString() ?? "{}");

    public static HttpResponseMessage Text(int status, string answer) =>
        new((HttpStatusCode)status) { Content = new StringContent(answer, Encoding.UTF8, "application/json") };

    /// <summary>BigQuery's error envelope.</summary>
    public static HttpResponseMessage BigQueryError(int status, string reason, string message) => Json(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["domain"] = "global", ["reason"] = reason, ["message"] = message }),
        },
    });

    /// <summary>Cloud Scheduler's error envelope.</summary>
    public static HttpResponseMessage SchedulerError(int code, string status, string message) =>
        Json(code, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status } });
}

/// <summary>Answers every request by one function.</summary>
internal sealed class Answering(Func<Asked, int, HttpResponseMessage> answer) : AnsweringHandler
{
    protected override HttpResponseMessage Answer(Asked asked) => answer(asked, Requests.Count);
}
