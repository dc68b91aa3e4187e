using NodaTime;
using NodaTime.Text;

namespace Orchestrator.Cli;

/// <summary>The target's time, and waiting for it to pass.</summary>
/// <param name="Now">What time it is.</param>
/// <param name="Wait">Waits until an instant.</param>
/// <param name="Step">How long to wait before looking again for what should have happened already.</param>
internal sealed record GateClock(Func<CancellationToken, Task<Instant>> Now, Func<Instant, CancellationToken, Task> Wait, Duration Step)
{
    /// <summary>
    /// The clock of a session's target. Time on gcp passes by itself. The local Google's virtual time passes only when somebody runs it forward, so waiting
    /// for an instant is running it there: whatever is due on the way fires.
    /// </summary>
    public static async Task<GateClock> OfAsync(Session session, CancellationToken cancellation)
    {
        var terminal = session.Terminal;
        var real = new GateClock(_ => Task.FromResult(terminal.WallClock()), terminal.WaitAsync, Duration.FromSeconds(15));
        if (session.Options.Target == Target.Gcp) return real;
        var address = (await session.CloudAsync(cancellation).ConfigureAwait(false)).Address;
        async Task<Instant> Ask(CancellationToken token) => await LocalGoogleProbe.AskAsync(address, token).ConfigureAwait(false)
            ?? throw new VerbFailedException(3, $"The local Google at {address} does not answer any more: start it again, and the gate.");
        if (!await LocalGoogleProbe.IsVirtualAsync(address, cancellation).ConfigureAwait(false)) return real with { Now = Ask };
        return new(Ask, (until, token) => RunForwardAsync(terminal, address, until, token), Duration.FromMinutes(1));
    }

    private static async Task RunForwardAsync(Terminal terminal, Uri address, Instant until, CancellationToken cancellation)
    {
        terminal.Progress($"running the local clock forward to {InstantPattern.General.Format(until)}");
        using var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
        await new VirtualClock(http).RunToAsync(until, cancellation).ConfigureAwait(false);
    }
}
