using System.Globalization;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>How bad it is, by what follows and not by what somebody typed (R16): the worst finding counts, and the reasons are what makes it so.</summary>
internal sealed record ComputedSeverity(Severity Severity, IReadOnlyList<string> Reasons)
{
    /// <summary>The severity of what was found, with the reasons that carry it.</summary>
    public static ComputedSeverity Of(Escalation escalation)
    {
        var findings = escalation.Checked.Findings.Concat(escalation.Drifted.Findings).Where(f => f.Muted is null && f.Code != Bypasses.Removable).ToList();
        if (findings.Count == 0) return new(Severity.Info, [escalation.Failing.Any(escalation.IsMuted) ? "what is found is muted" : "nothing is found"]);
        var worst = findings.Max(f => f.Severity);
        List<string> reasons = [.. escalation.Failing.Where(r => r.Outcome == CheckOutcome.Fails && !escalation.IsMuted(r)).SelectMany(Why), .. Unknown(escalation), .. Readers(escalation)];
        if (reasons.Count == 0) reasons.AddRange(findings.Where(f => f.Severity == worst).Take(3).Select(f => $"{f.Subject}: {f.Message.TrimEnd('.')}"));
        return new(worst, reasons);
    }

    /// <summary>One sentence, with the difference to the ticket when there is one.</summary>
    public string Says(IncidentTicket? ticket)
    {
        var reasons = string.Join("; ", Reasons);
        var word = Severity.ToString().ToLowerInvariant();
        return ticket is null ? $"Severity {word}: {reasons}." : $"Severity {word}, computed; the ticket says {ticket.Priority}: {reasons}.";
    }

    private static IEnumerable<string> Why(CheckResult result)
    {
        if (result.Check is not Reconciliation check || result.Reconciled.Count == 0)
        {
            yield return $"{result.Check.Name}: {result.Says.TrimEnd('.')}";
            yield break;
        }

        foreach (var key in result.Reconciled.Where(k => k.Offends && k.Class == KeyClass.Missing))
            yield return $"{key.Key} is at 0 % of {check.Source.Name}{(key.ZeroSince is { } since ? string.Create(CultureInfo.InvariantCulture, $" since {since:uuuu-MM-dd}") : "")}";
        var (source, target) = (result.Reconciled.Sum(k => k.Source ?? 0), result.Reconciled.Sum(k => k.Target ?? 0));
        if (source != 0 && source != target)
            yield return string.Create(CultureInfo.InvariantCulture, $"{check.Target.Name} holds {target:0.##} of {source:0.##} {check.Counted}, {Math.Abs(source - target) / Math.Abs(source) * 100:0.0} % {(target < source ? "short" : "too many")}");
    }

    private static IEnumerable<string> Unknown(Escalation escalation) => escalation.Failing.Count(r => r.Outcome == CheckOutcome.Unknown) switch
    {
        0 => [],
        1 => ["a check could not be made, so nobody knows whether it holds"],
        var several => [$"{several} checks could not be made, so nobody knows whether they hold"],
    };

    // Where wrong data leave the warehouse.
    private static IEnumerable<string> Readers(Escalation escalation)
    {
        var graph = PipelineGraph.Of(escalation.Session.Analyzed);
        var wrong = escalation.Failing.Where(r => r.Outcome == CheckOutcome.Fails && !escalation.IsMuted(r)).SelectMany(r => r.Check is Reconciliation check ? [check.Target.Relation] : r.Check.Reads).Select(r => r.Id).ToHashSet();
        var flows = wrong.SelectMany(id => Downstream.Of(graph, id).Flows).DistinctBy(f => f.Name).OrderBy(f => f.Name, StringComparer.Ordinal).ToList();
        if (flows.Count > 0) yield return $"read by {string.Join(", ", flows.Select(f => $"{f.Name} ({f.Owner})"))}";
    }
}
