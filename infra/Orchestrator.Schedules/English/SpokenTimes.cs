namespace Orchestrator.Schedules;

/// <summary>Says times of day in words that can be read aloud.</summary>
internal static class SpokenTimes
{
    private const int MinutesPerDay = 1440;

    // This many times of day are listed, and more when no rhythm is in them.
    private const int Few = 4;
    private const int Several = 8;

    /// <summary>Days and the times of such a day: `every Monday at 09:00`, `every 5 minutes from 10:00 to 14:00, on weekdays`.</summary>
    /// <param name="days">The days, as <see cref="SpokenDays"/> says them.</param>
    /// <param name="minutes">The times in minutes after midnight; falling back once means past midnight.</param>
    public static string With(string days, IReadOnlyList<int> minutes)
    {
        var rhythm = minutes.Count > Few ? Rhythm(minutes) : null;
        if (rhythm is null && minutes.Count <= Several) return $"{days} at {List(minutes.Select(Clock))}";
        var often = rhythm ?? ByHour(minutes);
        return days == SpokenDays.EveryDay ? often : $"{often}, {days}";
    }

    /// <summary>`04:00`.</summary>
    public static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    /// <summary>`one`, `one and two`, `one, two and three`.</summary>
    public static string List(IEnumerable<string> words)
    {
        var all = words.ToList();
        return all.Count == 1 ? all[0] : $"{string.Join(", ", all.Take(all.Count - 1))} and {all[^1]}";
    }

    /// <summary>The distance between neighbours when it is the same everywhere; null otherwise, or when there are no neighbours.</summary>
    public static int? Step(IReadOnlyList<int> values, int round = 0)
    {
        if (values.Count < 2) return null;
        var step = Gap(1);
        for (var i = 2; i < values.Count; i++)
        {
            if (Gap(i) != step) return null;
        }

        return step;

        int Gap(int i) => values[i] >= values[i - 1] ? values[i] - values[i - 1] : values[i] - values[i - 1] + round;
    }

    private static string? Rhythm(IReadOnlyList<int> minutes)
    {
        if (Step(minutes, MinutesPerDay) is not { } step) return null;
        var (first, round) = (minutes[0], minutes.Count * step == MinutesPerDay);
        return (round, step, first) switch
        {
            (true, 60, 0) => "every hour on the hour",
            (true, 60, _) => $"every hour at {Past([first])}",
            (true, _, 0) => $"every {Amount(step)}",
            (true, _, _) => $"every {Amount(step)} from {Clock(first)}",
            _ => $"every {Amount(step)} from {Clock(first)} to {Clock(minutes[^1])}",
        };
    }

    // No rhythm runs through the day: the minutes of an hour, and then the hours.
    private static string ByHour(IReadOnlyList<int> times)
    {
        var (minutes, hours) = (times.Select(t => t % 60).Distinct().Order().ToList(), times.Select(t => t / 60).Distinct().Order().ToList());
        if (minutes.Count * hours.Count != times.Count) return $"at {List(times.Select(Clock))}";
        if (minutes is [0]) return $"on the hour at {Hours(hours)}";
        if (minutes.Count > Few && Step(minutes) is { } step)
        {
            var part = minutes[0] == 0 && minutes.Count * step == 60 ? "" : $" from minute {minutes[0]} to minute {minutes[^1]}";
            return $"every {Amount(step)}{part} of {HoursNamed(hours)}";
        }

        return minutes[0] == 0 && Step(minutes) is { } even && minutes.Count * even == 60 ? $"every {Amount(even)} of {HoursNamed(hours)}" : $"at {Past(minutes)} {HoursNamed(hours)}";
    }

    private static string HoursNamed(List<int> hours) => hours.Count == 24 ? "every hour"
        : hours.Count > 2 && Step(hours) == 1 ? $"every hour from {hours[0]} to {hours[^1]}"
        : hours.Count > Few && Step(hours) is { } step ? $"every {EnglishWords.Nth(step)} hour from {hours[0]} to {hours[^1]}"
        : $"the {(hours.Count == 1 ? "hour" : "hours")} {List(hours.Select(h => $"{h}"))}";

    private static string Hours(List<int> hours) => List(hours.Select(hour => Clock(hour * 60)));

    private static string Past(IReadOnlyList<int> minutes) => minutes is [1] ? "1 minute past" : $"{List(minutes.Select(m => $"{m}"))} minutes past";

    private static string Amount(int minutes) => (minutes % 60, minutes / 60) switch
    {
        (0, 1) => "hour",
        (0, var hours) => $"{hours} hours",
        _ => minutes == 1 ? "minute" : $"{minutes} minutes",
    };
}
