namespace Orchestrator.Model;

/// <summary>How much a finding or diagnostic matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Info,

    /// <summary>Somebody should decide.</summary>
    Warning,

    /// <summary>Somebody sees, or will see, wrong data.</summary>
    Error,
}

/// <summary>Something found in the world: a difference, an order that does not hold, a check that fails. Ordered and printed by every report.</summary>
public sealed record Finding
{
    /// <summary>A stable code, such as <c>DRIFT001</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The same for the same thing wrong in every run: code, subject and property. Alarms that were raised are remembered by it (R143).</summary>
    public string Key => Property is null ? $"{Code} {Subject}" : $"{Code} {Subject} {Property}";

    /// <summary>How much it matters, by its consequence.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What it is about: <c>job/v2-rebuild-dim-jobs-daily</c>, <c>check/sync-fresh</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The property that differs, in the API's spelling; null when the whole subject is meant.</summary>
    public string? Property { get; init; }

    /// <summary>The declared value, or null.</summary>
    public string? Declared { get; init; }

    /// <summary>The live value, or null.</summary>
    public string? Live { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>What follows from it, or null when nothing downstream is known.</summary>
    public Consequence? Consequence { get; init; }

    /// <summary>The subject whose state explains this one, such as the paused job behind a stale table; null when it explains itself. Findings with one cause are one group.</summary>
    public string? Cause { get; init; }

    /// <summary>What to do about it: a sentence or a command; null when nothing is to be done.</summary>
    public string? Remedy { get; init; }

    /// <summary>Why the finding neither alarms nor counts for now, or null.</summary>
    public Mute? Muted { get; init; }

    /// <summary>The first offending rows of a check, column to value, at most ten; empty otherwise.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows { get; init; } = [];

    /// <summary>The statement that shows what was found, with its values written in: to be pasted into BigQuery's console. Null where no statement does.</summary>
    public string? Sql { get; init; }
}

/// <summary>What follows from a finding: who is downstream, who reads wrong data first, and how often things happen.</summary>
public sealed record Consequence
{
    /// <summary>Tables downstream, <c>dataset.table</c>, sorted.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Views downstream, <c>dataset.view</c>, sorted.</summary>
    public IReadOnlyList<string> Views { get; init; } = [];

    /// <summary>Checks downstream, by name, sorted.</summary>
    public IReadOnlyList<string> Checks { get; init; } = [];

    /// <summary>Flows downstream, by name, sorted.</summary>
    public IReadOnlyList<string> Flows { get; init; } = [];

    /// <summary>The reader that sees wrong data first, or null.</summary>
    public string? FirstWrongReader { get; init; }

    /// <summary>When it does: RFC 3339 instant, or null.</summary>
    public string? FirstWrongAt { get; init; }

    /// <summary>Runs a month as declared; null when the finding does not change them.</summary>
    public double? DeclaredRunsPerMonth { get; init; }

    /// <summary>Runs a month as things are; null when the finding does not change them.</summary>
    public double? LiveRunsPerMonth { get; init; }

    /// <summary>One or two sentences that say it to people.</summary>
    public required string Says { get; init; }
}
