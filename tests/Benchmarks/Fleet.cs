using NodaTime;

namespace Benchmarks;

/// <summary>A job of the fleet.</summary>
/// <param name="Cron">A unix-cron expression that every peer reads alike: one day field at most is restricted.</param>
/// <param name="Zone">An IANA zone.</param>
public sealed record FleetJob(string Cron, string Zone)
{
    /// <summary>The same in Quartz's own form: seconds first, one of the day fields a question mark.</summary>
    public string Quartz => Cron.EndsWith('*') ? $"0 {Cron[..^1]}?" : $"0 {Cron.Replace("* * ", "? * ", StringComparison.Ordinal)}";
}

/// <summary>
/// The jobs of a large company, from a fixed seed: half daily, a tenth on weekdays, 18% hourly, a tenth every 15 minutes, the rest weekly, monthly
/// and twice a day, in 12 zones.
/// </summary>
public static class Fleet
{
    private const int Seed = 20260101;
    private static readonly string[] Weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    /// <summary>Where the jobs are.</summary>
    public static IReadOnlyList<string> Zones { get; } =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Sao_Paulo",
        "Europe/London", "Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney", "Etc/UTC",
    ];

    /// <summary>The first instant of the 400 days.</summary>
    public static Instant From { get; } = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>The first instant after them.</summary>
    public static Instant To { get; } = From + Duration.FromDays(400);

    /// <summary>The first jobs of the fleet, always the same.</summary>
    public static IReadOnlyList<FleetJob> Of(int jobs)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, jobs).Select(_ => new FleetJob(Cron(random), Zones[random.Next(Zones.Count)]))];
    }

    private static string Cron(Random random)
    {
        var (kind, minute, hour) = (random.Next(100), random.Next(60), random.Next(24));
        return kind switch
        {
            < 50 => $"{minute} {hour} * * *",
            < 60 => $"{minute} {hour} * * MON-FRI",
            < 78 => $"{minute} * * * *",
            < 88 => "*/15 * * * *",
            < 92 => $"{minute} {hour} * * {Weekdays[random.Next(7)]}",
            < 96 => $"{minute} {hour} {random.Next(1, 29)} * *",
            _ => $"{minute} {hour / 2},{(hour / 2) + 12} * * *",
        };
    }
}
