using System.Numerics;

namespace Orchestrator.Schedules;

/// <summary>
/// A unix-cron expression as Cloud Scheduler documents it: minute, hour, day of month, month, day of week. When both day fields are
/// restricted a day needs to match only one of them. Two expressions that fire alike field by field are equal, however they were written.
/// </summary>
public sealed record CronExpression
{
    private static readonly int[] LongestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    private long[]? template;

    internal CronExpression(CronFieldSet minutes, CronFieldSet hours, CronFieldSet days, CronFieldSet months, CronFieldSet weekdays)
    {
        (MinuteSet, HourSet, DaysOfMonth, Months, DaysOfWeek) = (minutes, hours, days, months, weekdays);
    }

    /// <summary>The minutes it allows, bit 0 to 59.</summary>
    public ulong Minutes => MinuteSet.Mask;

    /// <summary>The hours it allows, bit 0 to 23.</summary>
    public ulong Hours => HourSet.Mask;

    internal CronFieldSet MinuteSet { get; }

    internal CronFieldSet HourSet { get; }

    internal CronFieldSet DaysOfMonth { get; }

    internal CronFieldSet Months { get; }

    internal CronFieldSet DaysOfWeek { get; }

    /// <summary>True when no day of any year matches, like `0 0 30 2 *`.</summary>
    public bool NeverFires
    {
        get
        {
            if (!DaysOfWeek.Starred && !DaysOfMonth.Starred) return false;
            for (var month = 1; month <= 12; month++)
            {
                var days = (1UL << (LongestMonths[month - 1] + 1)) - 2;
                if (Months.Has(month) && (DaysOfMonth.Mask & days) != 0) return false;
            }

            return true;
        }
    }

    /// <summary>True when it fires once on every day of the year.</summary>
    public bool IsDaily => FiresPerDay == 1 && EveryDay;

    internal bool EveryDay => Months.IsFull && (DaysOfMonth is { IsFull: true, Starred: true } || DaysOfWeek is { IsFull: true, Starred: true })
        && DaysOfMonth.IsFull && DaysOfWeek.IsFull;

    internal int FiresPerDay => BitOperations.PopCount(MinuteSet.Mask) * BitOperations.PopCount(HourSet.Mask);

    /// <summary>Reads an expression; a text that is none is a <see cref="FormatException"/> that says where, what and what to write instead.</summary>
    public static CronExpression Parse(string text)
    {
        var reading = Read(text);
        return reading.Expression ?? throw new FormatException(string.Join(" ", reading.Mistakes.Select(m => $"{m.Message} {m.Remedy}")));
    }

    /// <summary>Reads an expression and collects every mistake and every doubt.</summary>
    public static CronReading Read(string text) => CronGrammar.Read(text);

    /// <summary>The canonical text: numbers, shortest lists; reading it again gives an equal expression.</summary>
    public override string ToString() => $"{MinuteSet} {HourSet} {DaysOfMonth} {Months} {DaysOfWeek}";

    /// <summary>The expression in plain words, like "every day at 04:00".</summary>
    public string Describe() => CronWords.Describe(this);

    /// <summary>Equal when every field allows the same values and the day fields combine alike.</summary>
    public bool Equals(CronExpression? other) =>
        other is not null && MinuteSet == other.MinuteSet && HourSet == other.HourSet && DaysOfMonth == other.DaysOfMonth && Months == other.Months && DaysOfWeek == other.DaysOfWeek;

    /// <summary>Agrees with <see cref="Equals(CronExpression?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(MinuteSet, HourSet, DaysOfMonth, Months, DaysOfWeek);

    /// <summary>Whether a date matches.</summary>
    public bool Matches(NodaTime.LocalDate date) => MatchesDay(date.Month, date.Day, (int)date.DayOfWeek % 7);

    /// <summary>Whether a day matches; <paramref name="weekday"/> counts from Sunday = 0.</summary>
    internal bool MatchesDay(int month, int day, int weekday)
    {
        if (!Months.Has(month)) return false;
        var byDay = DaysOfMonth.Has(day);
        var byWeekday = DaysOfWeek.Has(weekday);
        return DaysOfMonth.Starred || DaysOfWeek.Starred ? byDay && byWeekday : byDay || byWeekday;
    }

    /// <summary>The seconds of a matching day at which it fires, rising; the same for every day.</summary>
    internal ReadOnlySpan<long> DayTemplate => template ??= BuildTemplate();

    private long[] BuildTemplate()
    {
        var seconds = new List<long>(FiresPerDay);
        for (var hour = 0; hour < 24; hour++)
        {
            for (var minute = 0; HourSet.Has(hour) && minute < 60; minute++)
            {
                if (MinuteSet.Has(minute)) seconds.Add((hour * 3600L) + (minute * 60L));
            }
        }

        return [.. seconds];
    }
}

/// <summary>What a cron text says: an expression, or the mistakes that keep it from being one.</summary>
public sealed record CronReading
{
    /// <summary>The expression; null exactly when there are mistakes.</summary>
    public required CronExpression? Expression { get; init; }

    /// <summary>Every mistake, in the order of the text.</summary>
    public required IReadOnlyList<ScheduleMistake> Mistakes { get; init; }

    /// <summary>What is legal but left open by the platform's documentation.</summary>
    public required IReadOnlyList<ScheduleMistake> Notes { get; init; }
}
