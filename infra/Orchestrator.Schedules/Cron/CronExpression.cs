using System.Numerics;

namespace Orchestrator.Schedules;

/// <summary>
/// A unix-cron expression as Cloud Scheduler documents it: minute, hour, day of month, month, day of week. When both day fields are
/// restricted a day needs to match only one of them. Two expressions that fire alike field by field are equal, however they were written.
/// </summary>
public sealed record CronExpression : ScheduleExpression
{
    private FirePattern? pattern;

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

    /// <inheritdoc/>
    public override string Describe() => CronWords.Describe(this);

    /// <summary>Equal when every field allows the same values and the day fields combine alike.</summary>
    public bool Equals(CronExpression? other) =>
        other is not null && MinuteSet == other.MinuteSet && HourSet == other.HourSet && DaysOfMonth == other.DaysOfMonth && Months == other.Months && DaysOfWeek == other.DaysOfWeek;

    /// <summary>Agrees with <see cref="Equals(CronExpression?)"/>.</summary>
    public override int GetHashCode() => HashCode.Combine(MinuteSet, HourSet, DaysOfMonth, Months, DaysOfWeek);

    /// <inheritdoc/>
    internal override FirePattern Pattern => pattern ??= BuildPattern();

    private FirePattern BuildPattern()
    {
        var everyDay = Months.IsFull && DaysOfMonth.IsFull && DaysOfWeek.IsFull;
        return everyDay ? FirePattern.Daily(SecondsOfDay()) : FirePattern.Of(SecondsOfDay(), DaysOf);
    }

    private uint DaysOf(int month, int first)
    {
        if (!Months.Has(month)) return 0;
        var (byDay, byWeekday) = ((uint)DaysOfMonth.Mask, FirePattern.Weekly((int)DaysOfWeek.Mask, first));
        return DaysOfMonth.Starred || DaysOfWeek.Starred ? byDay & byWeekday : byDay | byWeekday;
    }

    /// <summary>The times of a matching day, in minutes after midnight, rising.</summary>
    internal IReadOnlyList<int> MinutesOfDay() => [.. SecondsOfDay().Select(second => (int)(second / 60))];

    private long[] SecondsOfDay()
    {
        var seconds = new long[FiresPerDay];
        var count = 0;
        for (var hours = HourSet.Mask; hours != 0; hours &= hours - 1)
        {
            for (var minutes = MinuteSet.Mask; minutes != 0; minutes &= minutes - 1)
            {
                seconds[count++] = (BitOperations.TrailingZeroCount(hours) * 3600L) + (BitOperations.TrailingZeroCount(minutes) * 60L);
            }
        }

        return seconds;
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
