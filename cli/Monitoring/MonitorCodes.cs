namespace Orchestrator.Cli;

/// <summary>The codes of findings about the monitor itself; docs/findings.md explains them.</summary>
internal static class MonitorCodes
{
    /// <summary>A poll could not see.</summary>
    public const string Blind = "MONITOR001";

    /// <summary>The memory was damaged.</summary>
    public const string MemoryDamaged = "MONITOR002";

    /// <summary>A message could not be delivered.</summary>
    public const string Undelivered = "MONITOR003";

    /// <summary>The heartbeat is too old.</summary>
    public const string HeartbeatOld = "MONITOR004";

    /// <summary>The heartbeat could not be given.</summary>
    public const string HeartbeatLost = "MONITOR005";
}
