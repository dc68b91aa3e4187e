namespace Orchestrator.Schedules;

/// <summary>A schedule as it is declared or observed: text and zone, not yet read, so that all mistakes of a declaration can be collected.</summary>
/// <param name="Expression">A unix-cron expression as Cloud Scheduler documents it.</param>
/// <param name="Zone">An IANA time zone id; Cloud Scheduler's <c>utc</c> is accepted.</param>
public sealed record Schedule(string Expression, string Zone);
