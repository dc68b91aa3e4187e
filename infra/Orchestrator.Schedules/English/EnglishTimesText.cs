namespace Orchestrator.Schedules;

/// <summary>Reads specific times: `every day 00:00`, `2nd,third mon,wed of march 17:00`, `1,15 of month 09:00`.</summary>
internal sealed class EnglishTimesText(EnglishGrammar grammar)
{
    /// <summary>What follows `every`.</summary>
    public EnglishTimes? Every()
    {
        var first = grammar.Current;
        if (first.Is("hours") || first.Is("hour") || first.Is("minutes") || first.Is("minute") || first.Is("mins") || first.Is("min"))
        {
            grammar.Wrong(first, "An interval needs a number.", $"Write every 1 {(char.ToLowerInvariant(first.Text[0]) == 'h' ? "hours" : "minutes")}.");
            return null;
        }

        if (EnglishWords.LooksOrdinal(first.Text) || (first.Kind == EnglishTokenKind.Word && EnglishWords.Ordinal(first.Text) is not null))
        {
            grammar.Wrong(first, "An ordinal stands in place of every, not after it.", $"Leave out every, as in {first.Text} monday of month 09:00.");
            return null;
        }

        if (grammar.Take("day")) return Finish(0, EnglishTimes.AllWeekdays, EnglishTimes.AllOrdinals);
        return Weekdays() is { } weekdays ? Finish(0, weekdays, EnglishTimes.AllOrdinals) : null;
    }

    /// <summary>An ordinal list, weekdays and months.</summary>
    public EnglishTimes? Ordinals()
    {
        var first = grammar.Current;
        if (List(Ordinal) is not { } ordinals) return null;
        var token = grammar.Current;
        if (token.Is("day") || token.Is("of"))
        {
            var dates = string.Join(',', Bits(ordinals));
            grammar.Wrong(token, $"An ordinal like '{first.Text}' counts weekdays, and none follows.", $"Write {dates} of month 09:00 for the date, or {first.Text} monday of month 09:00 for the weekday.");
            return null;
        }

        return Weekdays() is { } weekdays ? Finish(0, weekdays, ordinals) : null;
    }

    /// <summary>A list of days of the month.</summary>
    public EnglishTimes? Dates()
    {
        var first = grammar.Current;
        if (List(Date) is not { } dates) return null;
        var token = grammar.Current;
        if (token.Is("of")) return Finish(dates, 0, 0);
        if (token.Is("hours") || token.Is("minutes") || token.Is("mins")) grammar.Wrong(first, "An interval begins with every.", $"Write every {first.Text} {token.Text}.");
        else if (token.Kind == EnglishTokenKind.Word && EnglishWords.Weekday(token.Text) is not null && Bits(dates)[0] is <= 5 and var nth) grammar.Wrong(first, "A number is a day of the month; which weekday of the month is said with an ordinal.", $"Write {EnglishWords.Nth(nth)} {token.Text} of month 09:00.");
        else grammar.Wrong(token, "Days of the month need the months they belong to.", $"Write of month after them, as in {Bits(dates)[0]} of month 09:00.");
        return null;
    }

    // The months, the time of day, and nothing else.
    private EnglishTimes? Finish(int dates, int weekdays, int ordinals)
    {
        var months = EnglishTimes.AllMonths;
        if (grammar.Take("of"))
        {
            if (Months() is not { } named) return null;
            months = named;
        }

        if (grammar.Current.Is("from") || grammar.Current.Is("synchronized"))
        {
            grammar.Wrong(grammar.Current, "Days and a window cannot stand in one schedule.", "Write one time of day, like every monday 09:00, or an interval without days, like every 5 minutes from 10:00 to 14:00.");
            return null;
        }

        var token = grammar.Current;
        if (token.Is("at"))
        {
            grammar.Wrong(token, "'at' is not in the grammar.", "Write the time of day alone, like 09:00.");
            return null;
        }

        return grammar.TimeOfDay("it at the end, like 09:00") is { } minute && grammar.Ended() ? EnglishTimes.Of(dates, weekdays, ordinals, months, minute) : null;
    }

    private int? Months()
    {
        var token = grammar.Current;
        if (token.Is("month") || token.Is("quarter")) return AllOfThem();
        if (token.Kind != EnglishTokenKind.Word || EnglishWords.Ordinal(token.Text) is not { } nth || nth > 3) return List(Month);
        grammar.Wrong(token, "Months have names here, not numbers.", $"Name the months, like {string.Join(',', Enumerable.Range(0, 4).Select(q => EnglishWords.Months[(q * 3) + nth - 1][..3]))} for one of each quarter.");
        return null;
    }

    // `month` or `quarter`, which stand alone.
    private int? AllOfThem()
    {
        var token = grammar.Take();
        var quarter = token.Is("quarter");
        if (quarter && grammar.Dialect == ScheduleDialect.CloudScheduler)
        {
            grammar.Wrong(token, "'quarter' belongs to Data Transfer, not to Cloud Scheduler.", "Name the months: jan,apr,jul,oct.");
            return null;
        }

        if (grammar.Current.Kind != EnglishTokenKind.Comma) return quarter ? EnglishTimes.FirstOfQuarters : EnglishTimes.AllMonths;
        grammar.Wrong(grammar.Current, $"Nothing can be added to '{token.Text}'.", $"Write {token.Text} alone, or months alone, like jan,jul.");
        return null;
    }

    private int? Weekdays() => List(Weekday);

    private int? List(Func<EnglishToken, int?> read)
    {
        var mask = 0;
        do
        {
            if (read(grammar.Take()) is not { } value) return null;
            mask |= 1 << value;
        }
        while (TakeComma());
        return mask;
    }

    private bool TakeComma()
    {
        if (grammar.Current.Kind != EnglishTokenKind.Comma) return false;
        grammar.Take();
        return true;
    }

    private int? Ordinal(EnglishToken token)
    {
        if (token.Kind == EnglishTokenKind.Word && EnglishWords.Ordinal(token.Text) is { } ordinal) return ordinal;
        if (EnglishWords.LooksOrdinal(token.Text) && token.Text.Length == 3 && token.Text[0] is >= '1' and <= '5') return Unknown(token, "ordinal", $"Write {EnglishWords.Nth(token.Text[0] - '0')}.");
        if (EnglishWords.LooksOrdinal(token.Text)) return Unknown(token, "ordinal of a weekday", "Write 1st to 5th: no month has more of any weekday.");
        return Unknown(token, "ordinal", token.Kind == EnglishTokenKind.Number ? "Write ordinals only, like 1st,3rd, or days of the month only, like 1,15 of month." : "Write 1st to 5th, or first to fifth.");
    }

    private int? Date(EnglishToken token)
    {
        var digits = token.Text.TrimStart('0');
        if (token.Kind == EnglishTokenKind.Number && digits.Length is 1 or 2 && int.TryParse(digits, out var day) && day <= 31) return day;
        return Unknown(token, "day of the month", token.Kind == EnglishTokenKind.Word && EnglishWords.LooksOrdinal(token.Text) ? "Write days of the month only, like 1,15 of month, or ordinals only, like 1st,3rd." : "Write a number from 1 to 31.");
    }

    private int? Weekday(EnglishToken token)
    {
        if (token.Kind == EnglishTokenKind.Word && EnglishWords.Weekday(token.Text) is { } weekday) return weekday;
        if (token.Is("weekday") || token.Is("weekdays")) return Unknown(token, "day of the week", "Write mon,tue,wed,thu,fri.");
        if (token.Is("weekend") || token.Is("weekends")) return Unknown(token, "day of the week", "Write sat,sun.");
        return Unknown(token, "day of the week", $"Write {Nearest(token, EnglishWords.Weekdays) ?? "a weekday from monday to sunday, or day after every"}.");
    }

    private int? Month(EnglishToken token)
    {
        if (token.Kind == EnglishTokenKind.Word && EnglishWords.Month(token.Text) is { } month) return month;
        if (token.Is("month") || token.Is("quarter")) return Unknown(token, "month", $"Write {token.Text} alone, or months alone, like jan,jul.");
        return Unknown(token, "month", $"Write {Nearest(token, EnglishWords.Months) ?? "month, or months from january to december"}.");
    }

    private static string? Nearest(EnglishToken token, IReadOnlyList<string> names) =>
        token.Kind == EnglishTokenKind.Word ? Spelling.Nearest(token.Text, [.. names, .. names.Select(name => name[..3])]) : null;

    private int? Unknown(EnglishToken token, string what, string remedy)
    {
        grammar.Wrong(token, token.Kind == EnglishTokenKind.End ? $"The {what} is missing." : $"'{ScheduleText.Shown(token.Text)}' is no {what}.", remedy);
        return null;
    }

    private static List<int> Bits(int mask) => [.. Enumerable.Range(0, 32).Where(bit => (mask >> bit & 1) != 0)];
}
