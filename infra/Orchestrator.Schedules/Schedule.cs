using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A schedule as declared or as observed: text nobody has judged yet. Judging it is <see cref="Read()"/>.</summary>
/// <param name="Expression">A unix-cron expression, like `0 4 * * *`.</param>
/// <param name="Zone">An IANA zone id, like `America/Phoenix`; `utc` in any case is accepted, as Cloud Scheduler does.</param>
public sealed record Schedule(string Expression, string Zone)
{
    /// <summary>Reads text and zone with the pinned tz data, collecting every mistake of both.</summary>
    public ScheduleReading Read() => Read(DateTimeZoneProviders.Tzdb);

    /// <summary>Reads text and zone with the given tz data (another release of it, say), collecting every mistake of both.</summary>
    public ScheduleReading Read(IDateTimeZoneProvider zones)
    {
        var cron = CronExpression.Read(Expression);
        var zone = ZoneReading.Of(Zone, zones);
        List<ScheduleMistake> mistakes = [.. cron.Mistakes, .. zone.Mistakes];
        var fires = cron.Expression is { } expression && zone.Zone is { } known ? new ZonedSchedule(expression, known) : null;
        return new ScheduleReading { Zoned = fires, Mistakes = mistakes, Notes = cron.Notes };
    }

    /// <summary>The expression and its zone, as a person writes them: `0 4 * * * America/Phoenix`.</summary>
    public override string ToString() => $"{Expression} {Zone}";
}

/// <summary>What a schedule says: fires, or the mistakes that keep it from having any.</summary>
public sealed record ScheduleReading
{
    /// <summary>The schedule that fires, or null when a mistake prevents it; a suspect zone alone does not.</summary>
    public required ZonedSchedule? Zoned { get; init; }

    /// <summary>A schedule that is good and whose fires nobody can foretell; null with all others, and then <see cref="Zoned"/> is null too.</summary>
    public PlainEveryN? Plain { get; init; }

    /// <summary>Every mistake of the text and of the zone.</summary>
    public required IReadOnlyList<ScheduleMistake> Mistakes { get; init; }

    /// <summary>What is legal but left open by the platform's documentation.</summary>
    public required IReadOnlyList<ScheduleMistake> Notes { get; init; }
}
