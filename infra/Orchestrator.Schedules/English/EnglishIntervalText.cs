using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Reads what follows `every` when that is a number: `5 minutes`, `2 hours from 10:00 to 14:00`, `12 hours synchronized`.</summary>
internal sealed class EnglishIntervalText(EnglishGrammar grammar)
{
    private const int MinutesPerDay = 1440;

    // Data Transfer's documented minimum.
    private const int ShortestTransfer = 5;

    public (ScheduleExpression? Expression, PlainEveryN? Plain) Read()
    {
        var number = grammar.Take();
        if (Number(number) is not { } count || Unit(count) is not { } unit) return default;
        var minutes = count * unit;
        if (grammar.Dialect == ScheduleDialect.DataTransfer && minutes < ShortestTransfer)
        {
            grammar.Wrong(number, $"Every {count} minutes is more often than Data Transfer starts anything.", $"Write every {ShortestTransfer} minutes or more.");
            return default;
        }

        if (grammar.Current.Kind == EnglishTokenKind.End) return (null, new PlainEveryN(Duration.FromMinutes(minutes)));
        if (grammar.Current.Is("synchronized")) return (Synchronized(number, count, minutes), null);
        if (grammar.Take("from")) return (Window(number, minutes), null);
        Mixed();
        return default;
    }

    private int? Number(EnglishToken number)
    {
        var digits = number.Text.TrimStart('0');
        if (digits.Length is > 0 and <= 5) return digits.Aggregate(0, (value, digit) => (value * 10) + (digit - '0'));
        grammar.Wrong(number, $"'{ScheduleText.Shown(number.Text)}' is no length of an interval.", "Write a whole number from 1 to 99999.");
        return null;
    }

    // The minutes of one unit.
    private int? Unit(int count)
    {
        var unit = grammar.Take();
        if (unit.Is("hours")) return 60;
        if (unit.Is("minutes") || unit.Is("mins")) return 1;
        if (unit.Is("hour") || unit.Is("minute") || unit.Is("min"))
        {
            grammar.Doubt(unit, $"The platform documents hours, mins and minutes only; '{unit.Text}' is read as {unit.Text}s.", $"Write {unit.Text}s.");
            return unit.Is("hour") ? 60 : 1;
        }

        if (unit.Kind == EnglishTokenKind.End) grammar.Wrong(unit, "The unit of the interval is missing.", $"Write every {count} hours or every {count} minutes.");
        else grammar.Wrong(unit, $"'{ScheduleText.Shown(unit.Text)}' is no unit of an interval.", UnitInstead(unit, count));
        return null;
    }

    private static string UnitInstead(EnglishToken unit, int count)
    {
        if (unit.Is("day") || unit.Is("days")) return $"Write every {count * 24} hours, or every day 09:00 for a fixed time of day.";
        if (unit.Is("week") || unit.Is("weeks")) return "Write a weekday and a time, like every monday 09:00.";
        if (unit.Is("month") || unit.Is("months") || unit.Kind == EnglishTokenKind.Comma || unit.Is("of")) return $"Write {count} of month 09:00, without every, for that day of each month.";
        if (unit.Is("second") || unit.Is("seconds")) return "Write minutes: nothing is scheduled more often than once a minute.";
        return $"Write {Spelling.Nearest(unit.Text, ["hours", "minutes", "mins"]) ?? "hours, mins or minutes"}.";
    }

    private EnglishInterval? Synchronized(EnglishToken number, int count, int minutes)
    {
        grammar.Take();
        if (minutes <= MinutesPerDay && MinutesPerDay % minutes == 0) return grammar.Ended() ? EnglishInterval.Synchronized(minutes) : null;
        var hours = minutes == count * 60;
        grammar.Wrong(number, $"{count} {(hours ? "hours" : "minutes")} do not divide a day evenly, so they cannot be synchronized.", hours
            ? "Write 1, 2, 3, 4, 6, 8, 12 or 24 hours."
            : $"Write {Divisors(minutes)} minutes, or another number that divides 1440.");
        return null;
    }

    // The lengths next to the one that was written.
    private static string Divisors(int minutes)
    {
        var divisors = Enumerable.Range(1, MinutesPerDay).Where(m => MinutesPerDay % m == 0).ToList();
        var above = divisors.Find(m => m > minutes);
        return above == 0 ? $"{MinutesPerDay}" : $"{divisors.FindLast(m => m < minutes)} or {above}";
    }

    private EnglishInterval? Window(EnglishToken number, int minutes)
    {
        if (grammar.TimeOfDay("from 10:00 to 14:00") is not { } from) return null;
        var word = grammar.Current;
        if (!grammar.Take("to"))
        {
            grammar.Wrong(word, "A window that has a beginning needs an end.", $"Write from {SpokenTimes.Clock(from)} to and the last time of day, like 23:59.");
            return null;
        }

        var end = grammar.Current;
        if (grammar.TimeOfDay("to 23:59") is not { } to || !grammar.Ended()) return null;
        if (minutes > MinutesPerDay)
        {
            grammar.Wrong(number, "An interval of more than 24 hours does not fit into a window of every day.", "Leave the window out, or write the days, like every monday 09:00.");
            return null;
        }

        if (from == to)
        {
            grammar.Wrong(end, $"A window from {SpokenTimes.Clock(from)} to the same time is either empty or a whole day.", $"Write every day {SpokenTimes.Clock(from)}, or a window that ends at another time.");
            return null;
        }

        if (to < from) grammar.Doubt(end, $"What a window past midnight means is not documented; '{SpokenTimes.Clock(to)}' is read as a time of the next day.", "Write two schedules, one up to 23:59 and one from 00:00, to mean one thing only.");
        return new EnglishInterval(minutes, from, to);
    }

    private void Mixed()
    {
        var token = grammar.Current;
        if (token.Is("to")) grammar.Wrong(token, "A window that has an end needs a beginning.", "Write from 00:00 before it.");
        else if (token.Kind == EnglishTokenKind.Time) grammar.Wrong(token, "An interval cannot have a time of day.", $"Write from {ScheduleText.Shown(token.Text)} to 23:59 for a window, or every day {ScheduleText.Shown(token.Text)} without an interval.");
        else if (token.Is("of") || token.Is("on") || token.Is("day") || EnglishWords.Weekday(token.Text) is not null) grammar.Wrong(token, "An interval cannot be limited to days or months.", "Write unix-cron, like */5 * * * 1-5, or specific times, like every monday 09:00.");
        else grammar.Wrong(token, $"'{ScheduleText.Shown(token.Text)}' cannot follow an interval.", "Write from 10:00 to 14:00, or synchronized, or nothing after the unit.");
    }
}
