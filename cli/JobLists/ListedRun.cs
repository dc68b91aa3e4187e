using NodaTime;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>How long a listed job runs when the list does not say.</summary>
internal static class ListedRun
{
    /// <summary>Cloud Scheduler's own attempt deadline for HTTP targets: 180 s.</summary>
    public static Duration DefaultDeadline { get; } = Duration.FromSeconds(180);

    /// <summary>The note that a longest run is assumed.</summary>
    public static Diagnostic Assumed(string subject, Duration assumed, string source, SourcePlace place) => DiagnosticFacts.ListedLongestAssumed.On(
        subject, $"Its longest run is not given; {source} counts, {Span.Say(assumed)}.", "Add the longest observed run, retries included, as 'longest'.", place);
}

/// <summary>Names of tables in a list.</summary>
internal static class TableNames
{
    /// <summary>The names between semicolons, each once, in their order; <c>`project.dataset.table`</c> and <c>project:dataset.table</c> are the same.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];

    /// <summary>One name in its one spelling.</summary>
    public static string Plain(string name) => name.Trim().Replace("`", "", StringComparison.Ordinal).Replace(':', '.').Trim();
}
