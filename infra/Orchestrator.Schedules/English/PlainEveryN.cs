using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// `every 5 minutes` with neither `from` and `to` nor `synchronized`: the interval counts from the end of the previous run, so no fire can be
/// foretold and no order against other jobs can be proven (App Engine's documentation of `cron.yaml`, which Cloud Scheduler refers to).
/// </summary>
/// <param name="Interval">From the end of a run to the next start.</param>
public sealed record PlainEveryN(Duration Interval)
{
    /// <summary>The schedule in plain words.</summary>
    public string Describe() => $"{Amount} after the end of the previous run";

    /// <summary>The canonical text: `every 5 minutes`, `every 2 hours`.</summary>
    public override string ToString() => $"every {Amount}";

    private string Amount => Interval.TotalMinutes % 60 == 0 ? Say(Interval.TotalHours, "hour") : Say(Interval.TotalMinutes, "minute");

    private static string Say(double number, string unit) => number == 1 ? $"1 {unit}" : $"{number:0} {unit}s";
}
