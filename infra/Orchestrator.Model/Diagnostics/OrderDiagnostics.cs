using NodaTime;
using Orchestrator.Schedules;

namespace Orchestrator.Model;

/// <summary>Orders between jobs that do not hold, or that nobody can prove.</summary>
public static class OrderDiagnostics
{
    /// <summary>One diagnostic for each edge that is not proven, in their final order.</summary>
    public static IReadOnlyList<Diagnostic> Find(PipelineProof proof, Duration within)
    {
        var proposals = proof.Proposals.ToDictionary(p => p.Consumer.Name, StringComparer.Ordinal);
        return DiagnosticOrder.Sort(proof.Edges.Where(e => !e.Holds).Select(e => Tell(e, within, proposals.GetValueOrDefault(e.Edge.Consumer.Name))));
    }

    private static Diagnostic Tell(EdgeProof proof, Duration within, ScheduleProposal? proposal)
    {
        var (edge, subject) = (proof.Edge, proof.Edge.Consumer.ResourceId.ToString());
        if (proof.Verdict is not { } verdict)
            return DiagnosticFacts.OrderUnknown.On(
                subject, $"Its order after {edge.Producer.ResourceId} cannot be proven. {proof.Unknown}", "Give both jobs schedules with fixed times.");
        var paused = proposal is { WithoutPaused: [_, ..] jobs } ? $" once {string.Join(" and ", jobs.Select(j => j.ResourceId))} is paused as declared" : "";
        var remedy = proposal?.Synthesized.Schedule is { } schedule ? $"Schedule it at '{schedule.Expression}' {schedule.Zone}, which is proven{paused}."
            : proposal?.Synthesized.Conflict is { } conflict ? $"No time of day fits: job/{conflict} prevents every one. Move that job, or change Within."
            : "Move one of the two jobs, or change Within.";
        return DiagnosticFacts.OrderFails.On(subject, Say(edge, verdict, within), remedy);
    }

    private static string Say(JobEdge edge, OrderVerdict verdict, Duration within)
    {
        var tables = string.Join(", ", edge.Tables.Select(t => t.Id));
        var faults = new[]
        {
            verdict.WorstWait > within ? $"starts up to {Span.Say(verdict.WorstWait)} after {edge.Producer.ResourceId} has finished, {Span.Say(within)} allowed" : null,
            verdict.WorstOverlap > Duration.Zero ? $"starts up to {Span.Say(verdict.WorstOverlap)} before {edge.Producer.ResourceId} has finished" : null,
        }.OfType<string>();
        var (year, days) = verdict.FailingDaysPerYear.OrderBy(y => y.Key).First();
        var cause = verdict.Cause is { } change ? $" Clocks in {change.Zone} change then." : "";
        var twice = verdict.OnlyWhenDeliveredTwice ? " when a fire is delivered twice, which Cloud Scheduler does not rule out" : "";
        return $"It reads {tables} and {string.Join(", and ", faults)}{twice}: {days} days fail in {year}, the first {verdict.FirstFailingDay:uuuu-MM-dd}.{cause}";
    }
}
