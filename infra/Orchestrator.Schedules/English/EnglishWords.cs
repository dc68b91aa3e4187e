namespace Orchestrator.Schedules;

/// <summary>The words of the English-like grammar, in any letter case.</summary>
internal static class EnglishWords
{
    /// <summary>Sunday first.</summary>
    public static readonly IReadOnlyList<string> Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    /// <summary>January first.</summary>
    public static readonly IReadOnlyList<string> Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly System.Buffers.SearchValues<char> LettersAndColon = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz:");
    private static readonly string[] Every = ["every"];
    private static readonly string[] Ordinals = ["first", "second", "third", "fourth", "fifth"];
    private static readonly string[] Suffixes = ["th", "st", "nd", "rd", "th", "th"];

    /// <summary>0 for sun and sunday, 6 for saturday.</summary>
    public static int? Weekday(string word) => NameOrFirstThree(word, Weekdays);

    /// <summary>1 for jan and january, 12 for december.</summary>
    public static int? Month(string word) => NameOrFirstThree(word, Months) + 1;

    /// <summary>1 to 5 for first and 1st to fifth and 5th.</summary>
    public static int? Ordinal(string word)
    {
        for (var n = 1; n <= Ordinals.Length; n++)
        {
            if (Is(word, Ordinals[n - 1]) || Is(word, Nth(n))) return n;
        }

        return null;
    }

    /// <summary>Whether the word is digits and then st, nd, rd or th, right or wrong.</summary>
    public static bool LooksOrdinal(string word) =>
        word.Length > 2 && char.IsAsciiDigit(word[0]) && word[..^2].All(char.IsAsciiDigit) && Suffixes.Contains(word[^2..], StringComparer.OrdinalIgnoreCase);

    /// <summary>`1st`, `2nd`, `11th`, `22nd`.</summary>
    public static string Nth(int number) => $"{number}{(number % 100 is >= 11 and <= 13 ? "th" : Suffixes[Math.Min(number % 10, 4)])}";

    /// <summary>Whether a word is the given one, in any letter case.</summary>
    public static bool Is(string word, string known) => word.Equals(known, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a text, were it right, would be English-like: it begins with a word that unix-cron has not, or has one or a time of day anywhere
    /// and no asterisk, which only unix-cron has.
    /// </summary>
    public static bool Recognise(string text)
    {
        if (text.Length > ScheduleText.Longest || !text.AsSpan().ContainsAny(LettersAndColon)) return false;
        var words = text.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) return false;
        if (Is(words[0], "every") || Ordinal(words[0]) is not null || LooksOrdinal(words[0])) return true;
        return !text.Contains('*', StringComparison.Ordinal) && (Weekday(words[0]) is not null || IsNearlyEvery(words[0]) || words.Any(word => word.Contains(':', StringComparison.Ordinal) || IsOwn(word)));
    }

    private static bool IsNearlyEvery(string word) => char.IsAsciiLetter(word[0]) && Spelling.Nearest(word, Every) is not null;

    private static bool IsOwn(string word) =>
        Is(word, "every") || Is(word, "of") || Is(word, "synchronized") || Is(word, "day") || Is(word, "hours") || Is(word, "minutes") || Is(word, "mins");

    private static int? NameOrFirstThree(string word, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (Is(word, names[i]) || Is(word, names[i][..3])) return i;
        }

        return null;
    }
}
