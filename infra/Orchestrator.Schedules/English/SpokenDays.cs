namespace Orchestrator.Schedules;

/// <summary>Says days in words that can be read aloud.</summary>
internal static class SpokenDays
{
    public const string EveryDay = "every day";
    private const int AllMonths = EnglishTimes.AllMonths;
    private const int Workdays = 0b011_1110;
    private const int Weekend = 0b100_0001;

    public static string Of(EnglishTimes times)
    {
        if (times.Dates != 0) return Dates(times.Dates, times.Months);
        if (times.Ordinals == EnglishTimes.AllOrdinals) return Weekdays(times.Weekdays, times.Months);
        var nth = SpokenTimes.List(Bits(times.Ordinals).Select(EnglishWords.Nth));
        return $"on the {nth} {SpokenTimes.List(Bits(times.Weekdays).Select(WeekdayName))} of {MonthNames(times.Months)}";
    }

    public static string Of(CronExpression cron)
    {
        var (dates, weekdays, months) = (unchecked((int)(uint)cron.DaysOfMonth.Mask), (int)cron.DaysOfWeek.Mask, (int)cron.Months.Mask);
        var both = cron.DaysOfMonth.Starred || cron.DaysOfWeek.Starred;
        return (cron.DaysOfMonth.IsFull, cron.DaysOfWeek.IsFull) switch
        {
            (true, false) when both => Weekdays(weekdays, months),
            (false, true) when both => Dates(dates, months),
            (false, false) when both => $"{Weekdays(weekdays, AllMonths)} when it is {Dates(dates, months)[3..]}",
            (false, false) => $"{Dates(dates, months)} and {Weekdays(weekdays, months)}",
            _ => Weekdays(EnglishTimes.AllWeekdays, months),
        };
    }

    /// <summary>The numbers of the bits that are set, rising.</summary>
    public static List<int> Bits(int mask) => [.. Enumerable.Range(0, 32).Where(bit => (mask >> bit & 1) != 0)];

    private static string Weekdays(int mask, int months)
    {
        var days = mask switch
        {
            EnglishTimes.AllWeekdays => EveryDay,
            Workdays => "on weekdays",
            Weekend => "on weekends",
            _ when Bits(mask) is { Count: 6 } => $"every day but {WeekdayName(Bits(EnglishTimes.AllWeekdays & ~mask)[0])}",
            _ => $"every {SpokenTimes.List(Bits(mask).Select(WeekdayName))}",
        };
        return months == AllMonths ? days : $"{days} {MonthRange(months) ?? $"in {MonthNames(months)}"}";
    }

    private static string Dates(int mask, int months)
    {
        var days = Bits(mask);
        if (days.Count > 4 && SpokenTimes.Step(days) is > 1 and var step)
        {
            return $"on every {EnglishWords.Nth(step)} day of {MonthNames(months)} from the {EnglishWords.Nth(days[0])} to the {EnglishWords.Nth(days[^1])}";
        }

        return $"on the {SpokenTimes.List(Runs(days))} of {MonthNames(months)}";
    }

    private static IEnumerable<string> Runs(List<int> days)
    {
        for (var i = 0; i < days.Count;)
        {
            var end = i;
            while (end + 1 < days.Count && days[end + 1] == days[end] + 1) end++;
            if (end - i < 2) end = i;
            yield return end == i ? EnglishWords.Nth(days[i]) : $"{EnglishWords.Nth(days[i])} to {EnglishWords.Nth(days[end])}";
            i = end + 1;
        }
    }

    // After "of": the month, March, June and July, each month from June to September.
    private static string MonthNames(int mask)
    {
        if (mask == AllMonths) return "the month";
        return MonthRange(mask) is { } range ? $"each month {range}" : SpokenTimes.List(Bits(mask).Select(MonthName));
    }

    private static string? MonthRange(int mask) => Bits(mask) is { Count: > 3 } months && SpokenTimes.Step(months) == 1 ? $"from {MonthName(months[0])} to {MonthName(months[^1])}" : null;

    private static string MonthName(int month) => Capital(EnglishWords.Months[month - 1]);

    private static string WeekdayName(int weekday) => Capital(EnglishWords.Weekdays[weekday]);

    private static string Capital(string word) => $"{char.ToUpperInvariant(word[0])}{word[1..]}";
}
