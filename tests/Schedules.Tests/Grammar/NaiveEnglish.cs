using NodaTime;

namespace Schedules.Tests.Grammar;

/// <summary>Judges minutes by the words of a good English-like text, without our parser: splits at spaces and looks words up.</summary>
internal sealed class NaiveEnglish
{
    private readonly List<string> words;

    public NaiveEnglish(string text)
    {
        words = [.. text.ToUpperInvariant().Replace('\t', ' ').Replace(" ,", ",", StringComparison.Ordinal).Replace(", ", ",", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        for (var i = words.Count - 1; i > 0; i--)
        {
            if (!words[i].StartsWith(',') && !words[i - 1].EndsWith(',')) continue;
            words[i - 1] += words[i];
            words.RemoveAt(i);
        }
    }

    public bool Fires(LocalDateTime at) => words[0] == "EVERY" && char.IsAsciiDigit(words[1][0]) ? Interval(at) : Days(at);

    private bool Interval(LocalDateTime at)
    {
        var step = int.Parse(words[1]) * (words[2] == "HOURS" ? 60 : 1);
        var (from, to) = words[3] == "SYNCHRONIZED" ? (0, 1439) : (Minute(words[4]), Minute(words[6]));
        var now = (at.Hour * 60) + at.Minute;
        var since = now >= from ? now - from : now - from + 1440;
        var length = to >= from ? to - from : to - from + 1440;
        return since <= length && since % step == 0;
    }

    private bool Days(LocalDateTime at)
    {
        if (Minute(words[^1]) != (at.Hour * 60) + at.Minute) return false;
        var of = words.IndexOf("OF");
        if (of > 0 && words[of + 1] != "MONTH" && !words[of + 1].Split(',').Any(month => month.StartsWith(at.ToString("MMM", null), StringComparison.OrdinalIgnoreCase))) return false;
        if (of == 1) return words[0].Split(',').Any(day => int.Parse(day) == at.Day);
        if (words[1] != "DAY" && !words[1].Split(',').Any(day => day.StartsWith($"{at.DayOfWeek}"[..3], StringComparison.OrdinalIgnoreCase))) return false;
        var nth = ((at.Day - 1) / 7) + 1;
        string[] ordinals = ["", "FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH"];
        return words[0] == "EVERY" || words[0].Split(',').Any(word => word[0] == (char)('0' + nth) || word == ordinals[nth]);
    }

    private static int Minute(string time) => (int.Parse(time[..2]) * 60) + int.Parse(time[3..]);
}
