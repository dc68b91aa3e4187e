using NodaTime;

namespace Orchestrator.Emulator;

/// <summary>The emulator's time: everything that Google would take from its own clock comes from here.</summary>
/// <threadsafety>May be read and moved from several threads.</threadsafety>
public sealed class EmulatorClock
{
    private readonly TimeProvider elapsed;
    private readonly Lock gate = new();
    private Instant shown;
    private long since;

    internal EmulatorClock(Instant start, bool isVirtual, TimeProvider elapsed)
    {
        shown = start;
        IsVirtual = isVirtual;
        this.elapsed = elapsed;
        since = elapsed.GetTimestamp();
    }

    /// <summary>Whether time stands still until it is run forward.</summary>
    public bool IsVirtual { get; }

    /// <summary>The current instant.</summary>
    public Instant Now
    {
        get
        {
            lock (gate) return IsVirtual ? shown : shown + Duration.FromTimeSpan(elapsed.GetElapsedTime(since));
        }
    }

    /// <summary>Goes on to an instant; a clock that has already passed it stays: time never goes back.</summary>
    internal void MoveTo(Instant instant)
    {
        lock (gate)
        {
            if (Now >= instant) return;
            shown = instant;
            since = elapsed.GetTimestamp();
        }
    }
}
