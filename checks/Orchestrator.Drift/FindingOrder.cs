using Orchestrator.Model;

namespace Orchestrator.Drift;

/// <summary>The order of findings: what counts before what is muted, the worst first, then by how much follows from it.</summary>
public static class FindingOrder
{
    /// <summary>Sorts: muted last; by severity; by flows, checks, views and tables downstream, most first; then by subject, what explains before what is explained, property and code.</summary>
    public static IReadOnlyList<Finding> Sort(IEnumerable<Finding> findings) =>
    [
        .. findings
            .OrderBy(f => f.Muted is not null)
            .ThenByDescending(f => f.Severity)
            .ThenByDescending(f => f.Consequence?.Flows.Count ?? 0)
            .ThenByDescending(f => f.Consequence?.Checks.Count ?? 0)
            .ThenByDescending(f => f.Consequence?.Views.Count ?? 0)
            .ThenByDescending(f => f.Consequence?.Tables.Count ?? 0)
            .ThenBy(f => f.Subject, StringComparer.Ordinal)
            .ThenBy(f => f.Cause is not null)
            .ThenBy(f => f.Property, StringComparer.Ordinal)
            .ThenBy(f => f.Code, StringComparer.Ordinal),
    ];
}
