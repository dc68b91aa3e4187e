using NodaTime;

namespace Schedules.Tests;

/// <summary>A change of clocks, as the tz data has it.</summary>
internal sealed record ClockChange(Instant At, Offset Before, Offset After)
{
    private static readonly Instant First = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(2038, 1, 1, 0, 0);
    private static readonly Dictionary<string, List<ClockChange>> Known = [];

    /// <summary>What clocks show as they change; less than <see cref="Restart"/> when local times are left out, more when they come twice.</summary>
    public LocalDateTime Stop => At.WithOffset(Before).LocalDateTime;

    /// <summary>What clocks show when they have changed.</summary>
    public LocalDateTime Restart => At.WithOffset(After).LocalDateTime;

    /// <summary>Every change of a zone's offset from 2000 to 2037.</summary>
    public static List<ClockChange> Of(DateTimeZone zone)
    {
        lock (Known)
        {
            if (Known.TryGetValue(zone.Id, out var known)) return known;
            var all = zone.GetZoneIntervals(First, End).ToList();
            var changes = all.Skip(1).Zip(all, (after, before) => new ClockChange(after.Start, before.WallOffset, after.WallOffset)).Where(c => c.Before != c.After).ToList();
            Known.Add(zone.Id, changes);
            return changes;
        }
    }
}

/// <summary>A few days of a zone between 2000 and 2037; where clocks change, most windows lie around a change, where mistakes live.</summary>
internal sealed record ClockWindow(Instant From, Instant To, ClockChange? Change)
{
    private const long Start = 946_684_800;
    private const long End = 2_145_916_800;

    /// <summary>Three in four around a change, when the zone has one.</summary>
    public static ClockWindow Of(DateTimeZone zone, Random random)
    {
        var changes = ClockChange.Of(zone);
        if (changes.Count > 0 && random.Next(4) > 0)
        {
            var change = changes[random.Next(changes.Count)];
            var from = change.At - Duration.FromSeconds(random.Next(2 * 86_400));
            return new ClockWindow(from, from + Duration.FromDays(3), change);
        }

        var start = Instant.FromUnixTimeSeconds(random.NextInt64(Start, End));
        return new ClockWindow(start, start + Duration.FromDays(random.Next(1, 4)), null);
    }

    /// <summary>An expression; around a change mostly one that names what is left out or repeated.</summary>
    public RandomCron Cron(Random random)
    {
        if (Change is not { } change || random.Next(3) == 0) return RandomCron.Of(random);
        var (low, high) = change.Stop < change.Restart ? (change.Stop, change.Restart) : (change.Restart, change.Stop);
        var minutes = (int)Period.Between(low, high, PeriodUnits.Minutes).Minutes;
        return RandomCron.Near(low.PlusMinutes(random.Next(minutes + 1)).TimeOfDay, (random.Next(2) == 0 ? low : high).TimeOfDay, random);
    }

    /// <summary>An instant of the window: a fire or beside it, the change or beside it, on a second, or between two.</summary>
    public Instant Ask(Random random, List<Instant> fires)
    {
        var at = random.Next(4) switch
        {
            0 when fires.Count > 0 => fires[random.Next(fires.Count)] + Beside(random),
            1 when Change is { } change => change.At + Beside(random) + Duration.FromMinutes(random.Next(-1, 2)),
            2 => From + Duration.FromNanoseconds(random.NextInt64((To - From).ToInt64Nanoseconds())),
            _ => From + Duration.FromSeconds(random.Next((int)(To - From).TotalSeconds)),
        };
        return Instant.Min(Instant.Max(at, From), To - Duration.Epsilon);
    }

    private static Duration Beside(Random random) => random.Next(5) switch
    {
        0 => Duration.Epsilon,
        1 => -Duration.Epsilon,
        2 => Duration.FromSeconds(1),
        3 => Duration.FromSeconds(-1),
        _ => Duration.Zero,
    };
}
