namespace Orchestrator.Model;

/// <summary>A mistake in a declaration. All of them are collected and printed at once; one error and nothing is applied.</summary>
public sealed record Diagnostic
{
    /// <summary><c>ORC####</c>; every code is listed in <see cref="DiagnosticFacts"/> and in docs/diagnostics.md.</summary>
    public required string Code { get; init; }

    /// <summary>Error stops every verb; warning and info are printed.</summary>
    public required Severity Severity { get; init; }

    /// <summary>What it is about: <c>job/...</c>, <c>view/...</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Where to look, or null when the declaration itself is meant.</summary>
    public SourcePlace? Place { get; init; }

    /// <summary>One sentence: what is wrong.</summary>
    public required string Message { get; init; }

    /// <summary>One sentence: what to do.</summary>
    public required string Remedy { get; init; }
}
