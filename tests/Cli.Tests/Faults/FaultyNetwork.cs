using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Cli.Tests.Faults;

/// <summary>What can go wrong with one request.</summary>
public enum Fault
{
    None,
    TooManyWithRetryAfter,
    TooMany,
    InternalError,
    Unavailable,
    TimeOutBeforeTheEffect,
    TimeOutAfterTheEffect,
    ResetBeforeTheEffect,
    ResetAfterTheEffect,
    WrongContentLength,
    HalfTheJson,
    ExpiredToken,
    DeniedForGood,
    RepeatedPageToken,
    ExpiredPageToken,
}

/// <summary>Stands between the client and the local Google and lets the request with one number go wrong, from 1.</summary>
internal sealed class FaultyNetwork(HttpMessageHandler network, Fault fault, int at, FaultTime time) : DelegatingHandler(network)
{
    private const string Token = "fault";

    private readonly ConcurrentQueue<string> effects = new();
    private int calls;
    private string? struck;

    /// <summary>How many requests were sent.</summary>
    public int Calls => Volatile.Read(ref calls);

    /// <summary>The request that went wrong; null while none has.</summary>
    public string? Struck => Volatile.Read(ref struck);

    /// <summary>What the local Google did: method and path below the project of everything but reads and queries.</summary>
    public IReadOnlyList<string> Effects => [.. effects];

    /// <summary>The tokens that requests carried at the struck position and after it.</summary>
    public ConcurrentQueue<string?> Tokens { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref calls);
        var name = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        if (fault == Fault.ExpiredToken && number >= at) Tokens.Enqueue(request.Headers.Authorization?.Parameter);
        var page = fault is Fault.RepeatedPageToken or Fault.ExpiredPageToken && request.RequestUri.Query.Contains($"pageToken={Token}", StringComparison.Ordinal);
        if (page && fault == Fault.ExpiredPageToken) return Error(400, "invalid", "The page token has expired.");
        if (page) request.RequestUri = new Uri(request.RequestUri.AbsoluteUri.Replace($"pageToken={Token}", "", StringComparison.Ordinal));
        if (number == at) struck = name;
        var isStruck = number == at || page || (fault == Fault.DeniedForGood && Struck == name);
        if (!isStruck) return await ForwardAsync(request, cancellationToken);
        switch (fault)
        {
            case Fault.TooManyWithRetryAfter: return Error(429, "rateLimitExceeded", "Slow down.", ("Retry-After", "7"));
            case Fault.TooMany: return Error(429, "rateLimitExceeded", "Slow down.");
            case Fault.InternalError: return Error(500, "internalError", "Oops.");
            case Fault.Unavailable: return Error(503, "backendError", "Busy.");
            case Fault.ExpiredToken: return Error(401, "authError", "The token has expired.");
            case Fault.DeniedForGood: return Error(403, "accessDenied", "Access Denied.");
            case Fault.ResetBeforeTheEffect: throw Reset();
            case Fault.TimeOutBeforeTheEffect: return await HangAsync(cancellationToken);
        }
        using var answer = await ForwardAsync(request, cancellationToken);
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return fault switch
        {
            Fault.ResetAfterTheEffect => throw Reset(),
            Fault.TimeOutAfterTheEffect => await HangAsync(cancellationToken),
            Fault.WrongContentLength => With(answer, new StreamContent(new CutOff(body))),
            Fault.HalfTheJson => With(answer, new ByteArrayContent(body, 0, body.Length / 2)),
            Fault.RepeatedPageToken or Fault.ExpiredPageToken => With(answer, new StringContent(MorePages(Encoding.UTF8.GetString(body)))),
            _ => With(answer, new ByteArrayContent(body)),
        };
    }

    private static string MorePages(string body)
    {
        if (body.Length == 0 || JsonNode.Parse(body) is not JsonObject list || (list["tables"] ?? list["jobs"]) is null) return body;
        list["nextPageToken"] = Token;
        return list.ToJsonString();
    }

    private static HttpResponseMessage With(HttpResponseMessage answer, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new(answer.StatusCode) { Content = content };
    }

    private static HttpResponseMessage Error(int status, string reason, string message, params (string Name, string Value)[] headers)
    {
        var body = new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["message"] = message, ["errors"] = new JsonArray(new JsonObject { ["reason"] = reason }) } };
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString()) };
        foreach (var (name, value) in headers) answer.Headers.TryAddWithoutValidation(name, value);
        return answer;
    }

    private static HttpRequestException Reset() => new(HttpRequestError.ConnectionError, "reset", new SocketException((int)SocketError.ConnectionReset));

    private async Task<HttpResponseMessage> HangAsync(CancellationToken cancellation)
    {
        time.ExpireThisTry();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        throw new InvalidOperationException("A try that hangs ends only by its limit.");
    }

    private async Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var answer = await base.SendAsync(request, cancellation);
        var path = request.RequestUri!.AbsolutePath;
        if (request.Method != HttpMethod.Get && answer.IsSuccessStatusCode && !path.EndsWith("/queries", StringComparison.Ordinal))
        {
            var name = request.Method == HttpMethod.Post && !path.Contains(':', StringComparison.Ordinal) ? Created(await answer.Content.ReadAsStringAsync(cancellation)) : "";
            effects.Enqueue($"{request.Method} {string.Join('/', path.Split('/').SkipWhile(p => p != "projects").Skip(2))}{name}");
        }
        return answer;
    }

    private static string Created(string body) => JsonNode.Parse(body) is JsonObject resource
        ? $" {resource["tableReference"]?["tableId"] ?? resource["datasetReference"]?["datasetId"] ?? resource["name"]?.ToString().Split('/')[^1]}"
        : "";

    /// <summary>A body that ends before its Content-Length: half of it, then what .NET throws.</summary>
    private sealed class CutOff(byte[] body) : MemoryStream(body, 0, body.Length / 2)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var half = new byte[Length];
            await destination.WriteAsync(half.AsMemory(0, await base.ReadAsync(half, cancellationToken)), cancellationToken);
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }
    }
}
