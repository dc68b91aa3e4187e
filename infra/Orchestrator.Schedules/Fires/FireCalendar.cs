using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A schedule with the name it goes by in reports.</summary>
/// <param name="Name">The job's name.</param>
/// <param name="Schedule">When it fires.</param>
public sealed record NamedSchedule(string Name, ZonedSchedule Schedule);

/// <summary>One fire on a calendar page.</summary>
/// <param name="Name">The schedule's name.</param>
/// <param name="At">When.</param>
/// <param name="Local">The same on the clock of the page's zone.</param>
/// <param name="Utc">The same in UTC.</param>
/// <param name="Own">The same on the clock of the schedule's own zone.</param>
public sealed record CalendarFire(string Name, Instant At, LocalDateTime Local, LocalDateTime Utc, LocalDateTime Own);

/// <summary>The fires of several schedules on one local date: the data of a 24-hour calendar.</summary>
public static class FireCalendar
{
    /// <summary>Every fire on a date of a zone, by instant, then by name; days on which clocks change have 23 or 25 hours.</summary>
    public static IReadOnlyList<CalendarFire> On(LocalDate date, DateTimeZone zone, IEnumerable<NamedSchedule> schedules, DstPolicy policy)
    {
        var (from, to) = (LocalDay.Start(date, zone), LocalDay.Start(date.PlusDays(1), zone));
        return
        [
            .. schedules.SelectMany(s => s.Schedule.Fires(from, to, policy)
                    .Select(at => new CalendarFire(s.Name, at, at.InZone(zone).LocalDateTime, at.InUtc().LocalDateTime, at.InZone(s.Schedule.Zone).LocalDateTime)))
                .OrderBy(fire => fire.At).ThenBy(fire => fire.Name, StringComparer.Ordinal),
        ];
    }
}
