using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What one poll saw.</summary>
public sealed record PollOutcome
{
    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>All findings, muted ones included.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether everything could be observed. A poll that could not never ends an alarm.</summary>
    public required bool Complete { get; init; }

    /// <summary>Subjects that this poll did not look at, such as checks that were left out: nothing is concluded from their silence.</summary>
    public IReadOnlySet<string> NotAsked { get; init; } = new HashSet<string>();
}

/// <summary>What a poll means, given what was remembered.</summary>
public sealed record Watched
{
    /// <summary>What to remember now.</summary>
    public required MonitorMemory After { get; init; }

    /// <summary>What to tell, the worst first. Empty while messages are held back.</summary>
    public required IReadOnlyList<Alarm> Raised { get; init; }

    /// <summary>Alarms that stand without anything new to tell, the worst first.</summary>
    public required IReadOnlyList<Alarm> Standing { get; init; }

    /// <summary>Findings that this poll saw first and that an alarm which stands already explains: recorded, not told again.</summary>
    public required IReadOnlyList<RememberedFinding> Joined { get; init; }

    /// <summary>Why messages are held back, or null.</summary>
    public string? Silenced { get; init; }
}
