namespace Orchestrator.Schedules;

/// <summary>
/// A unix-cron expression as Cloud Scheduler documents it: minute, hour, day of month, month, day of week. When both day fields are restricted a
/// day matches if either does; the rule is off when one of them is <c>*</c> (a step <c>*/n</c> restricts: the documentation calls only the bare
/// asterisk unrestricted).
/// </summary>
public sealed record CronExpression
{
    private readonly ulong[] masks;
    private readonly string text;
    private readonly bool eitherDay;

    private CronExpression(ulong[] masks, string text)
    {
        this.masks = masks;
        this.text = text;
        var fields = text.Split(' ');
        eitherDay = fields[2] != "*" && fields[4] != "*";
    }

    /// <summary>Minutes, bit 0 to 59.</summary>
    public ulong Minutes => masks[0];

    /// <summary>Hours, bit 0 to 23.</summary>
    public ulong Hours => masks[1];

    /// <summary>Whether a date matches.</summary>
    public bool Matches(NodaTime.LocalDate date)
    {
        if ((masks[3] >> date.Month & 1) == 0) return false;
        var dayOfMonth = (masks[2] >> date.Day & 1) != 0;
        var dayOfWeek = (masks[4] >> ((int)date.DayOfWeek % 7) & 1) != 0;
        return eitherDay ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek;
    }

    /// <summary>The expression with single spaces, upper-case names and nothing else changed; parsing it again gives an equal expression.</summary>
    public override string ToString() => text;

    /// <inheritdoc/>
    public bool Equals(CronExpression? other) => other is not null && masks.SequenceEqual(other.masks) && text == other.text;

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Reads an expression, or adds what is wrong with it to the mistakes.</summary>
    internal static CronExpression? Parse(string text, List<ScheduleMistake> mistakes)
    {
        var before = mistakes.Count;
        if (CronRefusals.Find(text) is { } refusal)
        {
            mistakes.Add(refusal);
            return null;
        }

        var words = CronWord.Split(text);
        if (words.Count != 5)
        {
            mistakes.Add(new(ScheduleMistakeKind.BadExpression, $"'{text}' has {words.Count} fields, not five.", "Write minute, hour, day of month, month and day of week, for example '0 4 * * *'.", null));
            return null;
        }

        var bits = words.Select((word, i) => CronWord.Mask(CronField.All[i], word, mistakes)).ToArray();
        if (mistakes.Count > before) return null;
        if ((bits[4] >> 7 & 1) != 0) bits[4] = (bits[4] | 1) & 0x7F; // 7 is Sunday too
        var cron = new CronExpression(bits, string.Join(' ', words.Select(w => w.Text.ToUpperInvariant())));
        if (cron.CanFire()) return cron;
        mistakes.Add(new(ScheduleMistakeKind.NeverFires, $"'{text}' never fires: no month in it has such a day.", "Choose a day that the month has.", words[2].Position));
        return null;
    }

    // Days repeat every 400 years; a leap year and a common year hold every month with every length it has.
    private bool CanFire() => Enumerable.Range(0, 366 * 8).Any(day => Matches(new NodaTime.LocalDate(2024, 1, 1).PlusDays(day)));
}
