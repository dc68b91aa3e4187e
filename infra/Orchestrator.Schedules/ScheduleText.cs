using System.Globalization;
using System.Text;

namespace Orchestrator.Schedules;

/// <summary>What holds for the text of every schedule before a grammar is asked: its length and its characters. And how a message shows a text.</summary>
internal static class ScheduleText
{
    /// <summary>Every minute, hour, day, month and weekday written out take fewer than 400 characters; what is longer than this is no schedule.</summary>
    public const int Longest = 500;

    private const int LongestShown = 60;

    /// <summary>The first thing wrong with the text as a text; null when a grammar may read it.</summary>
    public static ScheduleMistake? Refuse(string text)
    {
        if (text.Length > Longest)
        {
            return Wrong($"The schedule has {text.Length} characters; the longest that means anything has {Longest}.", "Write it shorter, with ranges and steps.", Longest);
        }

        var i = 0;
        while (text.AsSpan(i).IndexOfAnyExceptInRange(' ', '~') is >= 0 and var foreign)
        {
            i += foreign;
            if (text[i] != '\t') return Foreign(text, i);
            i++;
        }

        return null;
    }

    /// <summary>A piece of input as a message may show it: cut to sixty characters, with everything invisible written as \uXXXX.</summary>
    public static string Shown(string text)
    {
        if (text.Length <= LongestShown && text.All(IsPlain)) return text;
        var shown = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var pair = i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]);
            var next = IsVisible(text, i) ? text.Substring(i, pair ? 2 : 1) : string.Create(null, $"\\u{(int)text[i]:X4}");
            if (shown.Length + next.Length > LongestShown) return shown.Append('…').ToString();
            shown.Append(next);
            if (pair && next.Length == 2) i++;
        }

        return shown.ToString();
    }

    private static bool IsPlain(char character) => character is >= ' ' and <= '~';

    private static bool IsVisible(string text, int index) => IsPlain(text[index]) || CharUnicodeInfo.GetUnicodeCategory(text, index) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    private static ScheduleMistake Foreign(string text, int index)
    {
        var one = text.Substring(index, index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]) ? 2 : 1);
        var remedy = CharUnicodeInfo.GetUnicodeCategory(text, index) switch
        {
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber => "Write the digits 0 to 9.",
            UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => "Write an ordinary space.",
            UnicodeCategory.DashPunctuation => "Write the hyphen -.",
            UnicodeCategory.Control when char.IsWhiteSpace(text[index]) => "Write the schedule on one line.",
            _ => "Leave it out.",
        };
        return Wrong($"The character '{Shown(one)}' has no meaning in a schedule.", remedy, index);
    }

    private static ScheduleMistake Wrong(string message, string remedy, int position) => new(ScheduleMistakeKind.BadExpression, message, remedy, position);
}
