using NodaTime;
using Orchestrator.Model;
using Orchestrator.Schedules;

namespace Orchestrator.Cli;

/// <summary>The fires that the declaration asked for while a job was paused by hand.</summary>
internal static class MissedFires
{
    /// <summary>The fires up to the instant at which the incident was found, in order; none when nobody paused anything.</summary>
    public static IReadOnlyList<Instant> Of(ReplayContext context) =>
        context.Incident.Timeline.OfType<IncidentEvent.PausedByHand>().FirstOrDefault() is { } paused
        && context.Incident.Pipeline.Jobs.FirstOrDefault(j => j.Name == paused.Job)?.Schedule.Read().Zoned is { } schedule
            ? [.. schedule.Fires(paused.At, context.Incident.At, DstPolicy.Default)]
            : [];
}
