using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Orchestrator.Emulator.Wire;

namespace Orchestrator.Emulator;

/// <summary>Google on this machine: BigQuery and Cloud Scheduler over HTTP on 127.0.0.1, on one clock.</summary>
public sealed class LocalGoogle : IAsyncDisposable
{
    private const long LargestBody = 256L * 1024 * 1024;

    private readonly WebApplication web;
    private readonly CancellationTokenSource stopping;
    private readonly EmulatorParts parts;
    private Task firing = Task.CompletedTask;

    private LocalGoogle(WebApplication web, EmulatorParts parts, CancellationTokenSource stopping)
    {
        this.web = web;
        this.parts = parts;
        this.stopping = stopping;
        BaseUri = new Uri(web.Urls.Single());
    }

    /// <summary>Where it answers: <c>http://127.0.0.1:port/</c>.</summary>
    public Uri BaseUri { get; }

    /// <summary>Names the data that is served: the same as long as the data folder is the same one.</summary>
    public string DataId => parts.DataId;

    /// <summary>The emulator's clock.</summary>
    public EmulatorClock Clock => parts.Clock;

    /// <summary>Starts serving. When this returns, requests are answered.</summary>
    /// <exception cref="IOException">The port is taken; the message says which.</exception>
    public static async Task<LocalGoogle> StartAsync(EmulatorOptions options, CancellationToken cancellation)
    {
        var stop = new CancellationTokenSource();
        var opened = await EmulatorParts.OpenAsync(options, stop.Token, cancellation);
        var host = Build(options, opened);
        try
        {
            await host.StartAsync(cancellation);
        }
        catch (Exception e)
        {
            await host.DisposeAsync();
            await opened.DisposeAsync();
            stop.Dispose();
            if (e is IOException) throw new IOException($"Port {options.Port} on 127.0.0.1 is taken: stop what listens there, or choose another port (0 takes a free one).", e);
            throw;
        }

        var google = new LocalGoogle(host, opened, stop);
        opened.Routes.ServeGoogleAt(google.BaseUri);
        if (!options.VirtualClock) google.firing = opened.RealTime.RunAsync(stop.Token);
        return google;
    }

    /// <summary>Runs the clock forward, as <c>POST /emulator/clock</c> does: every job due on the way is called at its instant, one after the other.</summary>
    /// <exception cref="InvalidOperationException">The instant has passed, or the clock is being run forward already.</exception>
    public async Task<IReadOnlyList<Attempt>> RunForwardAsync(Instant to, CancellationToken cancellation)
    {
        try
        {
            return await parts.Forward.ToAsync(_ => to, cancellation);
        }
        catch (GoogleFailure failure)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }

    /// <summary>Stops serving and firing, and closes the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await firing;
        await web.DisposeAsync();
        await parts.DisposeAsync();
        stopping.Dispose();
    }

    private static WebApplication Build(EmulatorOptions options, EmulatorParts served)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = "Production", ApplicationName = "Orchestrator.Emulator" });
        // Settings come from the options alone: no environment variable and no file changes what a local Google does.
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, SignalsLeftAlone>();
        builder.Services.AddRequestDecompression();
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        if (options.Latency > Duration.Zero)
        {
            app.Use(async (context, next) =>
            {
                await Task.Delay(options.Latency.ToTimeSpan(), options.Time, context.RequestAborted);
                await next(context);
            });
        }
        app.UseEnvelope(options.Log);
        app.UseRequestDecompression();
        app.UseRouting();
        app.Answer("GET", "/health", _ => Task.FromResult<JsonObject?>(new() { ["status"] = "serving" }));
        served.Map(app);
        app.AnswerUnknownPaths();
        return app;
    }
}
