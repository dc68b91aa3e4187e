using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Emulator;

/// <summary>How a local Google is started.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The folder that keeps jobs, tables and rows between runs; created when missing. Null keeps everything in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>The port on 127.0.0.1. 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What the emulator's clock shows when it starts.</summary>
    public required Instant Now { get; init; }

    /// <summary>True: time stands still until it is run forward. False, the default: the clock goes on from <see cref="Now"/> and jobs fire by themselves when due.</summary>
    public bool VirtualClock { get; init; }

    /// <summary>Where elapsed time comes from: deadlines of HTTP calls, and the clock itself unless it is virtual.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Which loopback addresses stand for which scheduler targets. The first whose prefix fits is taken; no other host is ever called.</summary>
    public IReadOnlyList<HttpRoute> Routes { get; init; } = [];

    /// <summary>How long every request waits before it is answered, as a network lets it wait. Zero, the default, answers at once.</summary>
    public Duration Latency { get; init; } = Duration.Zero;

    /// <summary>What a local time means that daylight saving time skips or repeats. Google documents no rule for Cloud Scheduler.</summary>
    /// <value>A time in the gap fires later by the length of the gap; a repeated time fires the first time only.</value>
    public DstPolicy Daylight { get; init; } = new(GapPolicy.Shifted, OverlapPolicy.First);

    /// <summary>Where unexpected failures and the emulator's own events are written; nowhere by default.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
