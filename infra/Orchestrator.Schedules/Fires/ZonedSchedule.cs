using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>An expression on the wall clock of a zone: a schedule that has fires.</summary>
public sealed record ZonedSchedule
{
    private const long Day = 86_400;

    // The Gregorian calendar repeats after 400 years: what did not fire by then never will.
    private static readonly long[] Reaches = [Day / 12, 2 * Day, 40 * Day, 400 * Day, 9 * 366 * Day, 401 * 366 * Day];

    /// <summary>Puts an expression on a zone's clock. An expression that never fires is an <see cref="ArgumentException"/>.</summary>
    public ZonedSchedule(ScheduleExpression expression, DateTimeZone zone)
    {
        if (expression.NeverFires) throw new ArgumentException($"'{expression}' never fires; name a day that exists.", nameof(expression));
        (Expression, Zone) = (expression, zone);
    }

    /// <summary>When it fires, on the clock of <see cref="Zone"/>.</summary>
    public ScheduleExpression Expression { get; }

    /// <summary>Whose clock counts.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>Reads a schedule that is known to be good, `0 4 * * *` and `America/Phoenix`; one that is not is a <see cref="FormatException"/>.</summary>
    public static ZonedSchedule Parse(string expression, string zone)
    {
        var reading = new Schedule(expression, zone).Read();
        return reading.Zoned ?? throw new FormatException(string.Join(" ", reading.Mistakes.Select(m => $"{m.Message} {m.Remedy}")));
    }

    /// <summary>Every fire at or after <paramref name="from"/> and before <paramref name="to"/>, rising, none twice.</summary>
    public IReadOnlyList<Instant> Fires(Instant from, Instant to, DstPolicy policy) =>
        [.. FireSeconds(Ceiling(from), Ceiling(to), policy, new FireBuffer()).ToArray().Select(Instant.FromUnixTimeSeconds)];

    /// <summary>The same fires, written into a buffer: for long ranges and many schedules, where a list of each would cost more than the fires.</summary>
    public void Fires(Instant from, Instant to, DstPolicy policy, FireBuffer buffer) => FireSeconds(Ceiling(from), Ceiling(to), policy, buffer);

    /// <summary>The first fire after <paramref name="instant"/>, that instant excluded.</summary>
    /// <exception cref="InvalidOperationException">The calendar ends first.</exception>
    public Instant Next(Instant instant, DstPolicy policy)
    {
        var from = instant.ToUnixTimeSeconds() + 1;
        var buffer = new FireBuffer();
        foreach (var reach in Reaches)
        {
            var until = Math.Min(from + reach, Instant.MaxValue.ToUnixTimeSeconds());
            var fires = FireSeconds(from, until, policy, buffer);
            if (fires.Length > 0) return Instant.FromUnixTimeSeconds(fires[0]);
        }

        throw new InvalidOperationException($"'{this}' does not fire again before the calendar ends.");
    }

    /// <summary>The last fire before <paramref name="instant"/>, that instant excluded.</summary>
    /// <exception cref="InvalidOperationException">The calendar begins later.</exception>
    public Instant Previous(Instant instant, DstPolicy policy)
    {
        var until = Ceiling(instant);
        var buffer = new FireBuffer();
        foreach (var reach in Reaches)
        {
            var from = Math.Max(until - reach, Instant.MinValue.ToUnixTimeSeconds());
            var fires = FireSeconds(from, until, policy, buffer);
            if (fires.Length > 0) return Instant.FromUnixTimeSeconds(fires[^1]);
        }

        throw new InvalidOperationException($"'{this}' does not fire again before the calendar ends.");
    }

    /// <summary>The average number of fires per month over the 365 days from an instant, as the wall clock shows them: 730 for an hourly job.</summary>
    public double FiresPerMonth(Instant from) => Fires(from, from + Duration.FromDays(365), DstPolicy.WallClock).Count / 12.0;

    /// <summary>The expression and its zone, as a person writes them: `0 4 * * * America/Phoenix`.</summary>
    public override string ToString() => $"{Expression} {Zone.Id}";

    internal ReadOnlySpan<long> FireSeconds(long from, long until, DstPolicy policy, FireBuffer buffer)
    {
        new FireWalk(Expression.Pattern, policy, from, until, buffer).In(ZoneTimeline.Of(Zone));
        return buffer.Seconds;
    }

    private static long Ceiling(Instant instant)
    {
        var seconds = instant.ToUnixTimeSeconds();
        return Instant.FromUnixTimeSeconds(seconds) < instant ? seconds + 1 : seconds;
    }
}
