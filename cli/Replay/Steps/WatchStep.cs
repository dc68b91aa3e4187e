using NodaTime;
using NodaTime.Text;
using Orchestrator.Model;

namespace Orchestrator.Cli;

/// <summary>Lets the incident happen on the local cloud's clock, hour by hour, while our monitor looks: who would have known what, and when.</summary>
internal static class WatchStep
{
    public static async Task<IReadOnlyList<ReplayStep>> RunAsync(ReplayContext context, CancellationToken cancellation)
    {
        var incident = context.Incident;
        var watch = incident.Watch ?? throw new InvalidOperationException($"Incident {incident.Id} has a timeline and nobody who watches.");
        var log = context.Log = new WatchLog();
        var moments = incident.Timeline.Select(e => (e.At, Event: (IncidentEvent?)e)).Concat(Polls(incident, watch).Select(at => (At: at, Event: (IncidentEvent?)null))).OrderBy(m => m.At);
        foreach (var (at, happened) in moments)
        {
            await RunToAsync(context, at, log, cancellation).ConfigureAwait(false);
            if (happened is not null) await HappenAsync(context, happened, cancellation).ConfigureAwait(false);
            else await LookAsync(context, watch, at, log, cancellation).ConfigureAwait(false);
        }

        await RunToAsync(context, incident.At, log, cancellation).ConfigureAwait(false);
        return [new("watch", "What happened, and when our monitor says so.", 2, WatchReport.Of(context, log), InSummary: true)];
    }

    // The monitor's job fires on full hours of the UTC day, whenever the incident begins.
    private static IEnumerable<Instant> Polls(Incident incident, IncidentWatch watch)
    {
        var begins = incident.Begins ?? incident.At;
        var midnight = begins.InUtc().Date.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant();
        for (var at = midnight; at < incident.At; at += watch.Every)
            if (at > begins) yield return at;
    }

    private static async Task RunToAsync(ReplayContext context, Instant at, WatchLog log, CancellationToken cancellation)
    {
        foreach (var fire in await context.Cloud.Clock.RunToAsync(at, cancellation).ConfigureAwait(false))
            log.Fired($"{fire["job"]}".Split('/')[^1], (int?)fire["status"]?["code"] != 0);
    }

    private static async Task HappenAsync(ReplayContext context, IncidentEvent happened, CancellationToken cancellation)
    {
        context.Terminal.Progress($"{InstantPattern.General.Format(happened.At)} {happened.Says}");
        var pipeline = context.Incident.Pipeline;
        switch (happened)
        {
            case IncidentEvent.RunByHand run: await context.Cloud.Hand.RunAsync(pipeline, run.Job, cancellation).ConfigureAwait(false); break;
            case IncidentEvent.PausedByHand pause: await context.Cloud.Hand.PauseAsync(pipeline, pause.Job, cancellation).ConfigureAwait(false); break;
            case IncidentEvent.SourceChanged change: await Reader.ReadAsync(context.At(change.At), change.Sql, cancellation).ConfigureAwait(false); break;
        }
    }

    private static async Task LookAsync(ReplayContext context, IncidentWatch watch, Instant at, WatchLog log, CancellationToken cancellation)
    {
        var session = context.At(at);
        var data = at.InUtc().TimeOfDay == watch.DataAt;
        log.Saw(at, await MonitorPoll.RunAsync(session, log.Memory, allChecks: data, about: [], cancellation).ConfigureAwait(false));
        if (data) log.Read(at, await Reader.ReadAsync(session, watch.Reader, cancellation).ConfigureAwait(false));
    }
}
