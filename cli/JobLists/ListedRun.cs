using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

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
