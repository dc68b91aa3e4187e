using System.Text.RegularExpressions;

namespace Orchestrator.Schedules;

/// <summary>Recognises App Engine's English-like schedules, which are not supported yet, and knows the unix-cron form of the simple ones.</summary>
internal static partial class EnglishLike
{
    public static ScheduleMistake? Recognise(string text)
    {
        var words = text.Trim();
        if (!Looks().IsMatch(words)) return null;
        var cron = Translate(words);
        return new(
            ScheduleMistakeKind.BadExpression,
            $"'{words}' is an English-like schedule, which is not supported yet.",
            cron is null ? "Write it in unix-cron where that can be said, like 0 4 * * *." : $"Write {cron}.",
            0);
    }

    private static string? Translate(string words)
    {
        var interval = Interval().Match(words);
        if (interval.Success && int.TryParse(interval.Groups["n"].Value, out var n)) return Every(n, interval.Groups["unit"].Value.ToUpperInvariant().StartsWith('H'));

        var day = Day().Match(words);
        if (!day.Success) return null;
        var (hour, minute) = (int.Parse(day.Groups["h"].Value), int.Parse(day.Groups["m"].Value));
        if (hour > 23 || minute > 59) return null;
        var name = day.Groups["day"].Value.ToUpperInvariant();
        if (name == "DAY") return $"{minute} {hour} * * *";
        return CronField.DayOfWeek.Named(name[..3]) is { } weekday ? $"{minute} {hour} * * {weekday}" : null;
    }

    // Only periods that divide the next larger unit keep their rhythm in unix-cron.
    private static string? Every(int n, bool hours) => (n, hours) switch
    {
        (1, false) => "* * * * * (a plain interval counts from the end of the previous run; this one keeps to the clock)",
        ( > 1 and <= 30, false) when 60 % n == 0 => $"*/{n} * * * * (a plain interval counts from the end of the previous run; this one keeps to the clock)",
        (1, true) or (60, false) => "0 * * * * (a plain interval counts from the end of the previous run; this one keeps to the clock)",
        (24, true) => "0 0 * * * (a plain interval counts from the end of the previous run; this one keeps to the clock)",
        ( > 1 and <= 12, true) when 24 % n == 0 => $"0 */{n} * * * (a plain interval counts from the end of the previous run; this one keeps to the clock)",
        _ => null,
    };

    [GeneratedRegex(@"^(every\b|(first|second|third|fourth|fifth|\d+(st|nd|rd|th)?)(,\w+)*\s+(of|sun|mon|tue|wed|thu|fri|sat|day))", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Looks();

    [GeneratedRegex(@"^every\s+(?<n>\d{1,4})\s+(?<unit>hours?|mins?|minutes?)(\s+synchronized)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Interval();

    [GeneratedRegex(@"^every\s+(?<day>day|(sun|mon|tue|wed|thu|fri|sat)[a-z]*)\s+(?<h>\d\d?):(?<m>\d\d)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Day();
}
