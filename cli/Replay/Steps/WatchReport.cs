using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>What our monitor said while the incident went on.</summary>
internal static class WatchReport
{
    public static VerbReport Of(ReplayContext context, WatchLog log)
    {
        var found = context.Incident.At;
        var first = log.Alarms.FirstOrDefault();
        return context.Found.Report("monitor") with
        {
            Exit = log.Alarms.Count == 0 ? 0 : 2,
            Headline = first is null
                ? $"{log.Polls} polls, and no alarm: nobody would have known before {Text(found)}."
                : $"{log.Polls} polls find {log.Alarms.Count} things wrong, the first at {Text(first.At)}, {Span.Say(found - first.At)} before people found it; {log.Messages} messages, because what has one cause is told as one.",
            Findings = [.. log.Alarms.Select(a => a.Finding)],
            Summary = new Dictionary<string, object?>
            {
                ["polls"] = log.Polls,
                ["messages"] = log.Messages,
                ["alarms"] = log.Alarms.Select(a => new Dictionary<string, object?> { ["at"] = Text(a.At), ["code"] = a.Finding.Code, ["subject"] = a.Finding.Subject, ["property"] = a.Finding.Property, ["hoursBeforeFound"] = Math.Round((found - a.At).TotalHours, 1) }).ToList(),
                ["readings"] = log.Readings.Select(r => new Dictionary<string, object?> { ["at"] = Text(r.At), ["rows"] = r.Rows }).ToList(),
                ["fires"] = log.Fires.ToDictionary(f => f.Key, f => (object?)f.Value.Fires, StringComparer.Ordinal),
                ["failed"] = log.Fires.Values.Sum(f => f.Failed),
            },
            Sections =
            [
                new("When our monitor first sees each finding", [new ReportBlock.Grid(["at", "before people", "code", "subject", "says"], [.. log.Alarms.Select(a => (IReadOnlyList<string>)[Text(a.At), Days(found - a.At), a.Finding.Code, a.Finding.Subject, a.Finding.Message])])]),
                new("What people read", [new ReportBlock.Grid(["seen at", "rows"], [.. log.Readings.Select(r => (IReadOnlyList<string>)[Text(r.At), r.Rows])])]),
                new("What fired", [new ReportBlock.Grid(["job", "fires", "failed"], [.. log.Fires.Select(f => (IReadOnlyList<string>)[f.Key, $"{f.Value.Fires}", $"{f.Value.Failed}"])])]),
            ],
        };
    }

    private static string Days(Duration before) => $"{Math.Floor(before.TotalDays):0} d {before.Hours} h";

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
