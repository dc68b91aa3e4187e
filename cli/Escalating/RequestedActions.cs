using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>What to do, in order: what mends the cause, what brings the missing rows, what proves it, what is to be removed afterwards.</summary>
internal static class RequestedActions
{
    public static IReadOnlyList<ReportSection> Section(Escalation escalation)
    {
        var actions = Of(escalation).DistinctBy(a => a.What).ToList();
        return actions.Count == 0 ? [] : [new("Requested actions", [new ReportBlock.Grid(["", "action", "because of", "owner"], [.. actions.Select((a, i) => (IReadOnlyList<string>)[$"{i + 1}", a.What, a.Why, a.Owner])])])];
    }

    private static IEnumerable<(string What, string Why, string Owner)> Of(Escalation escalation)
    {
        foreach (var finding in escalation.Drifted.Findings.Where(f => f.Muted is null && f.Remedy is not null)) yield return (finding.Remedy!, $"{finding.Code} {finding.Subject}", "");
        foreach (var result in escalation.Failing)
        {
            var why = $"{result.Finding?.Code} {result.Check.Subject}";
            if (result.Finding?.Remedy is { } remedy) yield return (remedy, why, result.Check.Owner ?? "");
            else if (result.Outcome == CheckOutcome.Unknown) yield return ($"Find out why {result.Check.Subject} cannot be checked, and run it again.", why, result.Check.Owner ?? "");
        }

        if (escalation.Failing.Count == 0 && escalation.Drifted.Exit == 0) yield break;
        yield return ($"Validate after the deploy: orchestrator check {escalation.Pipeline.Name} --after-deploy", "every line above", "");
        foreach (var bypass in escalation.Pipeline.Bypasses.Where(b => escalation.Failing.Any(r => r.Check.Name == b.RemovedWhen.Name)))
            yield return ($"Remove the bypass {bypass.Name} once {bypass.RemovedWhen.Name} holds: {bypass.Reader} reads {bypass.Around.Id} again.", bypass.Subject, bypass.Owner);
    }
}
