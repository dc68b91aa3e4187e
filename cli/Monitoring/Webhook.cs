using System.Net;
using System.Text;
using NodaTime;
using Orchestrator.Drift;
using Polly;
using Polly.Retry;

namespace Orchestrator.Cli;

/// <summary>
/// Delivers messages, at least once: an answer that was lost cannot be told from a message that was, so it is sent again under the same id, which a receiver
/// can know it by. 429 and 5xx are tried again, as late as the receiver asks; any other refusal is not.
/// </summary>
/// <param name="http">Sends; follows no redirect and has no time limit of its own.</param>
/// <param name="time">The clock of pauses.</param>
internal sealed class Webhook(HttpClient http, TimeProvider time)
{
    private const int Tries = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Total = TimeSpan.FromMinutes(2);

    /// <summary>A client for webhooks: a redirect would carry the message to somebody else.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>Sends a message.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="message">What.</param>
    /// <param name="secret">What it is signed with; null leaves it unsigned.</param>
    /// <param name="cancellation">Stops trying.</param>
    public Task<Delivery> SendAsync(SecretAddress to, PendingMessage message, string? secret, CancellationToken cancellation) =>
        TryAsync(() => Request(to, message, secret), cancellation);

    /// <summary>Calls an address with nothing to say, as a sign of life.</summary>
    public Task<Delivery> CallAsync(SecretAddress to, CancellationToken cancellation) => TryAsync(() => new(HttpMethod.Post, to.Uri), cancellation);

    private async Task<Delivery> TryAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        var retry = new ResiliencePipelineBuilder<Delivery> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Delivery>
            {
                MaxRetryAttempts = Tries - 1,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result is { Again: true } failed && time.GetElapsedTime(started) + (failed.RetryAfter ?? TimeSpan.Zero) < Total),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Pause(args.AttemptNumber, args.Outcome.Result?.RetryAfter)),
            })
            .Build();
        return await retry.ExecuteAsync(async c => await OnceAsync(request(), c).ConfigureAwait(false), cancellation).ConfigureAwait(false);
    }

    private async Task<Delivery> OnceAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Attempt, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using (request)
        {
            try
            {
                using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
                return Judge(answer);
            }
            catch (HttpRequestException failed)
            {
                // Its own text can hold the address.
                return new(false, true, null, $"the receiver could not be reached ({failed.HttpRequestError})");
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
            {
                return new(false, true, null, $"the receiver did not answer within {Attempt.TotalSeconds} s");
            }
        }
    }

    private Delivery Judge(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode) return new(true, false, null, "");
        var again = answer.StatusCode is HttpStatusCode.TooManyRequests || (int)answer.StatusCode >= 500;
        var after = answer.Headers.RetryAfter is { } asked ? asked.Delta ?? (asked.Date is { } date ? date - time.GetUtcNow() : null) : null;
        return new(false, again, after, $"the receiver answered {(int)answer.StatusCode}");
    }

    private HttpRequestMessage Request(SecretAddress to, PendingMessage message, string? secret)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        var request = new HttpRequestMessage(HttpMethod.Post, to.Uri) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json", "utf-8");
        request.Headers.Add("X-Orchestrator-Delivery", message.Id);
        if (secret is not null) request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(secret, Instant.FromDateTimeOffset(time.GetUtcNow()), "POST", to.Uri.PathAndQuery, body));
        return request;
    }

    // Doubling, and never sooner than the receiver asks. One sender every few hours needs no jitter.
    private static TimeSpan Pause(int retry, TimeSpan? asked)
    {
        var pause = FirstPause * Math.Pow(2, retry);
        return asked > pause ? asked.Value : pause;
    }
}

/// <summary>How a delivery went.</summary>
/// <param name="Done">Whether the receiver took it.</param>
/// <param name="Again">Whether another try can help.</param>
/// <param name="RetryAfter">How long the receiver asks to wait, or null.</param>
/// <param name="Why">Why it failed; never the address.</param>
internal sealed record Delivery(bool Done, bool Again, TimeSpan? RetryAfter, string Why);
