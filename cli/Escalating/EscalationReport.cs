using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>An escalation as a document (F42): what is wrong, by how much, why, who reads it, what to do, and the queries that show it.</summary>
internal static class EscalationReport
{
    /// <summary>The document as a report of the verb <c>report</c>.</summary>
    public static VerbReport Of(Escalation escalation)
    {
        var severity = ComputedSeverity.Of(escalation);
        var incident = escalation.Incident;
        var findings = escalation.Checked.Findings.Concat(escalation.Drifted.Findings).ToList();
        var exit = new[] { escalation.Checked.Exit, escalation.Drifted.Exit, escalation.Diagnoses.Any(d => d.Failure is not null) ? 3 : 0 }.MaxBy(e => e switch { 3 => 3, 1 => 2, 2 => 1, _ => 0 });
        return escalation.Session.Report("report") with
        {
            Title = incident is null ? $"Escalation: {escalation.Pipeline.Name}" : $"Escalation {incident.Id}: {incident.Title}",
            Exit = exit,
            Headline = exit == 0 ? "Nothing to escalate: every check holds and nothing has drifted." : Headline(escalation),
            Findings = findings,
            Healthy = escalation.Checked.Healthy,
            Summary = new Dictionary<string, object?>
            {
                ["incident"] = incident?.Id,
                ["severity"] = severity.Severity.ToString().ToLowerInvariant(),
                ["severityReasons"] = severity.Reasons,
                ["ticketPriority"] = incident?.Ticket?.Priority,
                ["failing"] = escalation.Failing.Select(r => r.Check.Name).ToList(),
                ["causes"] = escalation.Diagnoses.SelectMany(d => d.Causes).Select(c => c.ToString()).ToList(),
                ["diagnoses"] = escalation.Diagnoses.Select(DiagnosisSection.Json).ToList(),
            },
            Sections =
            [
                new("Summary", [.. Summary(escalation, severity)]),
                .. escalation.Failing.SelectMany(r => r.Sections),
                .. escalation.Diagnoses.SelectMany(d => DiagnosisSection.Of(d).Take(1)),
                .. AffectedTables.Section(escalation),
                .. Differences(escalation.Drifted.Findings),
                .. RequestedActions.Section(escalation),
                .. Bypasses.Sections(escalation.Pipeline, escalation.Session.Now),
                EscalationTimeline.Section(escalation),
                .. escalation.Diagnoses.SelectMany(d => DiagnosisSection.Of(d).Skip(1)),
            ],
        };
    }

    private static string Headline(Escalation escalation)
    {
        var failing = escalation.Failing;
        var cause = escalation.Diagnoses.Count > 0 ? $" {string.Join(" ", escalation.Diagnoses.Select(d => d.Headline))}" : "";
        var drift = escalation.Drifted.Findings.Count(f => f.Muted is null);
        return failing.Count == 0
            ? $"Every check holds; {drift} findings of drift."
            : $"{failing.Count} of {escalation.Results.Count} checks fail: {string.Join(", ", failing.Select(r => r.Check.Name))}.{cause}";
    }

    private static IEnumerable<ReportBlock> Summary(Escalation escalation, ComputedSeverity severity)
    {
        yield return new ReportBlock.Grid(["", ""],
        [
            .. escalation.Incident?.Ticket is { } ticket ? [["Requested by", ticket.RequestedBy], ["Priority on the ticket", ticket.Priority]] : Array.Empty<IReadOnlyList<string>>(),
            ["Severity, computed", severity.Severity.ToString().ToLowerInvariant()],
            ["As of", $"{InstantPattern.General.Format(escalation.Session.Now)}, dates in {escalation.Pipeline.Zone}"],
            ["Owners", Owners(escalation)],
        ]);
        yield return new ReportBlock.Paragraph(severity.Says(escalation.Incident?.Ticket));
        foreach (var result in escalation.Failing) yield return new ReportBlock.Paragraph($"{result.Check.Name}: {result.Says}");
        foreach (var diagnosis in escalation.Diagnoses) yield return new ReportBlock.Paragraph($"Cause: {diagnosis.Headline}");
    }

    private static string Owners(Escalation escalation)
    {
        var owners = escalation.Failing.Select(r => r.Check.Owner).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return owners.Count == 0 ? "none declared" : string.Join(", ", owners);
    }

    private static IEnumerable<ReportSection> Differences(IReadOnlyList<Finding> drift) => drift.Count == 0 ? [] :
    [
        new("What is live and not as declared",
        [
            new ReportBlock.Grid(["subject", "what", "consequence"], [.. drift.Select(f => (IReadOnlyList<string>)[f.Property is null ? f.Subject : $"{f.Subject} {f.Property}", f.Message, f.Consequence?.Says ?? ""])]),
        ]),
    ];
}
