namespace Orchestrator.Schedules;

/// <summary>A view among scheduled jobs. It stores nothing: what it shows is what its tables hold at that moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reads">The tables that it reads, through any chain of views, by the names the jobs use.</param>
public sealed record ScheduledView(string Name, IReadOnlyList<string> Reads);
