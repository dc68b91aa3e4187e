using System.Globalization;

namespace Orchestrator.Schedules;

/// <summary>One field of an expression as it is written, with its position.</summary>
internal sealed record CronWord(string Text, int Position)
{
    public static IReadOnlyList<CronWord> Split(string expression)
    {
        var words = new List<CronWord>();
        for (var i = 0; i < expression.Length;)
        {
            if (char.IsWhiteSpace(expression[i]))
            {
                i++;
                continue;
            }

            var start = i;
            while (i < expression.Length && !char.IsWhiteSpace(expression[i])) i++;
            words.Add(new(expression[start..i], start));
        }

        return words;
    }

    /// <summary>The values of a field as bits; a mistake gives an empty mask.</summary>
    public static ulong Mask(CronField field, CronWord word, List<ScheduleMistake> mistakes)
    {
        ulong mask = 0;
        var position = word.Position;
        foreach (var item in word.Text.Split(','))
        {
            if (Item(field, item) is { } bits) mask |= bits;
            else mistakes.Add(Wrong(field, item, position));
            position += item.Length + 1;
        }

        return mask;
    }

    private static ulong? Item(CronField field, string item)
    {
        var parts = item.Split('/');
        if (parts.Length > 2) return null;
        int step = 1;
        if (parts.Length == 2 && (!Number(parts[1], out step) || step < 1)) return null;
        int first, last;
        if (parts[0] == "*") (first, last) = (field.Min, field.Name == "day of week" ? 6 : field.Max);
        else
        {
            var ends = parts[0].Split('-');
            if (ends.Length > 2 || !Value(field, ends[0], out first)) return null;
            last = first;
            if (ends.Length == 2 && !Value(field, ends[1], out last)) return null;
            // A step needs a range; Cloud Scheduler documents none that wraps around.
            if ((ends.Length == 1 && parts.Length == 2) || last < first) return null;
        }

        ulong mask = 0;
        for (var value = first; value <= last; value += step) mask |= 1UL << value;
        return mask;
    }

    private static bool Value(CronField field, string text, out int value)
    {
        for (var i = 0; i < field.Names.Count; i++)
        {
            if (!string.Equals(field.Names[i], text, StringComparison.OrdinalIgnoreCase)) continue;
            value = field.Min + i;
            return true;
        }

        return Number(text, out value) && value >= field.Min && value <= field.Max;
    }

    private static bool Number(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static ScheduleMistake Wrong(CronField field, string item, int position) => new(
        ScheduleMistakeKind.BadExpression,
        item.Length == 0 ? $"The {field.Name} field has an empty item." : $"'{item}' is not a value of the {field.Name} field.",
        $"Write *, a number from {field.Min} to {field.Max}{(field.Names.Count > 0 ? $" or a name such as {field.Names[0]}" : "")}, a range a-b, or a step a-b/n or */n.",
        position);
}
