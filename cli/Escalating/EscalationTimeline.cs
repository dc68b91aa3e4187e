using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>What happened when, as far as the data, the live jobs and the incident tell.</summary>
internal static class EscalationTimeline
{
    private const int MostAlarms = 10;

    public static ReportSection Section(Escalation escalation) => new("Timeline",
    [
        new ReportBlock.Grid(["at", "who", "what"], [.. Rows(escalation).OrderBy(r => r.At).Select(r => (IReadOnlyList<string>)[r.Shown, r.Who, r.What])]),
    ]);

    private static IEnumerable<(Instant At, string Shown, string Who, string What)> Rows(Escalation escalation)
    {
        var now = escalation.Session.Now;
        foreach (var result in escalation.Failing)
        {
            if (result.Check is not Reconciliation check) continue;
            var zone = DateTimeZoneProviders.Tzdb[check.Zone ?? escalation.Pipeline.Zone];
            foreach (var key in result.Reconciled.Where(k => k.Offends && k.ZeroSince is not null))
                yield return (key.ZeroSince!.Value.AtStartOfDayInZone(zone).ToInstant(), LocalDatePattern.Iso.Format(key.ZeroSince.Value), "data", $"{key.Key}: from this date on {check.Source.Name} has {check.Counted} and {check.Target.Name} has none.");
            foreach (var key in result.Reconciled.Where(k => k.Offends && k.ZeroSince is null && k.ShortDays.Any()))
                yield return (key.ShortDays.First().Date.AtStartOfDayInZone(zone).ToInstant(), LocalDatePattern.Iso.Format(key.ShortDays.First().Date), "data", $"{key.Key}: the first date of which {check.Target.Name} lacks something.");
        }

        foreach (var happened in escalation.Incident?.Timeline ?? []) yield return (happened.At, Text(happened.At), "people", happened.Says);
        foreach (var alarm in (escalation.Log?.Alarms ?? []).Take(MostAlarms)) yield return (alarm.At, Text(alarm.At), "monitor", $"{alarm.Finding.Code} {alarm.Finding.Subject}: {alarm.Finding.Message}");
        yield return (now, Text(now), escalation.Incident is null ? "orchestrator" : "people", escalation.Incident is null ? "This report." : "It is found.");
    }

    private static string Text(Instant instant) => InstantPattern.General.Format(instant);
}
