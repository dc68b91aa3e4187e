namespace Orchestrator.Schedules;

/// <summary>Reads one field: a comma list of `*`, numbers, names and ranges, each range with an optional step.</summary>
internal sealed class CronFieldText(CronGrammar grammar, CronField field, string text, int start)
{
    private bool failed;

    public CronFieldSet Read()
    {
        // What most fields say.
        if (text == "*") return new CronFieldSet(field, field.FullMask, field.IsDay);
        if (Number(text) is { } only && only >= field.First && only <= field.Last) return new CronFieldSet(field, 1UL << only, Starred: false);

        var mask = 0UL;
        var position = start;
        var terms = text.Split(',');
        var starred = false;
        foreach (var term in terms)
        {
            if (!failed) mask |= Term(term, position);
            starred |= term == "*" || (terms.Length == 1 && term.StartsWith('*'));
            position += term.Length + 1;
        }

        return new CronFieldSet(field, mask, starred && field.IsDay);
    }

    private ulong Term(string term, int at)
    {
        if (term.Length == 0) return Wrong(at, $"A value is missing in the {field.Name} field.", "Write a value on both sides of each comma.");
        if (Foreign(term) is { } letter) return WrongForeign(term, letter, at);

        var slash = term.IndexOf('/', StringComparison.Ordinal);
        var range = slash < 0 ? term : term[..slash];
        var step = slash < 0 ? 1 : Step(term[(slash + 1)..], at + slash + 1);
        if (failed) return 0;
        if (range == "*")
        {
            if (slash >= 0 && step > field.Last - field.First) grammar.Doubt(at + slash + 1, $"A step of {step} leaves one value of the {field.Name} field, {field.First}: it does not reach into the next one.", $"Write {field.First}.");
            return field.Steps(field.First, field.Last, step);
        }

        var dash = range.IndexOf('-', StringComparison.Ordinal);
        var from = Value(dash < 0 ? range : range[..dash], at);
        var until = dash < 0 || failed ? from : Value(range[(dash + 1)..], at + dash + 1);
        if (failed) return 0;
        if (dash < 0 && slash >= 0) return WrongStep(term, range, from, step, at);
        return from > until ? WrongOrder(range, from, until, at) : field.Steps(from, until, step);
    }

    private int Step(string digits, int at)
    {
        if (Number(digits) is { } step and >= 1 and <= 999) return step;
        Wrong(at, digits.Length == 0 ? "A step is missing after the slash." : $"'{ScheduleText.Shown(digits)}' is not a step.", "Write a whole number from 1 after the slash, like */15.");
        return 1;
    }

    private int Value(string word, int at)
    {
        if (Number(word) is { } number)
        {
            if (number >= field.First && number <= field.Highest) return number;
            Wrong(at, $"{word} is outside the {field.Name} field.", $"Write a number from {field.First} to {field.Highest}.");
            return field.First;
        }

        if (field.Named(word) is { } named)
        {
            if (!word.Equals(word.ToUpperInvariant(), StringComparison.Ordinal))
            {
                grammar.Doubt(at, $"The platform documents names in capitals only; '{word}' is read as {word.ToUpperInvariant()}.", $"Write {word.ToUpperInvariant()}.");
            }

            return named;
        }

        Wrong(at, word.Length == 0 ? $"A value is missing in the {field.Name} field." : $"'{ScheduleText.Shown(word)}' is not a value of the {field.Name} field.", ValueInstead(word));
        return field.First;
    }

    // A name that is written out, or else what the field has.
    private string ValueInstead(string word)
    {
        if (field == CronField.Month && EnglishWords.Month(word) is { } month) return $"Write {field.ValueNames[month - 1]}.";
        if (field == CronField.DayOfWeek && EnglishWords.Weekday(word) is { } weekday) return $"Write {field.ValueNames[weekday]}.";
        var names = field.ValueNames.Count == 0 ? "" : $" or a name from {field.ValueNames[0]} to {field.ValueNames[^1]}";
        return $"Write a number from {field.First} to {field.Highest}{names}.";
    }

    private static int? Number(string word)
    {
        if (word.Length is 0 or > 4) return null;
        var number = 0;
        foreach (var digit in word)
        {
            if (!char.IsAsciiDigit(digit)) return null;
            number = (number * 10) + (digit - '0');
        }

        return number;
    }

    private ulong WrongStep(string term, string range, int from, int step, int at) => Wrong(
        at,
        $"'{term}' in the {field.Name} field puts a step on a single value.",
        from + step > field.Last ? $"Write {range} alone." : $"Write a range, like {range}-{field.Last}/{step}.");

    private ulong WrongOrder(string range, int from, int until, int at)
    {
        var values = Enumerable.Range(from, field.Last - from + 1).Concat(Enumerable.Range(field.First, until - field.First + 1));
        return Wrong(at, $"The range '{range}' in the {field.Name} field runs backwards.", $"Write the values out: {string.Join(',', values)}.");
    }

    // The first character that other dialects of cron know and this one does not. JUL and WED have an L and a W of their own; FRIL has not.
    private int? Foreign(string term)
    {
        var sign = term.AsSpan().IndexOfAny('?', '#');
        if (sign >= 0) return sign;
        for (var i = 0; i < term.Length; i++)
        {
            if (!char.IsAsciiLetter(term[i])) continue;
            var begin = i;
            while (i < term.Length && char.IsAsciiLetter(term[i])) i++;
            var word = term[begin..i].ToUpperInvariant();
            if (word is "L" or "W" or "LW") return begin;
            if (field.Named(word) is null && word[^1] == 'L' && field.Named(word[..^1]) is not null) return i - 1;
        }

        return null;
    }

    private ulong WrongForeign(string term, int index, int at)
    {
        var (what, remedy) = char.ToUpperInvariant(term[index]) switch
        {
            '?' => ("'?' (no specific value)", "Write * instead."),
            '#' => ("'#' (the nth weekday of the month)", $"Write it English-like: {Nth(term, index)} of month {grammar.TimeOfDay}."),
            'W' => ("'W' (the nearest weekday)", "Write the days of the week, like 1-5, or let the target decide."),
            'L' when field == CronField.DayOfWeek => ("'L' (the last one of a weekday)", $"Write it English-like, where no word stands for the last one but one for the fourth: 4th {Weekday(term[..index])} of month {grammar.TimeOfDay}."),
            _ => ("'L' (the last day)", "Write 28-31 and let the target act on the last day only, or the first day of the next month."),
        };
        return Wrong(at + index, $"{what} in '{ScheduleText.Shown(term)}' is not supported by Cloud Scheduler.", remedy);
    }

    // MON#2 and 1#2 as the English-like grammar says them; an example where neither day nor number can be read.
    private static string Nth(string term, int sign)
    {
        var nth = Number(term[(sign + 1)..]) is { } number and >= 1 and <= 5 ? number : 1;
        return $"{EnglishWords.Nth(nth)} {Weekday(term[..sign])}";
    }

    private static string Weekday(string word)
    {
        var day = CronField.DayOfWeek.Named(word) ?? Number(word) ?? 1;
        return EnglishWords.Weekdays[day is >= 0 and <= 7 ? day % 7 : 1];
    }

    private ulong Wrong(int at, string message, string remedy)
    {
        failed = true;
        grammar.Wrong(at, message, remedy);
        return 0;
    }
}
