using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Emulator.Tests;

/// <summary>A local Google that serves one test, and what a client of its REST methods needs.</summary>
public sealed class GoogleOnLoopback : IAsyncDisposable
{
    public const string Jobs = "/v1/projects/p/locations/l/jobs";

    private readonly HttpClient client;

    private GoogleOnLoopback(LocalGoogle google)
    {
        Google = google;
        client = new HttpClient { BaseAddress = google.BaseUri, Timeout = TimeSpan.FromSeconds(30) };
    }

    public LocalGoogle Google { get; }

    public static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    /// <summary>One of which every answer takes so long.</summary>
    public static async Task<GoogleOnLoopback> SlowAsync(Duration latency) =>
        new(await LocalGoogle.StartAsync(new() { Now = At("2026-11-20T12:00:00Z"), VirtualClock = true, Time = TimeProvider.System, Latency = latency }, CancellationToken.None));

    public static async Task<GoogleOnLoopback> StartAsync(string now = "2026-11-20T12:00:00Z", string? dataFolder = null, bool isVirtual = true, params HttpRoute[] routes) =>
        new(await LocalGoogle.StartAsync(new() { Now = At(now), VirtualClock = isVirtual, Time = TimeProvider.System, DataFolder = dataFolder, Routes = routes }, CancellationToken.None));

    /// <summary>Sends a request; the answer must have the status given.</summary>
    public async Task<JsonObject> SendAsync(string method, string path, JsonNode? body = null, int status = 200, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }

    /// <summary>Sends a request written as JSON text.</summary>
    public Task<JsonObject> SendAsync(string method, string path, string body, int status = 200) => SendAsync(method, path, JsonNode.Parse(body), status);

    /// <summary>Sends bytes as they are.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => client.SendAsync(request);

    /// <summary>The message of the error that a request is answered with.</summary>
    public async Task<string> RefusedAsync(string method, string path, int status, JsonNode? body = null)
    {
        var error = (await SendAsync(method, path, body, status))["error"]!;
        Assert.Equal(status, (int)error["code"]!);
        return (string)error["message"]!;
    }

    /// <summary>A job that calls a target at some times.</summary>
    public Task<JsonObject> CreateJobAsync(string name, string schedule, Uri target, string zone = "UTC", JsonObject? retry = null) => SendAsync("POST", Jobs, new JsonObject
    {
        ["name"] = $"projects/p/locations/l/jobs/{name}",
        ["schedule"] = schedule,
        ["timeZone"] = zone,
        ["retryConfig"] = retry,
        ["httpTarget"] = new JsonObject { ["uri"] = target.ToString(), ["httpMethod"] = "POST" },
    });

    /// <summary>Runs the clock forward and returns what fired.</summary>
    public async Task<JsonArray> RunTo(string now) => (JsonArray)(await SendAsync("POST", "/emulator/clock", new JsonObject { ["now"] = now }))["fires"]!;

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Google.DisposeAsync();
    }
}
