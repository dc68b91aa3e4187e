using NodaTime;
using Orchestrator.Drift;
using Orchestrator.Reports;

namespace Orchestrator.Cli;

/// <summary>Alarms as a message for people.</summary>
internal static class AlarmTexts
{
    /// <summary>The message of a poll; null when there is nothing to tell.</summary>
    public static PendingMessage? Message(Session session, Watched watched)
    {
        if (watched.Raised.Count == 0) return null;
        var pipeline = session.Analyzed.Pipeline;
        var id = $"{pipeline.Name}/{session.Options.TargetName}/{session.Project}/{watched.After.Polls}/{session.Now}";
        return new(id, session.Now, SlackPayload.Write(new()
        {
            Pipeline = pipeline.Name,
            Target = session.Options.TargetName,
            At = session.Now,
            Id = id,
            Owner = pipeline.Alerting.Owner,
            Runbook = pipeline.Alerting.Runbook,
            Items = [.. watched.Raised.Select(a => Item(a, session.Zone))],
        }));
    }

    private static AlarmItem Item(Alarm alarm, DateTimeZone zone) => new()
    {
        Word = MonitorReport.Word(alarm.Kind),
        Severity = alarm.Severity,
        Root = alarm.Root,
        Since = $"since {MonitorReport.Local(alarm.Since, zone)} {zone.Id}{(alarm.Polls > 1 ? $", {alarm.Polls} polls in a row" : "")}{(alarm.Returns > 0 ? $", came back {alarm.Returns} times" : "")}",
        Lines = [.. alarm.Findings.Select(f => $"{f.Code} {f.Subject}: {f.Message}{(f.Consequence is { } says ? $" {says}" : "")}")],
        Remedy = alarm.Kind is AlarmKind.Recovered or AlarmKind.Muted ? null : alarm.Findings.Select(f => f.Remedy).FirstOrDefault(r => r is not null),
        DedupKey = alarm.DedupKey,
    };
}
