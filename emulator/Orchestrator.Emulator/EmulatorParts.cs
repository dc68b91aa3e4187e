using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Orchestrator.Emulator.BigQuery;
using Orchestrator.Emulator.Clock;
using Orchestrator.Emulator.Scheduler;
using Orchestrator.Engine;

namespace Orchestrator.Emulator;

/// <summary>What a local Google is made of, put together once.</summary>
internal sealed class EmulatorParts : IAsyncDisposable
{
    private readonly EmulatorOptions options;
    private readonly LocalWarehouse warehouse;
    private readonly QueryJobs queryJobs;
    private readonly HttpDelivery delivery;
    private readonly JobBook book;
    private readonly RoutineBook routines;
    private readonly Scheduler.Jobs schedulerJobs;
    private readonly Dispatcher dispatcher;

    private EmulatorParts(EmulatorOptions options, string dataId, EmulatorClock clock, LocalWarehouse warehouse, QueryJobs queryJobs, FireTimes fires, JobBook book, RoutineBook routines, CancellationToken stopping)
    {
        this.options = options;
        this.warehouse = warehouse;
        this.queryJobs = queryJobs;
        this.book = book;
        this.routines = routines;
        Clock = clock;
        DataId = dataId;
        Routes = new TargetRoutes(options.Routes);
        delivery = new HttpDelivery(Routes, options.Time);
        dispatcher = new Dispatcher(book, fires, delivery, Clock, options.Log);
        schedulerJobs = new Scheduler.Jobs(book, fires, dispatcher, Clock, stopping);
        Forward = new RunForward(Clock, book, dispatcher);
        RealTime = new RealTimeFiring(Clock, book, dispatcher, Forward, options.Time, options.Log);
    }

    /// <summary>The clock.</summary>
    public EmulatorClock Clock { get; }

    /// <summary>Names the data: the same as long as the data folder is the same one.</summary>
    public string DataId { get; }

    /// <summary>Where targets are called.</summary>
    public TargetRoutes Routes { get; }

    /// <summary>Lets virtual time pass.</summary>
    public RunForward Forward { get; }

    /// <summary>Fires jobs by real time.</summary>
    public RealTimeFiring RealTime { get; }

    /// <summary>Opens the data folder and puts the parts together.</summary>
    public static async Task<EmulatorParts> OpenAsync(EmulatorOptions options, CancellationToken stopping, CancellationToken cancellation)
    {
        var clock = new EmulatorClock(options.Now, options.VirtualClock, options.Time);
        var opened = await LocalWarehouse.OpenAsync(new() { DataFolder = options.DataFolder, Now = () => clock.Now }, cancellation);
        try
        {
            var queries = new QueryJobs(opened, clock, options.Log, new KeptDocuments(opened.Documents, "bigquery.jobs"));
            await queries.OpenAsync(cancellation);
            var routines = await RoutineBook.OpenAsync(new KeptDocuments(opened.Documents, "bigquery.routines"), cancellation);
            var fires = new FireTimes(options.Daylight);
            var now = clock.Now;
            // What was due while the emulator was down is lost, as Google documents no catch-up; a retry that is still to come is kept.
            var kept = await JobBook.OpenAsync(new KeptDocuments(opened.Documents, "scheduler.jobs"), job => job.Paused ? job : job with
            {
                NextSlot = fires.After(job, now),
                Retry = job.Retry is { } retry && retry.At > now ? retry : null,
            }, cancellation);
            return new EmulatorParts(options, await DataIdAsync(opened.Documents, cancellation), clock, opened, queries, fires, kept, routines, stopping);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> DataIdAsync(DocumentStore documents, CancellationToken cancellation)
    {
        if ((string?)(await documents.GetAsync("emulator", "data", cancellation))?["id"] is { } known) return known;
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        await documents.PutAsync("emulator", "data", new JsonObject { ["id"] = id }, cancellation);
        return id;
    }

    /// <summary>Serves every resource.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        ClockRoutes.Map(routes, Clock, DataId, Forward);
        schedulerJobs.Map(routes);
        var bigQuery = new BigQueryRoutes(routes);
        new Datasets(warehouse.Catalog, routines).Map(bigQuery);
        new Tables(warehouse.Catalog).Map(bigQuery);
        new Routines(routines, warehouse.Catalog, Clock).Map(bigQuery);
        new TableData(warehouse).Map(bigQuery);
        new BigQuery.Jobs(queryJobs, options.Time).Map(bigQuery);
        new Queries(queryJobs, options.Time).Map(bigQuery);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await dispatcher.WhenIdleAsync();
        await queryJobs.WhenIdleAsync();
        Forward.Dispose();
        book.Dispose();
        routines.Dispose();
        delivery.Dispose();
        await warehouse.DisposeAsync();
    }
}
