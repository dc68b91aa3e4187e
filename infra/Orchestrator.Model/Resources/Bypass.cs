using NodaTime;

namespace Orchestrator.Model;

/// <summary>
/// A detour that somebody took around a broken table until it is mended: a report that reads the source directly. It is the only consumer that would
/// notice a regression (X6), so it has a reason, an owner and an expiry, every report prints it, and it is asked to go as soon as its check is green (R14).
/// </summary>
public sealed record Bypass
{
    /// <summary>A short name, unique in the pipeline: lower-case letters, digits and hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What takes the detour, for people: <c>R360 risk analysis query</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>The relation that should be read.</summary>
    public required Relation Around { get; init; }

    /// <summary>The relation that is read in its place.</summary>
    public required Relation Instead { get; init; }

    /// <summary>The check that says that the detour is no longer needed: while it holds, the bypass should be removed.</summary>
    public required Check RemovedWhen { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who looks after it; a team, no person.</summary>
    public required string Owner { get; init; }

    /// <summary>When it must be gone, or decided on anew.</summary>
    public required Instant Until { get; init; }

    /// <summary><c>bypass/name</c>.</summary>
    public string Subject => $"bypass/{Name}";
}
