using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cli.Tests.Monitoring;

/// <summary>One call that a receiver got.</summary>
internal sealed record Received(string Path, string Body, string? Id, string? Signature);

/// <summary>A receiver of messages on a free port of this machine, which answers what a test says.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(k => k.Listen(IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public ConcurrentQueue<Received> Calls { get; } = new();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/services/T000/B000/secret?x=1");

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync();
        return receiver;
    }

    /// <summary>Answers the next calls with these codes, and all after them with 200.</summary>
    public Receiver Answering(params int[] codes)
    {
        foreach (var code in codes) answers.Enqueue(context => Code(context, code));
        return this;
    }

    public Receiver Answering(Func<HttpContext, Task> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Task Code(HttpContext context, int code)
    {
        context.Response.StatusCode = code;
        return Task.CompletedTask;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        Calls.Enqueue(new(context.Request.Path + context.Request.QueryString, body, Header(context, "X-Orchestrator-Delivery"), Header(context, "X-Orchestrator-Signature")));
        if (answers.TryDequeue(out var answer)) await answer(context);
    }

    private static string? Header(HttpContext context, string name) => context.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;
}
