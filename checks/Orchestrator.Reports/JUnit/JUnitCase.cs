using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Reports;

/// <summary>How a test case came out.</summary>
internal enum JUnitOutcome
{
    /// <summary>As it should be.</summary>
    Passed,

    /// <summary>Accepted for a while.</summary>
    Skipped,

    /// <summary>Not as it should be.</summary>
    Failed,

    /// <summary>Not known.</summary>
    Unknown,
}

/// <summary>One test case: something that was looked at.</summary>
/// <param name="Group">What kind of thing: the verb, and the code when there is one.</param>
/// <param name="Name">What was looked at.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Details">Everything else that is known of it, in lines.</param>
internal sealed record JUnitCase(string Group, string Name, JUnitOutcome Outcome, string Message, IReadOnlyList<string> Details)
{
    /// <summary>All cases of a report: diagnostics, findings, what is healthy, and the verb itself when nothing else says how it ended.</summary>
    public static IReadOnlyList<JUnitCase> Of(VerbReport report)
    {
        List<JUnitCase> cases =
        [
            .. report.Diagnostics.Select(d => new JUnitCase($"{report.Verb}.{d.Code}", d.Subject, d.Severity == Severity.Info ? JUnitOutcome.Passed : JUnitOutcome.Failed, d.Message, [d.Remedy, .. d.Place is { } place ? [place.ToString()] : Array.Empty<string>()])),
            .. report.Findings.Select(f => Of(report.Verb, f)),
            .. report.Healthy.Select(h => new JUnitCase(report.Verb, h.Subject, JUnitOutcome.Passed, h.Says, [])),
        ];
        var said = cases.Any(c => c.Outcome is JUnitOutcome.Failed or JUnitOutcome.Unknown);
        if (cases.Count == 0 || (report.Exit != 0 && !said))
            cases.Add(new(report.Verb, report.Pipeline, report.Exit switch { 0 => JUnitOutcome.Passed, 2 => JUnitOutcome.Failed, _ => JUnitOutcome.Unknown }, report.Headline, []));
        return cases;
    }

    private static JUnitCase Of(string verb, Finding finding)
    {
        var name = finding.Property is { } property ? $"{finding.Subject} {property}" : finding.Subject;
        if (finding.Muted is { } mute) return new($"{verb}.{finding.Code}", name, JUnitOutcome.Skipped, $"{finding.Message} Muted by {mute.Owner} until {LocalDatePattern.Iso.Format(mute.Until)}: {mute.Reason}", []);
        var outcome = FindingHelp.Unknown.Contains(finding.Code) ? JUnitOutcome.Unknown : finding.Severity == Severity.Info ? JUnitOutcome.Passed : JUnitOutcome.Failed;
        return new($"{verb}.{finding.Code}", name, outcome, finding.Message, [.. More(finding)]);
    }

    private static IEnumerable<string> More(Finding finding)
    {
        if (finding.Declared is { } declared) yield return $"declared: {declared}";
        if (finding.Live is { } live) yield return $"live: {live}";
        if (finding.Consequence is { } consequence) yield return consequence.Says;
        if (finding.Cause is { } cause) yield return $"cause: {cause}";
        if (finding.Remedy is { } remedy) yield return remedy;
        if (finding.Sql is { } sql) yield return $"sql: {sql}";
        foreach (var row in finding.Rows) yield return string.Join(", ", row.Select(c => $"{c.Key} {c.Value ?? "NULL"}"));
    }
}
