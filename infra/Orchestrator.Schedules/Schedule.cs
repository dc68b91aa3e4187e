using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A schedule as it is declared or observed: text and zone, not yet read, so that all mistakes of a declaration can be collected.</summary>
/// <param name="Expression">A unix-cron expression as Cloud Scheduler documents it.</param>
/// <param name="Zone">An IANA time zone id; Cloud Scheduler's <c>utc</c> is accepted.</param>
public sealed record Schedule(string Expression, string Zone)
{
    /// <summary>Reads expression and zone; every mistake is collected.</summary>
    public ScheduleReading Read()
    {
        var mistakes = new List<ScheduleMistake>();
        var cron = CronExpression.Parse(Expression, mistakes);
        var id = Zone.ToUpperInvariant() is "UTC" ? "Etc/UTC" : Zone;
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(id);
        if (zone is null)
            mistakes.Add(new(ScheduleMistakeKind.UnknownZone, $"'{Zone}' is not a time zone of the tz database.", "Write an IANA zone such as America/Phoenix.", null));
        else if (!id.Contains('/', StringComparison.Ordinal) && id is not "UTC")
            mistakes.Add(new(ScheduleMistakeKind.SuspectZone, $"The zone '{Zone}' is an abbreviation that Cloud Scheduler has refused before.", "Write an IANA zone such as America/New_York.", null));
        return new(cron is not null && zone is not null && mistakes.All(m => m.Kind == ScheduleMistakeKind.SuspectZone) ? new ZonedCron(cron, zone) : null, mistakes);
    }
}

/// <summary>What reading a schedule gave.</summary>
/// <param name="Cron">The schedule, or null when a mistake prevents it.</param>
/// <param name="Mistakes">All mistakes; a suspect zone alone does not prevent reading.</param>
public sealed record ScheduleReading(ZonedCron? Cron, IReadOnlyList<ScheduleMistake> Mistakes);

/// <summary>The kinds of mistakes in a schedule.</summary>
public enum ScheduleMistakeKind
{
    /// <summary>The expression is not unix-cron as Cloud Scheduler documents it.</summary>
    BadExpression,

    /// <summary>The expression names only dates that do not exist, such as 30 February.</summary>
    NeverFires,

    /// <summary>The zone is not in the tz database.</summary>
    UnknownZone,

    /// <summary>The zone exists, but is an abbreviation whose meaning services disagree about.</summary>
    SuspectZone,
}

/// <summary>A mistake in a schedule.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Remedy">One sentence: what to write instead.</param>
/// <param name="Position">Index of the first wrong character of the expression, from 0; null when the whole is meant.</param>
public sealed record ScheduleMistake(ScheduleMistakeKind Kind, string Message, string Remedy, int? Position);
