using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;

namespace Orchestrator.Google;

/// <summary>The only place from which requests leave: credentials, JSON, retries, time limits, and failures as typed exceptions.</summary>
public sealed class GoogleConnection : IDisposable
{
    /// <summary>How long one try may take. <c>jobs.query</c> answers within 10 s, everything else much sooner.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(60);

    private const string UserAgent = "orchestrator/1";

    private delegate T BodyReader<out T>(ReadOnlySpan<byte> body);

    private readonly HttpClient _http;
    private readonly ResiliencePipeline _retry;
    private readonly Random _random;
    private readonly Lock _randomTurn = new();

    /// <summary>A connection over a client of the caller's; the caller disposes of the client.</summary>
    /// <param name="http">Sends; its own timeout should be infinite.</param>
    /// <param name="endpoint">Where Google is.</param>
    /// <param name="time">The clock of pauses and time limits.</param>
    /// <param name="random">Jitter of pauses, and request ids.</param>
    public GoogleConnection(HttpClient http, GoogleEndpoint endpoint, TimeProvider time, Random random)
    {
        _http = http;
        _random = random;
        Endpoint = endpoint;
        Time = time;
        Limits = new GoogleLimits(endpoint.Limited, time);
        _retry = RetryRules.Build(time, Chance);
    }

    /// <summary>Where Google is.</summary>
    public GoogleEndpoint Endpoint { get; }

    internal TimeProvider Time { get; }

    internal GoogleLimits Limits { get; }

    /// <inheritdoc/>
    public void Dispose() => Limits.Dispose();

    internal double Chance()
    {
        lock (_randomTurn) return _random.NextDouble();
    }

    internal Task<T> SendAsync<T>(GoogleRequest request, JsonTypeInfo<T> answer, CancellationToken cancellation) =>
        SendAsync(request, body => Read(request, body, answer), cancellation);

    internal Task SendAsync(GoogleRequest request, CancellationToken cancellation) => SendAsync(request, _ => true, cancellation);

    private async Task<T> SendAsync<T>(GoogleRequest request, BodyReader<T> read, CancellationToken cancellation)
    {
        if (request.IsPacedRead) await Limits.ReadAsync(cancellation);
        var started = Time.GetTimestamp();
        try
        {
            return await TryAsync(request, read, cancellation);
        }
        catch (GoogleException failed) when (failed.Transient && request.Repeatable)
        {
            return await AgainAsync(request, read, failed, started, cancellation);
        }
    }

    // Almost every request succeeds at once, and thousands are sent: only one that failed goes through the rules of retries, which begin with its failure.
    private async Task<T> AgainAsync<T>(GoogleRequest request, BodyReader<T> read, GoogleException failed, long started, CancellationToken cancellation)
    {
        var isFirst = true;
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            RetryRules.Mark(context, started);
            return await _retry.ExecuteAsync(
                async c =>
                {
                    if (!isFirst) return await TryAsync(request, read, c.CancellationToken);
                    isFirst = false;
                    throw failed;
                },
                context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T> TryAsync<T>(GoogleRequest request, BodyReader<T> read, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, Time);
        using var stopped = cancellation.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), limit);
        try
        {
            for (var again = false; ; again = true)
            {
                var token = await Endpoint.AccessToken(limit.Token);
                using var message = Message(request, token);
                using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                using var body = await AnswerBody.ReadAsync(answer.Content, limit.Token);
                if (answer.IsSuccessStatusCode) return read(body.Bytes);
                if (again || answer.StatusCode != HttpStatusCode.Unauthorized) throw FailureOfAnswer.Of(request, answer.StatusCode, RetryAfter(answer.Headers.RetryAfter), body.Bytes, token);
                // Nothing was done: the token has expired, or was revoked. Once more with a new one.
                Endpoint.TokenRefused(token);
            }
        }
        catch (HttpRequestException failed)
        {
            throw new GoogleUnreachableException(Failure(request), Host(request), Unreachable.Why(failed), failed, transient: !Unreachable.Refused(failed));
        }
        catch (IOException failed)
        {
            throw new GoogleUnreachableException(Failure(request), Host(request), "the connection was lost", failed, transient: true);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            // A firewall that drops packets is told by the client as a cancellation of its own.
            var missed = limit.IsCancellationRequested ? $"no answer within {AttemptLimit.TotalSeconds} s" : $"no connection within {GoogleHttp.ConnectLimit.TotalSeconds} s";
            throw new GoogleUnreachableException(Failure(request), Host(request), missed, late, transient: true);
        }
    }

    private HttpRequestMessage Message(GoogleRequest request, string? token)
    {
        var message = new HttpRequestMessage(request.Method, new Uri(Address(request), request.Path));
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        if (token is not null) message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (request.IfMatch is { } etag) message.Headers.TryAddWithoutValidation("If-Match", etag);
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, GoogleJson.Default.JsonNode));
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }
        return message;
    }

    private static T Read<T>(GoogleRequest request, ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type) ?? throw new GoogleAnswerException(Failure(request), "it is empty");
        }
        catch (JsonException)
        {
            // The parser's own text may quote the answer.
            throw new GoogleAnswerException(Failure(request), "it is not the JSON that was expected, or was cut off", transient: true);
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header) =>
        header?.Delta ?? (header?.Date is { } date ? date - Time.GetUtcNow() : null);

    private Uri Address(GoogleRequest request) => request.Api == GoogleApi.BigQuery ? Endpoint.BigQuery : Endpoint.Scheduler;

    private string Host(GoogleRequest request) => Address(request).Authority;

    private static GoogleFailure Failure(GoogleRequest request) => new(request.Method.Method, request.Resource, null, null, null);
}
