using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator.Scheduler;

/// <summary>Calls the targets of jobs as Cloud Scheduler does, on this machine only.</summary>
internal sealed class HttpDelivery : IDisposable
{
    private const int MaximumRedirects = 10;

    private static readonly string[] Computed = ["Host", "Content-Length", "User-Agent"];

    private readonly TargetRoutes routes;
    private readonly TimeProvider time;
    private readonly HttpClient client;

    public HttpDelivery(TargetRoutes routes, TimeProvider time)
    {
        this.routes = routes;
        this.time = time;
        // Redirects are followed by hand: a target on this machine must not lead elsewhere. The connection itself is the last guard.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectCallback = ConnectAsync };
        client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Makes one attempt and says how it ended; no failure of the target is thrown.</summary>
    public async Task<AttemptStatus> SendAsync(SchedulerJob job, Instant slot, CancellationToken cancellation)
    {
        if (job.Declared["httpTarget"] is not JsonObject target)
            return new(12, $"The emulator keeps jobs with Pub/Sub and App Engine targets but cannot deliver them: {job.Name} was not sent. Use an httpTarget.");
        var deadline = WireText.TryDuration(job.Declared["attemptDeadline"]!.GetValue<string>())!.Value;
        using var limit = new CancellationTokenSource(deadline.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await SendAsync(job, target, slot, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new(4, $"{target["uri"]} did not answer within the attempt deadline of {WireText.Write(deadline)}.");
        }
        catch (HttpRequestException e)
        {
            return new(14, $"{target["uri"]} could not be reached: {e.Message}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<AttemptStatus> SendAsync(SchedulerJob job, JsonObject target, Instant slot, CancellationToken cancellation)
    {
        var uri = new Uri(target["uri"]!.GetValue<string>());
        var method = new HttpMethod(target["httpMethod"]!.GetValue<string>());
        for (var hops = 0; hops <= MaximumRedirects; hops++)
        {
            if (routes.Resolve(uri) is not { } address)
                return new(7, $"The local Google calls only this machine, so {uri} was not called: add a route from {uri.Scheme}://{uri.Authority}/ to a loopback address.");
            using var request = Request(job, target, slot, method, address);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location) return StatusOf(response.StatusCode, uri);
            // A relative redirect stays with the target as declared, so that its route holds.
            uri = new Uri(uri, location);
            if ((int)response.StatusCode is not (307 or 308) && method != HttpMethod.Head) method = HttpMethod.Get;
        }

        return new(2, $"{target["uri"]} redirects more than {MaximumRedirects} times.");
    }

    private static HttpRequestMessage Request(SchedulerJob job, JsonObject target, Instant slot, HttpMethod method, Uri address)
    {
        var request = new HttpRequestMessage(method, address);
        var hasBody = target["body"] is not null && method != HttpMethod.Get && method != HttpMethod.Head;
        if (hasBody) request.Content = new ByteArrayContent(Convert.FromBase64String(target["body"]!.GetValue<string>()));
        else if (method == HttpMethod.Post || method == HttpMethod.Put || method == HttpMethod.Patch) request.Content = new ByteArrayContent([]);

        foreach (var (name, value) in target["headers"] as JsonObject ?? [])
        {
            if (Computed.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("X-Google-", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-AppEngine-", StringComparison.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, value!.GetValue<string>())) request.Content?.Headers.TryAddWithoutValidation(name, value.GetValue<string>());
        }

        if (hasBody && request.Content!.Headers.ContentType is null) request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        if (target["oauthToken"] is not null || target["oidcToken"] is not null) request.Headers.Authorization = new("Bearer", "local");
        request.Headers.TryAddWithoutValidation("User-Agent", "Google-Cloud-Scheduler");
        Set("X-CloudScheduler", "true");
        Set("X-CloudScheduler-JobName", job.ShortName);
        Set("X-CloudScheduler-ScheduleTime", WireText.Write(slot));
        return request;

        void Set(string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static AttemptStatus StatusOf(HttpStatusCode answer, Uri uri)
    {
        var http = (int)answer;
        if (http is >= 200 and < 300) return AttemptStatus.Ok;
        var code = http switch { 400 => 3, 401 => 16, 403 => 7, 404 => 5, 409 => 10, 429 => 8, 499 => 1, 500 => 13, 501 => 12, 503 => 14, 504 => 4, _ => 2 };
        return new(code, $"{uri} answered HTTP {http}.");
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellation)).Where(IPAddress.IsLoopback).ToArray();
        if (addresses.Length == 0) throw new HttpRequestException($"{context.DnsEndPoint.Host} is not on this machine.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
