using NodaTime;
using NodaTime.Text;
using Orchestrator.Drift;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>A poll as a report: what is new, what stands, what is over.</summary>
internal static class MonitorReport
{
    private static readonly LocalDateTimePattern Minutes = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>The report of a poll; its exit code is that of the worst of what was looked at.</summary>
    public static VerbReport Of(Session session, Watched watched, IReadOnlyList<Finding> findings, IReadOnlyList<VerbReport> reports)
    {
        var counting = findings.Count(f => f.Muted is null);
        return session.Report("monitor") with
        {
            Exit = ExitCodes.Worst(reports.Select(r => r.Exit).Append(counting > 0 ? 2 : 0)),
            Headline = Headline(watched, findings, reports),
            Findings = [.. findings.OrderBy(f => f.Muted is not null).ThenByDescending(f => f.Severity)],
            Healthy = [.. reports.SelectMany(r => r.Healthy)],
            Summary = Summary(watched, findings),
            Sections = [.. Sections(watched, session.Zone), .. reports.Where(r => r.Verb != "check").SelectMany(r => r.Sections)],
        };
    }

    /// <summary>A local time in the pipeline's zone, to the minute.</summary>
    public static string Local(Instant instant, DateTimeZone zone) => Minutes.Format(instant.InZone(zone).LocalDateTime);

    /// <summary>The word for a kind of message.</summary>
    public static string Word(AlarmKind kind) => kind switch
    {
        AlarmKind.New => "new",
        AlarmKind.Worse => "worse",
        AlarmKind.Escalated => "escalated",
        AlarmKind.Reminder => "still",
        AlarmKind.Muted => "muted",
        _ => "recovered",
    };

    private static string Headline(Watched watched, IReadOnlyList<Finding> findings, IReadOnlyList<VerbReport> reports)
    {
        var told = watched.Raised.GroupBy(a => a.Kind).OrderBy(g => g.Key).Select(g => $"{g.Count()} {(g.Key == AlarmKind.Reminder ? "reminded of" : Word(g.Key))}");
        var parts = told.Concat(watched.Standing.Count == 0 ? [] : [$"{watched.Standing.Count} standing"]).ToList();
        var seen = reports.Any(r => r.Exit == 3) ? " Not everything could be observed: no alarm ends." : "";
        var held = watched.Silenced is null ? "" : $" Messages are held back: {watched.Silenced}.";
        return $"{(parts.Count == 0 ? "Nothing to tell" : $"Alarms: {string.Join(", ", parts)}")}; {findings.Count} {(findings.Count == 1 ? "finding" : "findings")}.{seen}{held}";
    }

    private static Dictionary<string, object?> Summary(Watched watched, IReadOnlyList<Finding> findings) => new()
    {
        ["poll"] = watched.After.Polls,
        ["findings"] = findings.Count,
        ["muted"] = findings.Count(f => f.Muted is not null),
        ["standing"] = watched.After.Alarms.Count(a => !a.Closed),
        ["silenced"] = watched.Silenced,
        ["alarms"] = watched.Raised.Select(Record).ToList(),
        ["joined"] = watched.Joined.Select(f => f.Key).ToList(),
    };

    private static Dictionary<string, object?> Record(Alarm alarm) => new()
    {
        ["kind"] = Word(alarm.Kind),
        ["root"] = alarm.Root,
        ["severity"] = alarm.Severity.ToString().ToLowerInvariant(),
        ["since"] = InstantPattern.ExtendedIso.Format(alarm.Since),
        ["polls"] = alarm.Polls,
        ["dedupKey"] = alarm.DedupKey,
        ["findings"] = alarm.Findings.Select(f => f.Key).ToList(),
    };

    private static IEnumerable<ReportSection> Sections(Watched watched, DateTimeZone zone)
    {
        var rows = watched.Raised.Select(a => Row(Word(a.Kind), a)).Concat(watched.Standing.Select(a => Row(watched.Silenced is null ? "stands" : "held back", a))).ToList();
        if (rows.Count > 0) yield return new("Alarms", [new ReportBlock.Grid(["alarm", "root cause", $"since ({zone.Id})", "polls", "findings"], rows)]);
        if (watched.Joined.Count > 0) yield return new("Joined an alarm that stands", [new ReportBlock.Grid(["finding", "says"], [.. watched.Joined.Select(f => (IReadOnlyList<string>)[$"{f.Code} {f.Subject}", f.Message])])]);

        IReadOnlyList<string> Row(string word, Alarm alarm) => [word, alarm.Root, Local(alarm.Since, zone), $"{alarm.Polls}", $"{alarm.Findings.Count}"];
    }
}
