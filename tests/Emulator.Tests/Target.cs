using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Emulator.Tests;

/// <summary>A request that a target received.</summary>
public sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string? this[string header] => Headers.GetValueOrDefault(header);
}

/// <summary>A worker that scheduler jobs call: it keeps every request and answers as told.</summary>
public sealed class Target : IDisposable
{
    private readonly WebApplication web;

    public Target()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        web = builder.Build();
        web.Run(AnswerAsync);
        web.Start();
        Uri = new Uri(web.Urls.Single());
    }

    public Uri Uri { get; }

    public ConcurrentQueue<Received> Requests { get; } = [];

    /// <summary>What it answers, by the number of the request from 1.</summary>
    public Func<int, HttpStatusCode> Answers { get; set; } = _ => HttpStatusCode.OK;

    /// <summary>Where redirects lead.</summary>
    public string? Location { get; set; }

    /// <summary>Waited for before each answer.</summary>
    public Func<Task> Work { get; set; } = () => Task.CompletedTask;

    public void Dispose() => ((IDisposable)web).Dispose();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Requests.Enqueue(new(context.Request.Method, context.Request.Path + context.Request.QueryString, headers, await body.ReadToEndAsync()));
        var status = Answers(Requests.Count);
        await Work();
        context.Response.StatusCode = (int)status;
        if (Location is not null) context.Response.Headers.Location = Location;
    }
}
