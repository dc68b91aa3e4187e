namespace Orchestrator.Schedules;

/// <summary>The kinds of mistakes in a schedule.</summary>
public enum ScheduleMistakeKind
{
    /// <summary>The expression is not in the grammar that the platform documents.</summary>
    BadExpression,

    /// <summary>The expression names only dates that do not exist, such as 30 February.</summary>
    NeverFires,

    /// <summary>The zone is not in the tz database.</summary>
    UnknownZone,

    /// <summary>The zone exists, but is an abbreviation whose meaning services disagree about.</summary>
    SuspectZone,

    /// <summary>The zone exists, and the platform keeps UTC alone.</summary>
    ZoneNotUtc,

    /// <summary>Legal, but the platform does not document what it means; only ever a note, which says how it is read here.</summary>
    Unspecified,
}

/// <summary>A mistake in a schedule.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Remedy">One sentence: what to write instead.</param>
/// <param name="Position">Index of the first wrong character of the expression, from 0; null when the whole or the zone is meant.</param>
public sealed record ScheduleMistake(ScheduleMistakeKind Kind, string Message, string Remedy, int? Position);
