using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>What text and Markdown say of a finding besides its message.</summary>
internal static class FindingWords
{
    /// <summary>A mute with its reason, owner and expiry.</summary>
    public static string Muted(Mute mute) => $"muted by {mute.Owner} until {LocalDatePattern.Iso.Format(mute.Until)}: {mute.Reason}";

    /// <summary>Whether the next finding is about the same subject and has the same remedy: then it is said once, after the last.</summary>
    public static bool RemedySaidAgain(IReadOnlyList<Finding> findings, int index) =>
        index + 1 < findings.Count && findings[index + 1].Subject == findings[index].Subject && findings[index + 1].Remedy == findings[index].Remedy;

    /// <summary>Whether the next finding has the same statement, as checks of one scan do: then it is said once, after the last.</summary>
    public static bool SqlSaidAgain(IReadOnlyList<Finding> findings, int index) => index + 1 < findings.Count && findings[index + 1].Sql == findings[index].Sql;
}
