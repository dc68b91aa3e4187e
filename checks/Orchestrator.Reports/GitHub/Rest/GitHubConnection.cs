using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Polly;

namespace Orchestrator.Reports;

/// <summary>The only place from which requests to GitHub leave: headers, retries, redirects, time limits, and failures as sentences.</summary>
internal sealed class GitHubConnection(HttpClient http, GitHubEndpoint endpoint, TimeProvider time)
{
    /// <summary>How long one try may take.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(30);

    private const int MostRedirects = 5;

    private static readonly ProductInfoHeaderValue UserAgent = new("orchestrator", "1");

    private readonly ResiliencePipeline _retry = GitHubRetry.Build(time);

    /// <summary>Sends a request to a path below the base address.</summary>
    public Task<GitHubAnswer> SendAsync(GitHubRequest request, CancellationToken cancellation) => SendAsync(request, endpoint.Of(request.Path), cancellation);

    /// <summary>Sends a request to an address that GitHub itself gave, such as the next page.</summary>
    public async Task<GitHubAnswer> SendAsync(GitHubRequest request, Uri address, CancellationToken cancellation)
    {
        var context = ResilienceContextPool.Shared.Get(cancellation);
        try
        {
            GitHubRetry.Mark(context, request.Repeatable, time.GetTimestamp());
            return await _retry.ExecuteAsync(async c => await TryAsync(request, address, c.CancellationToken), context);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<GitHubAnswer> TryAsync(GitHubRequest request, Uri address, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            for (var hop = 0; ; hop++)
            {
                if (!endpoint.Holds(address)) throw new GitHubRefusedException($"Could not {request.What}: GitHub points to {address.Scheme}://{address.Authority}, and the token is not sent to another host. Set GITHUB_API_URL to that host if it is right.", 0);
                using var message = Message(request, address);
                using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if ((int)answer.StatusCode is 301 or 302 or 307 or 308 && answer.Headers.Location is { } moved && hop < MostRedirects)
                {
                    // A renamed repository answers with its new address; method and body stay as they are.
                    address = new Uri(address, moved);
                    continue;
                }

                var body = await answer.Content.ReadAsByteArrayAsync(either.Token);
                if (!answer.IsSuccessStatusCode) throw GitHubFailure.Of(request, answer, body, time.GetUtcNow());
                return new(Json(request, answer.StatusCode, body), GitHubAnswer.NextOf(answer.Headers, address));
            }
        }
        catch (HttpRequestException failed)
        {
            // Nobody listened, or the name is unknown: then nothing can have happened.
            var never = failed.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;
            throw Unavailable(request, never ? "no connection could be made" : "the connection ended before the answer was complete", !never, failed);
        }
        catch (IOException failed)
        {
            throw Unavailable(request, "the connection ended before the answer was complete", true, failed);
        }
        catch (OperationCanceledException failed) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw Unavailable(request, $"no answer within {AttemptLimit.TotalSeconds} s", true, failed);
        }
    }

    private HttpRequestMessage Message(GitHubRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", endpoint.Token);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.github+json"));
        message.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        if (request.Body is { } body) message.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return message;
    }

    private JsonNode? Json(GitHubRequest request, HttpStatusCode status, byte[] body)
    {
        if (status == HttpStatusCode.NoContent) return null;
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException failed)
        {
            throw Unavailable(request, "its answer is cut off or no JSON", true, failed);
        }
    }

    private GitHubUnavailableException Unavailable(GitHubRequest request, string why, bool mayHaveHappened, Exception cause) =>
        new($"Could not {request.What}: {endpoint.Api.Authority}: {why}.", mayHaveHappened, cause: cause);
}
