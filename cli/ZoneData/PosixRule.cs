using NodaTime;

namespace Orchestrator.Cli;

/// <summary>The summer time of a rule.</summary>
/// <param name="Clock">What clocks show in it.</param>
/// <param name="Begin">When it begins, on the clock of standard time.</param>
/// <param name="End">When it ends, on the clock of summer time.</param>
internal sealed record SummerTime(ZoneClock Clock, YearlyDay Begin, YearlyDay End);

/// <summary>A day of every year and a time on it, which may lie up to a week before or after that day (RFC 9636).</summary>
/// <param name="Month">Month for the form <c>Mm.w.d</c>; 0 for the others.</param>
/// <param name="Week">Week of the month, 5 is the last; for the other forms the number of the day.</param>
/// <param name="Weekday">0 is Sunday; for the other forms -1 when 29 February is counted, -2 when it never is.</param>
/// <param name="Seconds">Time of the day in seconds, -167 h to 167 h.</param>
internal sealed record YearlyDay(int Month, int Week, int Weekday, int Seconds)
{
    /// <summary>The local time in a year, in seconds since 1970 as if it were UTC.</summary>
    public long In(int year) => (Date(year).ToDateTimeUnspecified().Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond + Seconds;

    private LocalDate Date(int year)
    {
        if (Weekday == -1) return new LocalDate(year, 1, 1).PlusDays(Week);
        if (Weekday == -2) return new LocalDate(year, 1, 1).PlusDays(Week - 1 + (CalendarSystem.Iso.IsLeapYear(year) && Week >= 60 ? 1 : 0));
        var begin = new LocalDate(year, Month, 1);
        var first = begin.PlusDays((Weekday - ((int)begin.DayOfWeek % 7) + 7) % 7);
        var day = first.PlusDays(7 * (Week - 1));
        return day.Month == Month ? day : day.PlusDays(-7);
    }
}

/// <summary>The rule at the end of a compiled zone, the POSIX form of TZ: <c>MST7MDT,M3.2.0,M11.1.0</c>.</summary>
/// <param name="Standard">What clocks show outside summer time.</param>
/// <param name="Summer">Summer time, or null.</param>
internal sealed record PosixRule(ZoneClock Standard, SummerTime? Summer)
{
    private const int FirstYear = -9996;
    private const int LastYear = 9997;

    /// <summary>The stretch of one clock around an instant: begin and end, null when there is none, and the clock.</summary>
    public (Instant? From, Instant? Until, ZoneClock Clock) At(Instant instant)
    {
        if (Summer is not { } summer) return (null, null, Standard);
        var year = Math.Clamp(instant.InUtc().Year, FirstYear + 1, LastYear - 1);
        var changes = new List<ClockChange>(6);
        for (var y = year - 1; y <= year + 1; y++)
        {
            changes.Add(new(Instant.FromUnixTimeSeconds(summer.Begin.In(y) - Standard.Offset.Seconds), summer.Clock));
            changes.Add(new(Instant.FromUnixTimeSeconds(summer.End.In(y) - summer.Clock.Offset.Seconds), Standard));
        }

        // Where summer time lasts all the year, an end and the next begin fall on one instant and nothing changes; stable, so the begin wins.
        var real = changes.OrderBy(c => c.From).ThenBy(c => c.Clock == summer.Clock ? 1 : 0)
            .GroupBy(c => c.From).Select(g => g.Last()).ToList();
        for (var i = real.Count - 1; i > 0; i--)
            if (real[i].Clock == real[i - 1].Clock) real.RemoveAt(i);
        var at = real.FindLastIndex(c => c.From <= instant);
        if (at < 0) return (null, real[0].From, real[0].Clock == Standard ? summer.Clock : Standard);
        return (at == 0 && real.Count == 1 ? null : real[at].From, at + 1 < real.Count ? real[at + 1].From : null, real[at].Clock);
    }
}
