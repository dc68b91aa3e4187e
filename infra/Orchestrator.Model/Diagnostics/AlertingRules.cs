namespace Orchestrator.Model;

/// <summary>What decides about messages must be able to let some through, and say why it holds others back.</summary>
internal static class AlertingRules
{
    public static IEnumerable<Diagnostic> Find(Pipeline pipeline)
    {
        var alerting = pipeline.Alerting;
        var subject = $"pipeline/{pipeline.Name}";
        if (alerting.EscalateAfter < 1 || alerting.RemindEvery < 1)
            yield return DiagnosticFacts.AlertingRefused.On(
                subject, $"Escalation after {alerting.EscalateAfter} polls and a reminder every {alerting.RemindEvery} mean nothing.", "Count polls from 1.");
        if (alerting.Quiet is { } quiet && quiet.From == quiet.Until)
            yield return DiagnosticFacts.AlertingRefused.On(
                subject, "Quiet hours that end when they begin are either none or all day.", "Leave them out, or let them end at another time.");
        if (alerting.Runbook is { } runbook && (!runbook.IsAbsoluteUri || runbook.Scheme is not ("https" or "http")))
            yield return DiagnosticFacts.AlertingRefused.On(subject, $"The runbook '{runbook.OriginalString}' is no address that a reader can open.", "Write it with https://.");
        foreach (var work in alerting.Maintenance)
        {
            if (work.Until <= work.From)
                yield return DiagnosticFacts.AlertingRefused.On(subject, $"A maintenance from {work.From:uuuu-MM-dd HH:mm} to {work.Until:uuuu-MM-dd HH:mm} has no time in it.", "Let it end after it begins.");
            if (string.IsNullOrWhiteSpace(work.Reason) || string.IsNullOrWhiteSpace(work.Owner))
                yield return DiagnosticFacts.AlertingRefused.On(subject, $"The maintenance from {work.From:uuuu-MM-dd HH:mm} has no reason or no owner.", "Say in a sentence why messages are held back, and who works.");
        }
    }
}
