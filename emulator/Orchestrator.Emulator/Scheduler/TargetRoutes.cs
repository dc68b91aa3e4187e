namespace Orchestrator.Emulator.Scheduler;

/// <summary>Where a call for a target really goes: always an address on this machine.</summary>
/// <param name="declared">Routes of the options, first match wins.</param>
internal sealed class TargetRoutes(IReadOnlyList<HttpRoute> declared)
{
    private IReadOnlyList<HttpRoute> own = [];

    /// <summary>Google's own hosts are the emulator itself, from now on and before any declared route.</summary>
    public void ServeGoogleAt(Uri emulator) => own =
        [new("https://bigquery.googleapis.com/", emulator), new("https://cloudscheduler.googleapis.com/", emulator)];

    /// <summary>The address on this machine for a target; null when there is none and nothing may be called.</summary>
    public Uri? Resolve(Uri target)
    {
        foreach (var route in own.Concat(declared))
            if (route.Apply(target) is { } address) return address;
        return target.IsLoopback ? target : null;
    }
}
