using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The incident as a timeline (R42): what happened, what followed, when our monitor said so, when people found it, and the time to detect of both.</summary>
internal static class TimelineStep
{
    public static Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var incident = context.Incident;
        var missed = MissedFires.Of(context);
        var begun = incident.Timeline.OfType<IncidentEvent.PausedByHand>().FirstOrDefault()?.At ?? incident.Begins ?? incident.At;
        var first = context.Log?.Alarms.FirstOrDefault(a => a.At >= begun);
        var rows = Happened(context, missed).Concat(context.Log is { } log ? Alarms(log) : []).OrderBy(r => r.At).ToList();
        var report = context.At(incident.Recovered).Report("replay") with
        {
            Headline = first is null
                ? $"People found it after {Span.Say(incident.At - begun)}; our monitor never did."
                : $"Our monitor says so after {Span.Say(first.At - begun)}; people found it after {Span.Say(incident.At - begun)}.",
            Summary = new Dictionary<string, object?>
            {
                ["begun"] = Text(begun),
                ["detected"] = first is null ? null : Text(first.At),
                ["found"] = Text(incident.At),
                ["hoursToDetect"] = first is null ? null : Math.Round((first.At - begun).TotalHours, 2),
                ["hoursToFind"] = Math.Round((incident.At - begun).TotalHours, 2),
                ["missedFires"] = missed.Count,
                ["missedFiresBeforeTheDayItWasFound"] = missed.Count(f => f < incident.At.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()),
                ["firstMissed"] = missed.Count == 0 ? null : Text(missed[0]),
                ["firstWrongRead"] = FirstWrongRead.Of(context) is { } wrong ? Text(wrong) : null,
                ["timeline"] = rows.Select(r => new Dictionary<string, object?> { ["at"] = Text(r.At), ["who"] = r.Who, ["what"] = r.What }).ToList(),
            },
            Sections = [new("Timeline", [new ReportBlock.Grid(["at", "who", "what"], [.. rows.Select(r => (IReadOnlyList<string>)[Text(r.At), r.Who, r.What])])])],
        };
        return Task.FromResult<IReadOnlyList<ReplayStep>>([new("timeline", "What happened when, and who knew.", 0, report, InSummary: true)]);
    }

    private static IEnumerable<(Instant At, string Who, string What)> Happened(ReplayContext context, IReadOnlyList<Instant> missed)
    {
        var incident = context.Incident;
        foreach (var happened in incident.Timeline) yield return (happened.At, "people", happened.Says);
        if (missed.Count > 0)
        {
            yield return (missed[0], "nobody", "The first fire is missed.");
            yield return (missed[^1], "nobody", $"The last fire before it was found is missed, number {missed.Count}.");
        }

        if (FirstWrongRead.Of(context) is { } wrong) yield return (wrong, "readers", "The full sync should have replaced what the source changed: from here on people read wrong data.");
        yield return (incident.At, "people", "Somebody finds it; the declared state is live again, the gap is closed, the stale rows are removed.");
        if (incident.Repair is { } repair) yield return (repair.Corrected, "people", repair.Says);
        yield return (incident.Recovered, "monitor", "After one night every check holds, and nothing has drifted.");
    }

    private static IEnumerable<(Instant At, string Who, string What)> Alarms(WatchLog log) => log.Alarms.Select(a => (a.At, "monitor", $"{a.Finding.Code} {a.Finding.Subject}: {a.Finding.Message}"));

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
