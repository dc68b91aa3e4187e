using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>What a monitor tells after a poll: one message, with one item per alarm.</summary>
public sealed record AlarmMessage
{
    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary><c>local</c> or <c>gcp</c>.</summary>
    public required string Target { get; init; }

    /// <summary>When the poll was.</summary>
    public required Instant At { get; init; }

    /// <summary>The same at every delivery of this message.</summary>
    public required string Id { get; init; }

    /// <summary>Who is told, or null.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it is written what to do, or null.</summary>
    public Uri? Runbook { get; init; }

    /// <summary>The alarms, the worst first.</summary>
    public required IReadOnlyList<AlarmItem> Items { get; init; }
}

/// <summary>One alarm in a message.</summary>
public sealed record AlarmItem
{
    /// <summary>What the message says of it: <c>new</c>, <c>escalated</c>, <c>recovered</c> ...</summary>
    public required string Word { get; init; }

    /// <summary>The worst severity of its findings.</summary>
    public required Severity Severity { get; init; }

    /// <summary>The subject that is the root cause.</summary>
    public required string Root { get; init; }

    /// <summary>Since when, and for how many polls, in words.</summary>
    public required string Since { get; init; }

    /// <summary>What is wrong and what follows from it, a sentence each, the root's own first.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <summary>What to do, or null.</summary>
    public string? Remedy { get; init; }

    /// <summary>The same for every message about this occurrence.</summary>
    public required string DedupKey { get; init; }
}
