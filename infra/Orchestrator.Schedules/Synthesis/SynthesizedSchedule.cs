using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>The answer of a synthesis: a schedule for which every edge was proven, or the producers that prevent one.</summary>
/// <param name="Schedule">The schedule, or null.</param>
/// <param name="Conflict">A producer that prevents every schedule, or null.</param>
public sealed record SynthesizedSchedule(Schedule? Schedule, string? Conflict)
{
    /// <summary>A smallest set of producers that no schedule follows: alone, or because they are too far apart; empty with a schedule.</summary>
    public IReadOnlyList<string> Conflicting { get; init; } = [];

    /// <summary>The longest wait after a producer's run with the schedule found, or null.</summary>
    public Duration? WorstWait { get; init; }
}
