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
        var diagnosed = escalation.Diagnoses.Select(DiagnosisSection.Of).ToList();
        var findings = escalation.Checked.Findings.Concat(escalation.Drifted.Findings).ToList();
        var exit = new[] { escalation.Checked.Exit, escalation.Drifted.Exit, escalation.Diagnoses.Any(d => d.Failure is not null) ? 3 : 0 }.MaxBy(e => e switch { 3 => 3, 1 => 2, 2 => 1, _ => 0 });
        return escalation.Session.Report("report") with
        {
            Title = incident is null ? $"Escalation: {escalation.Pipeline.Name}" : $"Escalation {incident.Id}: {incident.Title}",
            Exit = exit,
            Headline = exit == 0 ? Calm(escalation, findings) : Headline(escalation),
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
                .. diagnosed.SelectMany(sections => sections.Take(1)),
                .. AffectedTables.Section(escalation),
                .. Differences(escalation.Drifted.Findings),
                .. RequestedActions.Section(escalation),
                .. Bypasses.Sections(escalation.Pipeline, escalation.Session.Now),
                EscalationTimeline.Section(escalation),
                .. diagnosed.SelectMany(sections => sections.Skip(1)),
            ],
        };
    }

    private static string Calm(Escalation escalation, List<Finding> findings) => findings.Count(f => f.Muted is not null) switch
    {
        > 0 and var muted => $"Nothing to escalate: what is found is muted, {muted} findings.",
        _ when escalation.Results.Count == 0 => "Nothing to escalate: nothing has drifted. No check is declared, so nothing is known of the data.",
        _ => "Nothing to escalate: every check holds and nothing has drifted.",
    };

    private static string Headline(Escalation escalation)
    {
        List<string> says = [];
        foreach (var (outcome, what) in ((CheckOutcome, string)[])[(CheckOutcome.Fails, "checks fail"), (CheckOutcome.Unknown, "checks could not be made")])
            if (escalation.Failing.Where(r => r.Outcome == outcome).Select(r => r.Check.Name).ToList() is { Count: > 0 } names)
                says.Add($"{names.Count} of {escalation.Results.Count} {what}: {string.Join(", ", names)}.");
        if (says.Count == 0) says.AddRange([escalation.Results.Count == 0 ? "No check is declared." : "Every check holds.", escalation.Drifted.Headline]);
        return string.Join(" ", says.Concat(escalation.Diagnoses.Select(d => d.Headline)));
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
        foreach (var result in escalation.Failing.Where(r => !severity.Reasons.Any(reason => reason.Contains(r.Says.TrimEnd('.'), StringComparison.Ordinal))))
            yield return new ReportBlock.Paragraph($"{result.Check.Name}: {result.Says}{(escalation.IsMuted(result) ? " It is muted." : "")}");
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
