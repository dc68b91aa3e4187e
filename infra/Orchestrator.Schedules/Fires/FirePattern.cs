using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>After how long the days of a pattern repeat.</summary>
internal enum DayRhythm
{
    /// <summary>Every day matches.</summary>
    Daily,

    /// <summary>Whether a day matches depends on its weekday alone.</summary>
    Weekly,

    /// <summary>It depends on the date.</summary>
    ByDate,
}

/// <summary>A schedule on the wall clock: which days match, and the seconds of a matching day at which it fires, the same on every day.</summary>
internal sealed class FirePattern
{
    private const uint AllDays = 0xFFFF_FFFE;
    private static readonly int[] LongestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    private static readonly uint[] EveryDay = [.. Enumerable.Repeat(AllDays, 84)];
    private readonly long[] seconds;

    // By month and by the weekday of its first day: the days that match, bit 1 to 31, whether or not the month is that long.
    private readonly uint[] days;

    private FirePattern(long[] seconds, uint[] days, DayRhythm rhythm) => (this.seconds, this.days, Rhythm) = (seconds, days, rhythm);

    /// <summary>After how long the matching days repeat.</summary>
    public DayRhythm Rhythm { get; }

    /// <summary>The seconds after midnight, rising.</summary>
    public ReadOnlySpan<long> Seconds => seconds;

    /// <summary>Whether it fires in each of the 24 hours of a matching day.</summary>
    public bool EveryHour => seconds.Select(second => second / 3600).Distinct().Count() == 24;

    /// <summary>True when no day of any year matches.</summary>
    public bool NeverFires
    {
        get
        {
            for (var i = 0; i < days.Length; i++)
            {
                if ((days[i] & Until(LongestMonths[i / 7])) != 0) return false;
            }

            return true;
        }
    }

    /// <summary>A pattern that fires on every day.</summary>
    public static FirePattern Daily(long[] seconds) => new(seconds, EveryDay, DayRhythm.Daily);

    /// <summary>A pattern of some days.</summary>
    /// <param name="seconds">The seconds after midnight, rising.</param>
    /// <param name="daysOf">The matching days of a month as bits 1 to 31, given the month (1 to 12) and the weekday of its first day (Sunday = 0); a day past its end is never asked for.</param>
    public static FirePattern Of(long[] seconds, Func<int, int, uint> daysOf)
    {
        var days = new uint[84];
        var weekdays = 0;
        var (daily, weekly) = (true, true);
        for (var i = 0; i < days.Length; i++)
        {
            days[i] = daysOf((i / 7) + 1, i % 7) & AllDays;
            if (i == 0) weekdays = (int)(days[0] >> 1) & 127;
            daily &= days[i] == AllDays;
            weekly &= days[i] == Weekly(weekdays, i % 7);
        }

        return daily ? Daily(seconds) : new(seconds, days, weekly ? DayRhythm.Weekly : DayRhythm.ByDate);
    }

    /// <summary>The days of a month on given weekdays (bit 0 = Sunday), when its first day is on a given weekday.</summary>
    public static uint Weekly(int weekdays, int first)
    {
        const uint everySeventh = 1u | (1u << 7) | (1u << 14) | (1u << 21) | (1u << 28);
        var week = (uint)((weekdays >> first) | (weekdays << (7 - first))) & 127;
        return unchecked(week * everySeventh) << 1;
    }

    /// <summary>The matching days of a month, bit 1 to 31, cut to its length.</summary>
    /// <param name="month">1 to 12.</param>
    /// <param name="first">The weekday of its first day, Sunday = 0.</param>
    /// <param name="length">The number of its days.</param>
    public uint DaysOf(int month, int first, int length) => days[((month - 1) * 7) + first] & Until(length);

    /// <summary>Whether a date matches.</summary>
    public bool Matches(LocalDate date) =>
        (days[((date.Month - 1) * 7) + ((int)new LocalDate(date.Year, date.Month, 1).DayOfWeek % 7)] >> date.Day & 1) != 0;

    private static uint Until(int length) => uint.MaxValue >> (31 - length);
}
