using Microsoft.AspNetCore.Routing;
using Orchestrator.Emulator.Clock;
using Orchestrator.Emulator.Scheduler;

namespace Orchestrator.Emulator;

/// <summary>What a local Google is made of, put together once.</summary>
internal sealed class EmulatorParts : IAsyncDisposable
{
    private readonly HttpDelivery delivery;
    private readonly JobBook book;
    private readonly Jobs jobs;
    private readonly Dispatcher dispatcher;

    private EmulatorParts(EmulatorOptions options, EmulatorClock clock, FireTimes fires, JobBook book, CancellationToken stopping)
    {
        Clock = clock;
        this.book = book;
        Routes = new TargetRoutes(options.Routes);
        delivery = new HttpDelivery(Routes, options.Time);
        dispatcher = new Dispatcher(book, fires, delivery, Clock, options.Log);
        jobs = new Jobs(book, fires, dispatcher, Clock, stopping);
        Forward = new RunForward(Clock, book, dispatcher);
        RealTime = new RealTimeFiring(Clock, book, dispatcher, Forward, options.Time, options.Log);
    }

    /// <summary>The clock.</summary>
    public EmulatorClock Clock { get; }

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
        var fires = new FireTimes();
        var now = clock.Now;
        // What was due while the emulator was down is lost, as Google documents no catch-up; a retry that is still to come is kept.
        var kept = await JobBook.OpenAsync(new KeptDocuments(), job => job.Paused ? job : job with
        {
            NextSlot = fires.First(job, now),
            Retry = job.Retry is { } retry && retry.At > now ? retry : null,
        }, cancellation);
        return new EmulatorParts(options, clock, fires, kept, stopping);
    }

    /// <summary>Serves every resource.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        ClockRoutes.Map(routes, Clock, Forward);
        jobs.Map(routes);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await dispatcher.WhenIdleAsync();
        Forward.Dispose();
        book.Dispose();
        delivery.Dispose();
    }
}
