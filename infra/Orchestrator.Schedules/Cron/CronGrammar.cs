namespace Orchestrator.Schedules;

/// <summary>Reads the five fields and says, with positions, what is not in Cloud Scheduler's grammar.</summary>
internal sealed class CronGrammar
{
    private static readonly Dictionary<string, string> Macros = new(StringComparer.OrdinalIgnoreCase)
    {
        ["@yearly"] = "0 0 1 1 *",
        ["@annually"] = "0 0 1 1 *",
        ["@monthly"] = "0 0 1 * *",
        ["@weekly"] = "0 0 * * 0",
        ["@daily"] = "0 0 * * *",
        ["@midnight"] = "0 0 * * *",
        ["@hourly"] = "0 * * * *",
    };

    private readonly List<ScheduleMistake> mistakes = [];
    private readonly List<ScheduleMistake> notes = [];

    public static CronReading Read(string text)
    {
        var grammar = new CronGrammar();
        var expression = grammar.Expression(text);
        return new CronReading { Expression = grammar.mistakes.Count == 0 ? expression : null, Mistakes = grammar.mistakes, Notes = grammar.notes };
    }

    public void Wrong(int position, string message, string remedy) => Add(mistakes, ScheduleMistakeKind.BadExpression, position, message, remedy);

    public void Doubt(int position, string message, string remedy) => Add(notes, ScheduleMistakeKind.Unspecified, position, message, remedy);

    private static void Add(List<ScheduleMistake> to, ScheduleMistakeKind kind, int? position, string message, string remedy) =>
        to.Add(new(kind, message, remedy, position));

    /// <summary>The time of day the first two fields name, or an example where they name several.</summary>
    public string TimeOfDay { get; private set; } = "09:00";

    private CronExpression? Expression(string text)
    {
        if (ScheduleText.Refuse(text) is { } refused)
        {
            mistakes.Add(refused);
            return null;
        }

        var words = Words(text);
        if (words.Count == 0)
        {
            Wrong(0, "The schedule is empty.", "Write five fields: minute hour day-of-month month day-of-week, like 0 4 * * *.");
            return null;
        }

        if (words[0].Text.StartsWith('@'))
        {
            Wrong(words[0].Position, $"'{ScheduleText.Shown(words[0].Text)}' is a macro, which Cloud Scheduler does not have.", MacroInstead(words[0].Text));
            return null;
        }

        if (EnglishWords.Recognise(text))
        {
            WrongGrammar(text, words[0].Position);
            return null;
        }

        if (words.Count == 5) return Fields(words);
        WrongCount(text, words);
        return null;
    }

    private static string MacroInstead(string macro)
    {
        if (Macros.TryGetValue(macro, out var fields)) return $"Write {fields}.";
        return EnglishWords.Is(macro, "@every") ? "Write an interval, like every 5 minutes." : "Write five fields that name a time, like 0 4 * * *.";
    }

    private void WrongGrammar(string text, int position)
    {
        var cron = EnglishGrammar.Read(text, ScheduleDialect.CloudScheduler).Expression switch
        {
            EnglishTimes times => times.ToUnixCron(),
            EnglishInterval interval => interval.ToUnixCron(),
            _ => null,
        };
        Wrong(position, $"'{ScheduleText.Shown(text.Trim())}' is English-like, not unix-cron.", $"Write {cron ?? "five fields that name a time, like 0 4 * * *"}.");
    }

    private void WrongCount(string text, List<(string Text, int Position)> words)
    {
        var hasYear = words.Count is 6 or 7 && words[^1].Text is { Length: 4 } year && year.All(char.IsAsciiDigit);
        if (words.Count is 6 or 7)
        {
            var five = words.Skip(hasYear && words.Count == 6 ? 0 : 1).Take(5).ToList();
            var at = hasYear && words.Count == 6 ? words[^1].Position : words[0].Position;
            var shorter = ScheduleText.Shown(string.Join(' ', five.Select(word => word.Text)));
            Wrong(at, $"The schedule has {words.Count} fields; Cloud Scheduler knows no seconds and no year.", $"Write five fields, {shorter} if the {(hasYear && words.Count == 6 ? "last is a year" : "first counts seconds")}.");
            return;
        }

        var position = words.Count < 5 ? text.TrimEnd().Length : words[5].Position;
        Wrong(position, $"The schedule has {words.Count} field{(words.Count == 1 ? "" : "s")} instead of five.", "Write minute hour day-of-month month day-of-week, like 0 4 * * *.");
    }

    private CronExpression? Fields(List<(string Text, int Position)> words)
    {
        var sets = new CronFieldSet[5];
        if (int.TryParse(words[0].Text, out var minute) && int.TryParse(words[1].Text, out var hour) && minute is >= 0 and <= 59 && hour is >= 0 and <= 23) TimeOfDay = $"{hour:00}:{minute:00}";
        for (var i = 0; i < 5; i++) sets[i] = new CronFieldText(this, CronField.All[i], words[i].Text, words[i].Position).Read();
        if (mistakes.Count > 0) return null;

        var expression = new CronExpression(sets[0], sets[1], sets[2], sets[3], sets[4]);
        if (expression.NeverFires)
        {
            Add(mistakes, ScheduleMistakeKind.NeverFires, words[2].Position, $"'{ScheduleText.Shown(string.Join(' ', words.Select(word => word.Text)))}' never fires: no such day exists in the months it names.", "Write a day of the month that exists, like 28, or other months.");
        }

        DoubtDays(sets[2], sets[4], words);
        return expression;
    }

    private void DoubtDays(CronFieldSet days, CronFieldSet weekdays, List<(string Text, int Position)> words)
    {
        var bothNarrow = !days.IsFull && !weekdays.IsFull;
        if (!bothNarrow || (!days.Starred && !weekdays.Starred)) return;
        var at = days.Starred ? words[2] : words[4];
        Doubt(at.Position, $"Whether '{ScheduleText.Shown(at.Text)}' beside another day field means both or either is not documented; it is read as both.", "Write the days out to mean one thing only.");
    }

    private static List<(string Text, int Position)> Words(string text)
    {
        var words = new List<(string Text, int Position)>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && text[i] is not (' ' or '\t')) i++;
            if (i > start) words.Add((text[start..i], start));
            else i++;
        }

        return words;
    }
}
