using Microsoft.Extensions.Hosting;

namespace Orchestrator.Emulator;

/// <summary>
/// A server inside another program does not answer Ctrl-C and SIGTERM for it: the usual lifetime of a host takes both signals, and a program that does
/// not wait for that host would never end.
/// </summary>
public sealed class SignalsLeftAlone : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
