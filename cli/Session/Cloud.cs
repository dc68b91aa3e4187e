using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>How to reach a target: its addresses and credentials, and the local Google inside this process when there is one.</summary>
/// <param name="Endpoint">Addresses and credentials.</param>
/// <param name="Embedded">The local Google of this process, or null.</param>
public sealed record CloudConnection(GoogleEndpoint Endpoint, LocalGoogle? Embedded);

/// <summary>The target of a run: its warehouse and its scheduler, for one project.</summary>
public sealed class Cloud : IAsyncDisposable
{
    private readonly Pipeline pipeline;
    private readonly HttpClient http;
    private readonly GoogleConnection connection;
    private readonly LocalGoogle? owned;

    private Cloud(Pipeline pipeline, GoogleEndpoint endpoint, string project, LocalGoogle? owned)
    {
        this.pipeline = pipeline;
        this.owned = owned;
        http = GoogleHttp.ClientFor(endpoint);
        connection = new GoogleConnection(http, endpoint, TimeProvider.System, new Random());
        Warehouse = new BigQueryWarehouse(connection, project);
        Scheduler = new CloudScheduler(connection, project, pipeline.SchedulerLocation);
    }

    /// <summary>The target at an address, for a pipeline's own project.</summary>
    public static Cloud At(GoogleEndpoint endpoint, Pipeline pipeline) => new(pipeline, endpoint, pipeline.Project, owned: null);

    /// <summary>BigQuery.</summary>
    public IWarehouse Warehouse { get; }

    /// <summary>Cloud Scheduler.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>Opens the target of a session: gcp, a running local Google, or one inside this process on the state folder's data.</summary>
    internal static async Task<Cloud> OpenAsync(Session session, CloudConnection? given, CancellationToken cancellation)
    {
        var options = session.Options;
        LocalGoogle? owned = null;
        var endpoint = given?.Endpoint;
        if (endpoint is null && options.Target == Target.Gcp) endpoint = GoogleEndpoint.Gcp();
        if (endpoint is null && (options.Endpoint ?? LocalGoogleProbe.DefaultEndpoint) is { } running && await LocalGoogleProbe.AskAsync(running, cancellation).ConfigureAwait(false) is not null)
            endpoint = GoogleEndpoint.Local(running);
        if (endpoint is null)
        {
            var data = Path.Combine(options.StateFolder, "local");
            session.Terminal.Progress($"starting the local Google in this process, data in {Path.GetRelativePath(session.Terminal.Folder, data)}");
            owned = await LocalGoogle.StartAsync(new EmulatorOptions { DataFolder = data, Now = session.Now, VirtualClock = true, Time = TimeProvider.System }, cancellation).ConfigureAwait(false);
            endpoint = GoogleEndpoint.Local(owned.BaseUri);
        }

        return new Cloud(session.Analyzed.Pipeline, endpoint, session.Project, owned);
    }

    /// <summary>Reads both services.</summary>
    public async Task<Observation> ObserveAsync(CancellationToken cancellation)
    {
        var warehouse = await Warehouse.ObserveAsync(pipeline, cancellation).ConfigureAwait(false);
        var scheduler = await Scheduler.ObserveAsync(pipeline, cancellation).ConfigureAwait(false);
        return new([.. warehouse.Resources, .. scheduler.Resources], [.. warehouse.Unobserved, .. scheduler.Unobserved]) { Activity = scheduler.Activity };
    }

    /// <summary>Carries out one change where it belongs.</summary>
    public Task ApplyAsync(Change change, CancellationToken cancellation) =>
        change.Id.Kind == ResourceKind.Job ? Scheduler.ApplyAsync(change, cancellation) : Warehouse.ApplyAsync(change, cancellation);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        http.Dispose();
        if (owned is not null) await owned.DisposeAsync().ConfigureAwait(false);
    }
}
