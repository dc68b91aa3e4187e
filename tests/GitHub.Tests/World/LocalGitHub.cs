using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;
using Orchestrator.Reports;

namespace GitHub.Tests;

/// <summary>GitHub on a free port of this machine: holds every request to GitHub's own description, and fails where the test wants it to.</summary>
internal sealed class LocalGitHub : IAsyncDisposable
{
    public const string Token = "ghs_canary16C7e42F292c6912E7710c838347Ae178B4a";

    private readonly WebApplication _app;
    private readonly GitHubContract _contract;
    private readonly ConcurrentQueue<Received> _requests = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private int _position = -1;

    private LocalGitHub(WebApplication app, GitHubContract contract) => (_app, _contract) = (app, contract);

    public GitHubState State { get; private set; } = null!;

    public ManualTime Time { get; } = new();

    public Uri Api { get; private set; } = null!;

    /// <summary>What goes wrong with the n-th request, from 0; null for nothing.</summary>
    public Func<int, Received, Fault?> Faults { get; set; } = (_, _) => null;

    public IReadOnlyList<Received> Requests => [.. _requests];

    public IEnumerable<Received> Writes => _requests.Where(r => r.Method != "GET" && !r.Path.EndsWith("/graphql", StringComparison.Ordinal));

    public IReadOnlyList<string> Violations => [.. _violations];

    public static async Task<LocalGitHub> StartAsync(string contract = "github.json")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var github = new LocalGitHub(builder.Build(), GitHubContract.Of(contract));
        github._app.Run(github.AnswerAsync);
        await github._app.StartAsync();
        var origin = github._app.Urls.Single();
        github.Api = new Uri(origin + github._contract.Base);
        github.State = new GitHubState(origin);
        return github;
    }

    public GitHubPullRequests Client(string? author = null)
    {
        // Disposed of with the process: a test makes a few.
        return new(GitHubHttp.ClientFor(Api), new GitHubEndpoint { Api = Api, Token = Token, Author = author }, Time);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request);
        _requests.Enqueue(request);
        var fault = Faults(Interlocked.Increment(ref _position), request);
        if (fault is null or { AfterEffect: true })
        {
            var (status, body, link) = Carry(request);
            if (link is not null) context.Response.Headers.Link = link;
            if (fault is null or { Delivery: not Delivery.Whole }) await DeliverAsync(context, status, body?.ToJsonString() ?? "", fault?.Delivery ?? Delivery.Whole);
            else await RefuseAsync(context, fault);
        }
        else if (fault.Delivery == Delivery.Aborted) context.Abort();
        else await RefuseAsync(context, fault);
    }

    private (int Status, JsonNode? Body, string? Link) Carry(Received request)
    {
        if (request.Path.EndsWith("/graphql", StringComparison.Ordinal))
            return State.Writer.Length == 0 ? (401, GitHubState.Error("Bad credentials"), null) : (200, new JsonObject { ["data"] = new JsonObject { ["viewer"] = new JsonObject { ["login"] = State.Writer } } }, null);
        var violations = _contract.Violations(request);
        foreach (var violation in violations) _violations.Enqueue($"{request.Method} {request.Path}: {violation}");
        if (violations.Count > 0) return (422, GitHubState.Error(string.Join("; ", violations)), null);
        var answer = State.Answer(request, request.Path[_contract.Base.Length..]);
        if (answer.Status < 300)
            foreach (var violation in _contract.AnswerViolations(request, answer.Status, answer.Body)) _violations.Enqueue($"our answer to {request.Method} {request.Path}: {violation}");
        return answer;
    }

    private async Task DeliverAsync(HttpContext context, int status, string body, Delivery delivery)
    {
        if (delivery == Delivery.Aborted)
        {
            context.Abort();
            return;
        }

        if (delivery == Delivery.Silent)
        {
            Time.Expire();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        if (status == 204) return;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(delivery == Delivery.CutOff ? bytes.AsMemory(0, bytes.Length / 2) : bytes);
        if (delivery != Delivery.CutOff) return;
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    private static async Task RefuseAsync(HttpContext context, Fault fault)
    {
        context.Response.StatusCode = fault.Status;
        foreach (var (name, value) in fault.Headers) context.Response.Headers[name] = value;
        await context.Response.WriteAsync(fault.Body);
    }

    private static async Task<Received> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return new(
            request.Method,
            new Uri(request.GetEncodedUrl()).AbsolutePath,
            request.Query.ToDictionary(q => q.Key, q => q.Value.ToString()),
            request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()),
            await reader.ReadToEndAsync());
    }
}
