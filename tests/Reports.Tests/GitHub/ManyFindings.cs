using NodaTime;
using Orchestrator.Model;

namespace Reports.Tests.GitHub;

/// <summary>Reports of any size for comments.</summary>
internal static class ManyFindings
{
    public static Instant At { get; } = Instant.FromUtc(2026, 3, 8, 9, 0);

    public static VerbReport Drift(int count, Func<int, Finding, Finding>? change = null) => Report("drift", [.. Enumerable.Range(0, count).Select(i => Of(i)).Select((f, i) => change is null ? f : change(i, f))]);

    public static VerbReport Report(string verb, IReadOnlyList<Finding> findings, string pipeline = "servicetitan") => new()
    {
        Verb = verb,
        Pipeline = pipeline,
        Target = "gcp",
        At = At,
        Exit = findings.Count > 0 ? 2 : 0,
        Headline = findings.Count == 0 ? "Clean." : $"{findings.Count} findings.",
        Findings = findings,
        Summary = new Dictionary<string, object?> { ["tzData"] = "2026a" },
    };

    public static Finding Of(int i) => new()
    {
        Code = "DRIFT001",
        Severity = (Severity)(i % 3),
        Subject = $"job/sync-{i:D5}",
        Property = "schedule",
        Message = $"schedule is 0 {i % 24} * * *, declared 0 {(i + 1) % 24} * * *.",
        Consequence = new Consequence { Says = $"{i % 40} views read yesterday's rows.", Views = [.. Enumerable.Range(0, i % 40).Select(v => $"mart.view_{v}")], FirstWrongAt = $"2026-03-0{(i % 7) + 1}T09:00:00Z" },
    };
}
