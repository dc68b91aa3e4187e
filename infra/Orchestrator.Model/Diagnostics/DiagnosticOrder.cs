namespace Orchestrator.Model;

/// <summary>The final order of diagnostics: by file and place, then by subject and code; each once.</summary>
public static class DiagnosticOrder
{
    /// <summary>Sorts and removes repetitions.</summary>
    public static IReadOnlyList<Diagnostic> Sort(IEnumerable<Diagnostic> diagnostics) =>
    [
        .. diagnostics.Distinct()
            .OrderBy(d => d.Place?.File ?? "", StringComparer.Ordinal)
            .ThenBy(d => d.Place?.Line ?? 0)
            .ThenBy(d => d.Place?.Column ?? 0)
            .ThenBy(d => d.Subject, StringComparer.Ordinal)
            .ThenBy(d => d.Code, StringComparer.Ordinal)
            .ThenBy(d => d.Message, StringComparer.Ordinal),
    ];
}
