using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Emulator.Tests;

/// <summary>A worker that scheduler jobs call: it keeps every request and answers as told.</summary>
public sealed class Target : IDisposable
{
    private readonly HttpListener listener = new();

    public Target()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Uri = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Uri.ToString());
        listener.Start();
        _ = ServeAsync();
    }

    public Uri Uri { get; }

    public ConcurrentQueue<Received> Requests { get; } = [];

    /// <summary>What it answers, by the number of the request from 1.</summary>
    public Func<int, HttpStatusCode> Answers { get; set; } = _ => HttpStatusCode.OK;

    /// <summary>Where redirects lead.</summary>
    public string? Location { get; set; }

    /// <summary>Waited for before each answer.</summary>
    public Func<Task> Work { get; set; } = () => Task.CompletedTask;

    public void Dispose() => listener.Close();

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new StreamReader(context.Request.InputStream);
            var headers = new WebHeaderCollection();
            foreach (string name in context.Request.Headers) headers[name] = context.Request.Headers[name];
            Requests.Enqueue(new(context.Request.HttpMethod, context.Request.Url!.PathAndQuery, headers, await body.ReadToEndAsync()));
            context.Response.StatusCode = (int)Answers(Requests.Count);
            if (Location is not null) context.Response.RedirectLocation = Location;
            await Work();
            context.Response.Close();
        }
    }
}
