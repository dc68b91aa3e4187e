using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A schedule as declared or as observed: text nobody has judged yet. Judging it is <see cref="Read()"/>.</summary>
/// <param name="Expression">A unix-cron expression, like `0 4 * * *`, or an English-like one, like `every monday 09:00`.</param>
/// <param name="Zone">An IANA zone id, like `America/Phoenix`; `utc` in any case is accepted, as Cloud Scheduler does.</param>
public sealed record Schedule(string Expression, string Zone)
{
    /// <summary>Reads text and zone as Cloud Scheduler does, with the pinned tz data, collecting every mistake of both.</summary>
    public ScheduleReading Read() => Read(DateTimeZoneProviders.Tzdb);

    /// <summary>Reads text and zone as Cloud Scheduler does, with the given tz data (another release of it, say), collecting every mistake of both.</summary>
    public ScheduleReading Read(IDateTimeZoneProvider zones) => Read(zones, ScheduleDialect.CloudScheduler);

    /// <summary>Reads text and zone in a dialect, collecting every mistake of both.</summary>
    public ScheduleReading Read(IDateTimeZoneProvider zones, ScheduleDialect dialect)
    {
        var zone = dialect == ScheduleDialect.DataTransfer ? ZoneReading.UtcOnly(Zone, zones) : ZoneReading.Of(Zone, zones);
        var text = dialect == ScheduleDialect.DataTransfer || EnglishWords.Recognise(Expression) ? English(dialect) : UnixCron();
        return new ScheduleReading
        {
            Zoned = text.Expression is { } expression && zone.Zone is { } known ? new ZonedSchedule(expression, known) : null,
            Plain = zone.Zone is null ? null : text.Plain,
            Mistakes = zone.Mistakes.Count == 0 ? text.Mistakes : [.. text.Mistakes, .. zone.Mistakes],
            Notes = text.Notes,
        };
    }

    private EnglishReading UnixCron()
    {
        var cron = CronExpression.Read(Expression);
        return new() { Expression = cron.Expression, Mistakes = cron.Mistakes, Notes = cron.Notes };
    }

    private EnglishReading English(ScheduleDialect dialect)
    {
        if (ScheduleText.Refuse(Expression) is { } refused) return Wrong(refused);
        var start = Expression.AsSpan().IndexOfAnyExcept(' ', '\t');
        if (start < 0) return Wrong(new(ScheduleMistakeKind.BadExpression, "The schedule is empty.", "Write it English-like, as in every day 09:00.", 0));
        var cron = EnglishWords.Recognise(Expression) ? null : CronExpression.Read(Expression).Expression;
        if (cron is null && (EnglishWords.Recognise(Expression) || !Expression.Contains('*', StringComparison.Ordinal))) return EnglishGrammar.Read(Expression, dialect);

        var english = cron is null ? null : CronWords.ToEnglish(cron)?.ToString();
        var known = english is not null && EnglishGrammar.Read(english, dialect).Mistakes.Count == 0;
        return Wrong(new(
            ScheduleMistakeKind.BadExpression,
            $"'{ScheduleText.Shown(Expression.Trim())}' is unix-cron, and Data Transfer reads English-like schedules only.",
            known ? $"Write {english}." : "Write it English-like, as in every day 09:00 or every 5 minutes from 10:00 to 14:00.",
            start));
    }

    private static EnglishReading Wrong(ScheduleMistake mistake) => new() { Mistakes = [mistake], Notes = [] };

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
