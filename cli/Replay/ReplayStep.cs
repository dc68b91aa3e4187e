using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>One step of a replay.</summary>
/// <param name="Name">A short name, used for its file: <c>plan-as-found</c>.</param>
/// <param name="Says">What the step shows, in one sentence.</param>
/// <param name="Expected">The exit code that shows it.</param>
/// <param name="Report">What the verb answered.</param>
/// <param name="InSummary">Whether the terminal shows the report's sections.</param>
public sealed record ReplayStep(string Name, string Says, int Expected, VerbReport Report, bool InSummary = false)
{
    /// <summary>Whether the verb answered as the incident demands.</summary>
    public bool AsExpected => Report.Exit == Expected;
}
