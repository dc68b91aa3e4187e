namespace Orchestrator.Schedules;

/// <summary>Says an expression in plain words.</summary>
internal static class CronWords
{
    private static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static string Describe(CronExpression cron)
    {
        var days = Days(cron);
        var months = cron.Months.IsFull ? "" : $" in {List(cron.Months.Values().Select(m => Months[m - 1]))}";
        if (cron.FiresPerDay <= 4) return $"{days}{months} at {List(Times(cron))}";
        var often = Often(cron);
        return days == "every day" && months.Length == 0 ? often : $"{often}, {days}{months}";
    }

    private static IEnumerable<string> Times(CronExpression cron) =>
        cron.HourSet.Values().SelectMany(hour => cron.MinuteSet.Values().Select(minute => $"{hour:00}:{minute:00}"));

    private static string Often(CronExpression cron)
    {
        var minutes = cron.MinuteSet.Values();
        var hours = cron.HourSet.IsFull ? "" : $" in the hours {cron.HourSet}";
        if (cron.MinuteSet.IsFull) return $"every minute{hours}";
        if (minutes.Count > 1 && minutes[0] == 0 && Pace(minutes, 60) is { } step) return $"every {step} minutes{hours}";
        var at = minutes.Count == 1 ? $"at minute {minutes[0]}" : $"at minutes {List(minutes.Select(m => $"{m}"))}";
        if (cron.HourSet.IsFull) return $"every hour {at}";
        return Pace(cron.HourSet.Values(), 24) is { } pace && cron.HourSet.Has(0) ? $"every {pace} hours {at}" : $"{at} of the hours {cron.HourSet}";
    }

    // The distance between neighbours when it is the same all the way round the clock.
    private static int? Pace(IReadOnlyList<int> values, int round)
    {
        if (values.Count < 2 || round % values.Count != 0) return null;
        var step = round / values.Count;
        return values.Skip(1).Zip(values, (next, value) => next - value).All(gap => gap == step) ? step : null;
    }

    private static string Days(CronExpression cron)
    {
        var dates = $"on {(cron.DaysOfMonth.Values().Count == 1 ? "day" : "days")} {cron.DaysOfMonth.ToString().Replace("*/", "1-31/", StringComparison.Ordinal)} of the month";
        var weekdays = WeekdayNames(cron.DaysOfWeek);
        return (cron.DaysOfMonth.IsFull, cron.DaysOfWeek.IsFull) switch
        {
            (true, true) => "every day",
            (true, false) when cron.DaysOfMonth.Starred || cron.DaysOfWeek.Starred => weekdays,
            (false, true) when cron.DaysOfMonth.Starred || cron.DaysOfWeek.Starred => dates,
            (false, false) when cron.DaysOfMonth.Starred || cron.DaysOfWeek.Starred => $"{dates} that fall {weekdays}",
            (false, false) => $"{dates} and {weekdays}",
            _ => "every day",
        };
    }

    private static string WeekdayNames(CronFieldSet days) => days.ToString() switch
    {
        "1-5" => "on weekdays",
        "0,6" => "at the weekend",
        _ => $"on {List(days.Values().Select(day => Weekdays[day]))}",
    };

    private static string List(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }
}
