using Orchestrator.Emulator;
using Orchestrator.Google;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>How to reach a target: its addresses and credentials, and the local Google inside this process when there is one.</summary>
/// <param name="Endpoint">Addresses and credentials.</param>
/// <param name="Embedded">The local Google of this process, or null.</param>
public sealed record CloudConnection(GoogleEndpoint Endpoint, LocalGoogle? Embedded);

/// <summary>How requests get to Google: the network and the clock of this machine, unless something is put between.</summary>
public sealed record CloudTransport
{
    /// <summary>What stands between this program and the network; null for nothing.</summary>
    public Func<HttpMessageHandler, HttpMessageHandler>? Around { get; init; }

    /// <summary>The clock of pauses and time limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The jitter of pauses, and request ids.</summary>
    public Func<Random> Chance { get; init; } = () => new Random();
}

/// <summary>The target of a run: its warehouse and its scheduler, for one project.</summary>
public sealed class Cloud : IAsyncDisposable
{
    private readonly Pipeline pipeline;
    private readonly HttpClient http;
    private readonly GoogleConnection connection;
    private readonly LocalGoogle? owned;

    private readonly KnownTables? known;
    private readonly string? knownFolder;

    private Cloud(Pipeline pipeline, GoogleEndpoint endpoint, string project, LocalGoogle? owned, CloudTransport transport, KnownTables? known = null, string? knownFolder = null, string verb = "")
    {
        this.pipeline = pipeline;
        Address = endpoint.BigQuery;
        this.owned = owned;
        this.known = known;
        this.knownFolder = knownFolder;
        http = GoogleHttp.ClientFor(endpoint, transport.Around);
        connection = new GoogleConnection(http, endpoint, transport.Time, transport.Chance());
        Warehouse = new BigQueryWarehouse(connection, project, known, JobLabels.Of(("tool", "orchestrator"), ("pipeline", pipeline.Name), ("verb", verb)));
        Scheduler = new CloudScheduler(connection, project, pipeline.SchedulerLocation);
    }

    /// <summary>The target at an address, for a pipeline's own project.</summary>
    public static Cloud At(GoogleEndpoint endpoint, Pipeline pipeline) => new(pipeline, endpoint, pipeline.Project, owned: null, new CloudTransport());

    /// <summary>Where it is; of a local Google also the address of its clock.</summary>
    public Uri Address { get; }

    /// <summary>BigQuery.</summary>
    public IWarehouse Warehouse { get; }

    /// <summary>Cloud Scheduler.</summary>
    public IScheduler Scheduler { get; }

    /// <summary>Opens the target of a session: gcp, a running local Google, or one inside this process on the state folder's data.</summary>
    internal static async Task<Cloud> OpenAsync(Session session, CloudConnection? given, CancellationToken cancellation)
    {
        var options = session.Options;
        var (endpoint, owned) = given is not null ? new TargetEndpoint(given.Endpoint, null) : await TargetEndpoint.OpenAsync(options, session.Terminal, session.Now, cancellation).ConfigureAwait(false);
        var data = options.Target == Target.Gcp ? "google" : (owned ?? given?.Embedded)?.DataId ?? await LocalGoogleProbe.DataAsync(endpoint.BigQuery, cancellation).ConfigureAwait(false);
        // Of data without a name nothing is remembered: another run may meet other data at the same address.
        var known = options.Fresh || data is null ? null : KnownTablesFile.Read(session.JournalFolder, $"{data}/{session.Project}");
        return new Cloud(session.Analyzed.Pipeline, endpoint, session.Project, owned, session.Terminal.Transport, known, session.JournalFolder, options.Verb);
    }

    /// <summary>Reads both services.</summary>
    public async Task<Observation> ObserveAsync(CancellationToken cancellation)
    {
        var tables = Warehouse.ObserveAsync(pipeline, cancellation);
        var jobs = Scheduler.ObserveAsync(pipeline, cancellation);
        await Task.WhenAll(tables, jobs).ConfigureAwait(false);
        var (warehouse, scheduler) = (await tables.ConfigureAwait(false), await jobs.ConfigureAwait(false));
        if (known is { Changed: true }) KnownTablesFile.Write(knownFolder!, known);
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
