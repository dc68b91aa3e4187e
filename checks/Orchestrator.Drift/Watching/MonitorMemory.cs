using System.Collections.Immutable;
using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What a monitor remembers from poll to poll: which alarms stand, what was told of them, and which messages are still to be delivered.</summary>
public sealed record MonitorMemory
{
    /// <summary>A monitor that has not polled yet.</summary>
    public static MonitorMemory Empty { get; } = new();

    /// <summary>Polls so far.</summary>
    public long Polls { get; init; }

    /// <summary>The last poll, or null.</summary>
    public Instant? LastPoll { get; init; }

    /// <summary>The last poll that could see everything, or null.</summary>
    public Instant? LastComplete { get; init; }

    /// <summary>Alarms that stand, and those that went lately, sorted by root.</summary>
    public ImmutableList<RememberedAlarm> Alarms { get; init; } = [];

    /// <summary>Messages that were not delivered yet, the oldest first.</summary>
    public ImmutableList<PendingMessage> Pending { get; init; } = [];
}

/// <summary>A message that still has to reach somebody.</summary>
/// <param name="Id">The same at every try, so that a receiver can tell a repetition.</param>
/// <param name="At">The poll that it is about.</param>
/// <param name="Body">The exact text to send, every time the same.</param>
public sealed record PendingMessage(string Id, Instant At, string Body);

/// <summary>An alarm in the memory.</summary>
public sealed record RememberedAlarm
{
    /// <summary>The subject that is the root cause.</summary>
    public required string Root { get; init; }

    /// <summary>When a poll first saw it.</summary>
    public required Instant Since { get; init; }

    /// <summary>When a poll last saw it.</summary>
    public required Instant LastSeen { get; init; }

    /// <summary>Polls in a row that saw it.</summary>
    public int Polls { get; init; }

    /// <summary>Complete polls in a row that did not see it.</summary>
    public int Absent { get; init; }

    /// <summary>How often it went and came back lately.</summary>
    public int Returns { get; init; }

    /// <summary>The worst severity that was told; null when nothing was told yet.</summary>
    public Severity? Told { get; init; }

    /// <summary>Whether it was escalated.</summary>
    public bool Escalated { get; init; }

    /// <summary>Polls that saw it since it was last told.</summary>
    public int SinceTold { get; init; }

    /// <summary>Keys of the root's own findings that were told, sorted.</summary>
    public ImmutableList<string> ToldKeys { get; init; } = [];

    /// <summary>Whether it is gone; it is still remembered for a while, in case that it comes back.</summary>
    public bool Closed { get; init; }

    /// <summary>What is to be said about its end as soon as messages go out again; null when nothing is.</summary>
    public AlarmKind? EndDue { get; init; }

    /// <summary>What is, or was last, wrong: the root's own findings first.</summary>
    public required ImmutableList<RememberedFinding> Findings { get; init; }

    /// <summary>The worst severity of its findings.</summary>
    public Severity Severity => Findings.Max(f => f.Severity);

    /// <summary>The message of a kind.</summary>
    public Alarm Tell(AlarmKind kind, Instant now) => new() { Kind = kind, Root = Root, Severity = Severity, Since = Since, At = now, Polls = Polls, Returns = Returns, Findings = Findings };
}
