using System.Numerics;
using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// One time of day on given days: `every monday 09:00`, `1st,3rd mon,wed of march 17:00`, `1,15 of month 09:00`. Two that name the same days
/// are equal, whichever words they were written in.
/// </summary>
public sealed record EnglishTimes : ScheduleExpression
{
    internal const int AllWeekdays = 0x7F;
    internal const int AllOrdinals = 0x3E;
    internal const int AllMonths = 0x1FFE;
    internal const int FirstOfQuarters = (1 << 1) | (1 << 4) | (1 << 7) | (1 << 10);
    private const int AllDates = unchecked((int)0xFFFF_FFFE);
    private const int Week = 0xFE;
    private FirePattern? pattern;

    private EnglishTimes(int dates, int weekdays, int ordinals, int months, int minute) =>
        (Dates, Weekdays, Ordinals, Months, Minute) = (dates, weekdays, ordinals, months, minute);

    /// <summary>The time of day at which it fires.</summary>
    public LocalTime Time => LocalTime.FromMinutesSinceMidnight(Minute);

    /// <summary>The days of the month, bit 1 to 31; 0 when weekdays decide.</summary>
    internal int Dates { get; }

    /// <summary>The weekdays, Sunday as bit 0; 0 when days of the month decide.</summary>
    internal int Weekdays { get; }

    /// <summary>Which of these weekdays of a month, bit 1 to 5; 0 when days of the month decide.</summary>
    internal int Ordinals { get; }

    /// <summary>The months, bit 1 to 12.</summary>
    internal int Months { get; }

    /// <summary>Minutes after midnight.</summary>
    internal int Minute { get; }

    /// <summary>Brings days that can be said in two ways into one: all dates are every day, the first of all weekdays are the dates 1 to 7.</summary>
    internal static EnglishTimes Of(int dates, int weekdays, int ordinals, int months, int minute)
    {
        if (dates == AllDates) return new(0, AllWeekdays, AllOrdinals, months, minute);
        if (dates == 0 && weekdays == AllWeekdays && ordinals != AllOrdinals) return new(DatesOf(ordinals), 0, 0, months, minute);
        return new(dates, weekdays, ordinals, months, minute);
    }

    /// <summary>The canonical text; reading it again gives an equal schedule.</summary>
    public override string ToString() => $"{DaysText()} {SpokenTimes.Clock(Minute)}";

    /// <inheritdoc/>
    public override string Describe() => SpokenTimes.With(SpokenDays.Of(this), [Minute]);

    /// <summary>Equal when days, months and time are.</summary>
    public bool Equals(EnglishTimes? other) => other is not null && (Dates, Weekdays, Ordinals, Months, Minute) == (other.Dates, other.Weekdays, other.Ordinals, other.Months, other.Minute);

    /// <summary>Agrees with <see cref="Equals(EnglishTimes?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(Dates, Weekdays, Ordinals, Months, Minute);

    /// <inheritdoc/>
    internal override FirePattern Pattern => pattern ??= FirePattern.Of([Minute * 60L], DaysOf);

    /// <summary>The same schedule in unix-cron; null when that cannot be said.</summary>
    internal string? ToUnixCron()
    {
        if (Dates == 0 && Ordinals != AllOrdinals) return null;
        var dates = Dates == 0 ? "*" : $"{new CronFieldSet(CronField.DayOfMonth, DateBits, Starred: false)}";
        var weekdays = Dates != 0 || Weekdays == AllWeekdays ? "*" : $"{new CronFieldSet(CronField.DayOfWeek, (uint)Weekdays, Starred: false)}";
        return $"{Minute % 60} {Minute / 60} {dates} {new CronFieldSet(CronField.Month, (uint)Months, Starred: false)} {weekdays}";
    }

    private uint DateBits => unchecked((uint)Dates);

    private uint DaysOf(int month, int first)
    {
        if ((Months >> month & 1) == 0) return 0;
        return Dates != 0 ? DateBits : FirePattern.Weekly(Weekdays, first) & unchecked((uint)DatesOf(Ordinals));
    }

    // The n-th of any weekday is one of the days 7(n-1)+1 to 7n.
    private static int DatesOf(int ordinals)
    {
        var dates = 0;
        for (var n = 0; n < 5; n++)
        {
            if ((ordinals >> (n + 1) & 1) != 0) dates |= unchecked(Week << (7 * n));
        }

        return dates;
    }

    private string DaysText()
    {
        var months = Months == AllMonths ? "month" : Names(Months, EnglishWords.Months, 1);
        if (Dates != 0) return $"{string.Join(',', SpokenDays.Bits(Dates))} of {months}";
        var weekdays = Weekdays == AllWeekdays ? "day" : Names(Weekdays, EnglishWords.Weekdays, 0);
        if (Ordinals != AllOrdinals) return $"{string.Join(',', SpokenDays.Bits(Ordinals).Select(EnglishWords.Nth))} {weekdays} of {months}";
        return Months == AllMonths ? $"every {weekdays}" : $"every {weekdays} of {months}";
    }

    // One name is written out, several are cut to three letters.
    private static string Names(int mask, IReadOnlyList<string> names, int first) =>
        BitOperations.IsPow2(mask) ? names[BitOperations.TrailingZeroCount(mask) - first] : string.Join(',', SpokenDays.Bits(mask).Select(bit => names[bit - first][..3]));
}
