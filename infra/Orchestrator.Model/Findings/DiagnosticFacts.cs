namespace Orchestrator.Model;

/// <summary>What a diagnostic code means.</summary>
/// <param name="Code"><c>ORC####</c>.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Title">A few words, the same as in docs/diagnostics.md.</param>
public sealed record DiagnosticFact(string Code, Severity Severity, string Title);

/// <summary>Every diagnostic code there is. docs/diagnostics.md lists the same, which a test holds.</summary>
public static class DiagnosticFacts
{
    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<DiagnosticFact> All { get; } = [];
}
