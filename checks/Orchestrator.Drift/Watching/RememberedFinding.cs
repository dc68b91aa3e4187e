using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>A finding as a memory keeps it: enough to tell it again when it is gone.</summary>
public sealed record RememberedFinding
{
    /// <summary><see cref="Finding.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The code.</summary>
    public required string Code { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>How much it matters.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The finding's sentence.</summary>
    public required string Message { get; init; }

    /// <summary>What follows from it, in words, or null.</summary>
    public string? Consequence { get; init; }

    /// <summary>What to do, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>Whether another subject explains it.</summary>
    public bool Caused { get; init; }

    /// <summary>When a poll first saw it.</summary>
    public required Instant FirstSeen { get; init; }

    /// <summary>A finding seen now for the first time.</summary>
    public static RememberedFinding Of(Finding finding, Instant now) => new()
    {
        Key = finding.Key,
        Code = finding.Code,
        Subject = finding.Subject,
        Severity = finding.Severity,
        Message = finding.Message,
        Consequence = finding.Consequence?.Says,
        Remedy = finding.Remedy,
        Caused = finding.Cause is not null && finding.Cause != finding.Subject,
        FirstSeen = now,
    };
}
