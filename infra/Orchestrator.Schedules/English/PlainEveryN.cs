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
    public string Describe() => $"{(IsHours ? Say(Hours, "hour") : Say(Minutes, "minute"))} after the end of the previous run";

    /// <summary>The interval of the same length that keeps to the wall clock, where a day divides into it: `every 5 minutes synchronized`; otherwise null.</summary>
    public EnglishInterval? OnTheClock => Minutes is > 0 and <= 1440 && 1440 % Minutes == 0 ? EnglishInterval.Synchronized((int)Minutes) : null;

    /// <summary>The canonical text: `every 5 minutes`, `every 1 hours`; the grammar knows no singular.</summary>
    public override string ToString() => IsHours ? $"every {Hours} hours" : $"every {Minutes} minutes";

    private long Minutes => (long)Interval.TotalMinutes;

    private long Hours => Minutes / 60;

    private bool IsHours => Minutes % 60 == 0;

    private static string Say(long number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
