using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime.Text;
using Orchestrator.Emulator;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>
/// Stands in for the services that the pipeline's HTTP jobs call: a loopback server that, when Cloud Scheduler's call arrives, loads and runs what
/// the incident says this job does at this fire.
/// </summary>
internal sealed class Ingestor : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Incident incident;
    private WarehouseLoader? loader;
    private StatementRunner? statements;

    private Ingestor(WebApplication server, Incident incident)
    {
        this.server = server;
        this.incident = incident;
    }

    /// <summary>Its loopback address.</summary>
    public Uri Address => new(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>Starts the server on a free port.</summary>
    public static async Task<Ingestor> StartAsync(Incident incident, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, SignalsLeftAlone>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var ingestor = new Ingestor(builder.Build(), incident);
        ingestor.server.MapPost("/{**path}", (Delegate)ingestor.DeliverAsync);
        await ingestor.server.StartAsync(cancellation).ConfigureAwait(false);
        return ingestor;
    }

    /// <summary>Says where to load rows to; calls before this are answered with 503.</summary>
    public void LoadInto(WarehouseLoader warehouse, StatementRunner runner)
    {
        statements = runner;
        loader = warehouse;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task<IResult> DeliverAsync(HttpContext call)
    {
        if (loader is null || statements is null) return Results.Text("The warehouse is not there yet.", statusCode: StatusCodes.Status503ServiceUnavailable);
        string? job = call.Request.Headers["X-CloudScheduler-JobName"];
        string? time = call.Request.Headers["X-CloudScheduler-ScheduleTime"];
        if (string.IsNullOrEmpty(job) || time is null || OffsetDateTimePattern.Rfc3339.Parse(time) is not { Success: true } fire)
            return Results.Text("Only Cloud Scheduler calls this service, with its job name and schedule time.", statusCode: StatusCodes.Status400BadRequest);

        var delivered = incident.Deliver(job, fire.Value.ToInstant());
        foreach (var rows in delivered) await loader.InsertAsync(rows, call.RequestAborted).ConfigureAwait(false);
        foreach (var sql in incident.Statements(job, fire.Value.ToInstant())) await statements.RunAsync(sql, call.RequestAborted).ConfigureAwait(false);
        return Results.Json(new JsonObject(delivered.Select(r => KeyValuePair.Create(r.Table.Id.ToString(), (JsonNode?)r.Rows.Count))));
    }
}
