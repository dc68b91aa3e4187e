namespace Schedules.Tests;

/// <summary>
/// What a schedule does while New York's clocks change: on 2026-03-08 at 07:00 UTC they go from 02:00 to 03:00, on 2026-11-01 at 06:00 UTC from
/// 02:00 back to 01:00. Fires in UTC, from two hours before the change to three hours after it.
/// </summary>
/// <param name="Spring">Whether clocks go forward.</param>
/// <param name="Cron">The schedule.</param>
/// <param name="First">In spring with the gap skipped; in autumn with the first of the overlap.</param>
/// <param name="Second">In spring with the gap shifted; in autumn with the second of the overlap.</param>
/// <param name="Third">In spring at the end of the gap; in autumn with both of the overlap.</param>
/// <param name="Quartz">What Quartz answers.</param>
/// <param name="Croner">What croner answers.</param>
/// <param name="CronParser">What cron-parser answers.</param>
public sealed record ClockChangeFact(bool Spring, string Cron, string First, string Second, string Third, string Quartz, string Croner, string CronParser)
{
    /// <summary>The first instant looked at.</summary>
    public string From => Spring ? "2026-03-08T05:00:00Z" : "2026-11-01T04:00:00Z";

    /// <summary>The first instant after them.</summary>
    public string To => Spring ? "2026-03-08T10:00:00Z" : "2026-11-01T09:00:00Z";

    /// <summary>Whether the three libraries agree.</summary>
    public bool PeersAgree => Quartz == Croner && Quartz == CronParser;
}

/// <summary>The cases on which cron libraries were compared. The answers of the peers are theirs, not ours: pinned with their versions.</summary>
public static class ClockChangeFacts
{
    /// <summary>The zone of all cases.</summary>
    public const string Zone = "America/New_York";

    /// <summary>The version of Quartz asked.</summary>
    public const string Quartz = "4.7.3";

    /// <summary>The version of croner asked.</summary>
    public const string Croner = "11.0.1";

    /// <summary>The version of cron-parser asked.</summary>
    public const string CronParser = "5.10.5";

    /// <summary>First the five on which they disagree, then those on which they agree.</summary>
    public static IReadOnlyList<ClockChangeFact> All { get; } =
    [
        new(true, "30 2 * * *", "", "07:30", "07:00", Quartz: "07:00", Croner: "07:00", CronParser: "07:30"),
        new(true, "33 * * * *", "05:33 06:33 07:33 08:33 09:33", "05:33 06:33 07:33 08:33 09:33", "05:33 06:33 07:00 07:33 08:33 09:33", Quartz: "05:33 06:33 07:00 07:33 08:33 09:33", Croner: "05:33 06:33 07:33 08:33 09:33", CronParser: "05:33 06:33 07:33 08:33 09:33"),
        new(true, "15 1,2 * * *", "06:15", "06:15 07:15", "06:15 07:00", Quartz: "06:15 07:00", Croner: "06:15", CronParser: "06:15 07:15"),
        new(true, "0 */2 * * *", "05:00 08:00", "05:00 07:00 08:00", "05:00 07:00 08:00", Quartz: "05:00 07:00 08:00", Croner: "05:00 08:00", CronParser: "05:00 07:00 08:00"),
        new(false, "15 1,2 * * *", "05:15 07:15", "06:15 07:15", "05:15 06:15 07:15", Quartz: "05:15 07:15", Croner: "05:15 06:15 07:15", CronParser: "05:15 07:15"),
        new(true, "30 1 * * *", "06:30", "06:30", "06:30", Quartz: "06:30", Croner: "06:30", CronParser: "06:30"),
        new(false, "30 2 * * *", "07:30", "07:30", "07:30", Quartz: "07:30", Croner: "07:30", CronParser: "07:30"),
        new(false, "30 1 * * *", "05:30", "06:30", "05:30 06:30", Quartz: "05:30", Croner: "05:30", CronParser: "05:30"),
        new(false, "33 * * * *", "04:33 05:33 07:33 08:33", "04:33 06:33 07:33 08:33", "04:33 05:33 06:33 07:33 08:33", Quartz: "04:33 05:33 06:33 07:33 08:33", Croner: "04:33 05:33 06:33 07:33 08:33", CronParser: "04:33 05:33 06:33 07:33 08:33"),
        new(false, "0 */2 * * *", "04:00 07:00", "04:00 07:00", "04:00 07:00", Quartz: "04:00 07:00", Croner: "04:00 07:00", CronParser: "04:00 07:00"),
    ];
}
