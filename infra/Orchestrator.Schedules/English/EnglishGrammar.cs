namespace Orchestrator.Schedules;

/// <summary>
/// Reads App Engine's English-like grammar: an interval, or specific times. Stops at the first mistake, because the words after it were
/// probably meant for another sentence.
/// </summary>
internal sealed class EnglishGrammar
{
    private readonly List<EnglishToken> tokens;
    private readonly List<ScheduleMistake> mistakes = [];
    private readonly List<ScheduleMistake> notes = [];
    private int next;

    private EnglishGrammar(string text, ScheduleDialect dialect) => (tokens, Dialect) = (EnglishToken.Of(text), dialect);

    /// <summary>Whose words are allowed.</summary>
    public ScheduleDialect Dialect { get; }

    /// <summary>The next token; the end stays where it is.</summary>
    public EnglishToken Current => tokens[next];

    public static EnglishReading Read(string text, ScheduleDialect dialect)
    {
        var grammar = new EnglishGrammar(text, dialect);
        var (expression, plain) = grammar.Schedule();
        if (grammar.mistakes.Count == 0 && expression is { NeverFires: true })
        {
            grammar.mistakes.Add(new(ScheduleMistakeKind.NeverFires, $"'{ScheduleText.Shown(text.Trim())}' never fires: no such day exists in the months it names.", "Write a day of the month that exists, like 28, or other months.", grammar.tokens[0].Position));
        }

        var good = grammar.mistakes.Count == 0;
        return new() { Expression = good ? expression : null, Plain = good ? plain : null, Mistakes = grammar.mistakes, Notes = grammar.notes };
    }

    /// <summary>The current token, which is then behind us.</summary>
    public EnglishToken Take() => tokens[next == tokens.Count - 1 ? next : next++];

    /// <summary>Takes the current token if it is this word.</summary>
    public bool Take(string word)
    {
        var found = Current.Is(word);
        if (found) Take();
        return found;
    }

    public void Wrong(EnglishToken at, string message, string remedy) => mistakes.Add(new(ScheduleMistakeKind.BadExpression, message, remedy, at.Position));

    public void Doubt(EnglishToken at, string message, string remedy) => notes.Add(new(ScheduleMistakeKind.Unspecified, message, remedy, at.Position));

    /// <summary>A time of day in minutes after midnight; null after a mistake.</summary>
    /// <param name="example">What to write where none stands, like `09:00`.</param>
    public int? TimeOfDay(string example)
    {
        var token = Take();
        if (token.Kind is EnglishTokenKind.End)
        {
            Wrong(token, "The time of day is missing.", $"Write {example}.");
            return null;
        }

        var colon = token.Text.IndexOf(':', StringComparison.Ordinal);
        var (hour, minute) = colon < 0 ? (null, null) : (TwoDigits(token.Text[..colon]), TwoDigits(token.Text[(colon + 1)..]));
        if (hour is null or > 23 || minute is null or > 59 || token.Text.Length - colon != 3)
        {
            Wrong(token, $"'{ScheduleText.Shown(token.Text)}' is no time of day.", "Write hours and minutes from 00:00 to 23:59, like 09:00.");
            return null;
        }

        if (colon == 1) Doubt(token, $"The platform documents times of day with two digits for the hour; '{token.Text}' is read as 0{token.Text}.", $"Write 0{token.Text}.");
        return (hour * 60) + minute;
    }

    /// <summary>Whether nothing follows; anything else is a mistake.</summary>
    public bool Ended()
    {
        if (Current.Kind == EnglishTokenKind.End) return true;
        if (Current.Kind == EnglishTokenKind.Comma) Wrong(Current, "A schedule has one time of day, and nothing follows it.", "Write one schedule for each time of day.");
        else if (Current.Is("synchronized") || Current.Is("from")) Wrong(Current, $"'{Current.Text}' cannot stand here: from, to and synchronized belong to one interval, and exclude each other.", "Write every 5 minutes from 10:00 to 14:00, or every 5 minutes synchronized.");
        else Wrong(Current, $"'{ScheduleText.Shown(Current.Text)}' stands after the end of the schedule.", "Leave it out; a time zone has a place of its own.");
        return false;
    }

    private (ScheduleExpression? Expression, PlainEveryN? Plain) Schedule()
    {
        var first = Current;
        if (first.Is("every"))
        {
            Take();
            return Current.Kind == EnglishTokenKind.Number ? new EnglishIntervalText(this).Read() : (new EnglishTimesText(this).Every(), null);
        }

        if (first.Kind == EnglishTokenKind.Number) return (new EnglishTimesText(this).Dates(), null);
        if (first.Kind == EnglishTokenKind.Word && (EnglishWords.Ordinal(first.Text) is not null || EnglishWords.LooksOrdinal(first.Text))) return (new EnglishTimesText(this).Ordinals(), null);
        Wrong(first, $"'{ScheduleText.Shown(first.Text)}' does not begin a schedule.", Beginning(first));
        return (null, null);
    }

    private static string Beginning(EnglishToken first)
    {
        if (EnglishWords.Is(first.Text, "last")) return "Write an ordinal from first to fifth, as in fourth monday of month 09:00; there is no word for the last one.";
        if (EnglishWords.Is(first.Text, "day") || EnglishWords.Weekday(first.Text) is not null) return $"Write every before {first.Text}.";
        return Spelling.Nearest(first.Text, ["every", "first", "second", "third", "fourth", "fifth"]) is { } nearest
            ? $"Write {nearest}."
            : "Begin with every, an ordinal or a day of the month, as in every day 09:00, 1st monday of month 09:00 or 1,15 of month 09:00.";
    }

    private static int? TwoDigits(string text) =>
        text.Length is 1 or 2 && text.All(char.IsAsciiDigit) ? text.Aggregate(0, (number, digit) => (number * 10) + (digit - '0')) : null;
}
