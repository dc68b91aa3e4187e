namespace Orchestrator.Schedules;

/// <summary>A month of the Gregorian calendar that steps quickly to the next one. Days are counted from 1970-01-01.</summary>
internal readonly record struct CivilMonth
{
    public const long SecondsPerDay = 86_400;

    private CivilMonth(int year, int month, long first) => (Year, Month, First, Length) = (year, month, first, DaysIn(year, month));

    public int Year { get; }

    public int Month { get; }

    /// <summary>Its first day.</summary>
    public long First { get; }

    public int Length { get; }

    /// <summary>The month of a day.</summary>
    public static CivilMonth Of(long day)
    {
        // Years that begin in March have their leap day at the end; 146,097 days are 400 years.
        var shifted = day + 719_468;
        var era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097;
        var dayOfEra = (int)(shifted - (era * 146_097));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var fromMarch = ((5 * dayOfYear) + 2) / 153;
        var dayOfMonth = dayOfYear - (((153 * fromMarch) + 2) / 5);
        var month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        var year = (int)(yearOfEra + (era * 400)) + (month <= 2 ? 1 : 0);
        return new CivilMonth(year, month, day - dayOfMonth);
    }

    public CivilMonth Next() => Month == 12 ? new(Year + 1, 1, First + Length) : new(Year, Month + 1, First + Length);

    /// <summary>The days of this month that a pattern matches, bit 1 to 31.</summary>
    public uint DaysOf(FirePattern pattern) => pattern.DaysOf(Month, Weekday(First), Length);

    /// <summary>Whether a pattern matches a day of this month.</summary>
    public bool Has(FirePattern pattern, long day) => (DaysOf(pattern) >> (int)(day - First + 1) & 1) != 0;

    /// <summary>The weekday of a day, Sunday = 0; 1970-01-01 was a Thursday.</summary>
    private static int Weekday(long day) => (int)((((day + 4) % 7) + 7) % 7);

    private static int DaysIn(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
