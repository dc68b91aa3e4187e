using NodaTime;
using Orchestrator.Emulator;
using Orchestrator.Google;

namespace Orchestrator.Cli;

/// <summary>Where a target answers.</summary>
/// <param name="Endpoint">Addresses and credentials.</param>
/// <param name="Owned">The local Google that was started for it in this process; null when nothing was started.</param>
internal sealed record TargetEndpoint(GoogleEndpoint Endpoint, LocalGoogle? Owned)
{
    /// <summary>Finds gcp, a running local Google, or starts one in this process on the state folder's data.</summary>
    public static async Task<TargetEndpoint> OpenAsync(VerbOptions options, Terminal terminal, Instant now, CancellationToken cancellation)
    {
        if (options.Target == Target.Gcp) return new(GoogleEndpoint.Gcp(), null);
        var running = options.Endpoint ?? LocalGoogleProbe.DefaultEndpoint;
        if (await LocalGoogleProbe.AskAsync(running, cancellation).ConfigureAwait(false) is not null) return new(GoogleEndpoint.Local(running), null);
        var folder = Path.Combine(options.StateFolder, "local");
        terminal.Progress($"starting the local Google in this process, data in {Path.GetRelativePath(terminal.Folder, folder)}");
        var owned = await LocalGoogle.StartAsync(new EmulatorOptions { DataFolder = folder, Now = now, VirtualClock = true, Time = TimeProvider.System }, cancellation).ConfigureAwait(false);
        return new(GoogleEndpoint.Local(owned.BaseUri), owned);
    }
}
