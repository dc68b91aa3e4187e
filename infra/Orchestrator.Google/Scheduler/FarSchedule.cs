namespace Orchestrator.Google;

/// <summary>
/// The schedule that a job has between its creation and its pause. Cloud Scheduler cannot create a job paused, and a schedule may fire between the
/// two calls; this one is half a year away.
/// </summary>
internal static class FarSchedule
{
    /// <summary>Midnight on the first day of the month after next five: at least five months from now.</summary>
    public static string After(DateTimeOffset now) => $"0 0 1 {now.AddMonths(6).Month} *";
}
