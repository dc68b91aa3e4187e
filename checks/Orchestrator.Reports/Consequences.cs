using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>When a consequence is printed.</summary>
internal static class Consequences
{
    /// <summary>Whether the next finding is about the same subject and says the same consequence.</summary>
    public static bool SaidAgain(IReadOnlyList<Finding> findings, int index) =>
        index + 1 < findings.Count && findings[index + 1].Subject == findings[index].Subject && findings[index + 1].Consequence?.Says == findings[index].Consequence?.Says;
}
