using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>What a message about an alarm says.</summary>
public enum AlarmKind
{
    /// <summary>Something is wrong that was not wrong at the last poll, or was not told yet.</summary>
    New,

    /// <summary>An alarm that was told has become worse: its severity rose, or the same subject has another thing wrong that the first does not explain.</summary>
    Worse,

    /// <summary>It has stood for as many polls in a row as the policy says.</summary>
    Escalated,

    /// <summary>It still stands.</summary>
    Reminder,

    /// <summary>It still stands, and somebody has accepted it for a while.</summary>
    Muted,

    /// <summary>It is gone.</summary>
    Recovered,
}

/// <summary>One message about one root cause.</summary>
public sealed record Alarm
{
    /// <summary>What it says.</summary>
    public required AlarmKind Kind { get; init; }

    /// <summary>The subject that is the root cause: <c>job/nightly-sync</c>.</summary>
    public required string Root { get; init; }

    /// <summary>The worst severity of its findings.</summary>
    public required Severity Severity { get; init; }

    /// <summary>When a poll first saw it.</summary>
    public required Instant Since { get; init; }

    /// <summary>When the poll of this message was.</summary>
    public required Instant At { get; init; }

    /// <summary>Polls in a row that saw it, this one counted; 0 when it is gone.</summary>
    public required int Polls { get; init; }

    /// <summary>How often it went and came back lately. From 2 on it comes and goes, and is told as one.</summary>
    public int Returns { get; init; }

    /// <summary>What is wrong: the root's own findings first, then what follows from them.</summary>
    public required IReadOnlyList<RememberedFinding> Findings { get; init; }

    /// <summary>The same for every message about one occurrence: receivers that group do it by this (R143).</summary>
    public string DedupKey => $"{Root} {InstantPattern.ExtendedIso.Format(Since)}";

    /// <summary>The same only for this very message, however often it is delivered.</summary>
    public string Id => $"{DedupKey} {Kind} {InstantPattern.ExtendedIso.Format(At)}";
}
