using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>Findings about an order that does not hold: one per job that starts too early, too late or too long after the others.</summary>
internal static class OrderFindings
{
    /// <summary>The code of an order that does not hold.</summary>
    public const string Code = "ORDER001";

    /// <summary>One finding per consumer.</summary>
    public static IReadOnlyList<Finding> Of(PipelineProof proof, DateTimeZone zone) =>
    [
        .. from failed in proof.Edges.Where(e => !e.Holds).GroupBy(e => e.Edge.Consumer.Name, StringComparer.Ordinal)
           orderby failed.Key
           select Of(proof, failed.First().Edge.Consumer, [.. failed], zone),
    ];

    private static Finding Of(PipelineProof proof, Job consumer, IReadOnlyList<EdgeProof> failed, DateTimeZone zone)
    {
        var stale = proof.StaleTables.Where(t => t.Consumer.Name == consumer.Name).ToList();
        var views = stale.SelectMany(t => t.Views).DistinctBy(v => v.Id).OrderBy(v => v.Id).ToList();
        var window = stale.SelectMany(t => t.Windows).Where(w => failed.Any(f => f.Edge.Producer.Name == w.Producer)).OrderBy(w => w.Length).FirstOrDefault();
        return new()
        {
            Code = Code,
            Severity = Severity.Error,
            Subject = consumer.ResourceId.ToString(),
            Message = $"{Last(failed)} {Days(failed)}{Cause(failed)}{Proposal(proof, consumer)}",
            Consequence = views.Count == 0 ? null : new()
            {
                Tables = [.. stale.Select(t => t.Table.Id.ToString())],
                Views = [.. views.Select(v => v.Id.ToString())],
                FirstWrongReader = views[0].ResourceId.ToString(),
                FirstWrongAt = window is null ? null : InstantPattern.General.Format(window.From),
                Says = $"{views.Count} views are stale{(window is null ? "" : $" from {Time(window.From, zone)} to {Time(window.Until, zone)} {zone.Id}")}: {string.Join(", ", views.Select(v => v.Id))}.",
            },
        };
    }

    // All producers have run when the last one has: the wait after it is what a reader feels.
    private static string Last(IReadOnlyList<EdgeProof> failed)
    {
        if (failed.FirstOrDefault(f => f.Verdict is null) is { } unknown) return unknown.Unknown!;
        var last = failed.MinBy(f => f.Verdict!.WorstWait)!;
        var within = failed.Count(f => f.Verdict!.WorstOverlap > Duration.Zero);
        var overlap = within == 0 ? "" : $" and while {within} of them {(within == 1 ? "is" : "are")} still writing";
        return $"Starts up to {Span.Say(last.Verdict!.WorstWait)} after {last.Edge.Producer.Name}, the last of {failed.Count} jobs that it waits for, has ended{overlap}.";
    }

    private static string Days(IReadOnlyList<EdgeProof> failed)
    {
        var verdicts = failed.Select(f => f.Verdict).OfType<Schedules.OrderVerdict>().Where(v => v.FirstFailingDay is not null).ToList();
        if (verdicts.Count == 0) return "";
        var first = verdicts.Min(v => v.FirstFailingDay!.Value);
        var days = string.Join(" and ", Enumerable.Range(first.Year, 2).Select(y => $"{verdicts.Max(v => v.FailingDaysPerYear.GetValueOrDefault(y))} days of {y}"));
        var twice = verdicts.All(v => v.OnlyWhenDeliveredTwice) ? ", but only when a fire is delivered twice" : "";
        return $"It fails on {days}{twice}, first on {LocalDatePattern.Iso.Format(first)}.";
    }

    private static string Cause(IReadOnlyList<EdgeProof> failed) => failed.Select(f => f.Verdict?.Cause).OfType<Schedules.ZoneChange>().FirstOrDefault() is { } change
        ? $" Clocks in {change.Zone} change from UTC{change.Before} to UTC{change.After} at {InstantPattern.General.Format(change.At)}."
        : "";

    private static string Proposal(PipelineProof proof, Job consumer) => proof.Proposals.FirstOrDefault(p => p.Consumer.Name == consumer.Name)?.Synthesized switch
    {
        { Schedule: { } schedule } => $" '{schedule.Expression}' {schedule.Zone} holds.",
        { Conflict: { } conflict } => $" No daily time holds: {conflict} prevents one.",
        _ => "",
    };

    private static string Time(Instant instant, DateTimeZone zone) => instant.InZone(zone).TimeOfDay.ToString("HH:mm", null);
}
