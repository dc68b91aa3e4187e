using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>From when on readers saw what a pipeline in order would no longer have shown them: the first fire of the full sync after the source changed.</summary>
internal static class FirstWrongRead
{
    /// <summary>The instant, or null when the source did not change or nobody knows when the full sync fires.</summary>
    public static Instant? Of(ReplayContext context)
    {
        if (context.Pair?.Full.Schedule.Read().Zoned is not { } full || context.Incident.Timeline.OfType<IncidentEvent.SourceChanged>().FirstOrDefault() is not { } changed) return null;
        var fires = full.Fires(changed.At, context.Incident.At, DstPolicy.Default).Take(1).ToList();
        return fires.Count == 0 ? null : fires[0];
    }
}
