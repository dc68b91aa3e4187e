namespace Orchestrator.Schedules;

/// <summary>One of the five fields of a unix-cron expression: its range and its names.</summary>
/// <param name="Name">As Cloud Scheduler's documentation calls it.</param>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value that may be written.</param>
/// <param name="Names">Three-letter names in order from <paramref name="Min"/>; empty when the field has none.</param>
internal sealed record CronField(string Name, int Min, int Max, IReadOnlyList<string> Names)
{
    public static IReadOnlyList<CronField> All { get; } =
    [
        new("minute", 0, 59, []),
        new("hour", 0, 23, []),
        new("day of month", 1, 31, []),
        new("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        new("day of week", 0, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];
}
