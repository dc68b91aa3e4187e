namespace Orchestrator.Schedules;

/// <summary>One of the five fields: its name, its values and the names some of them have.</summary>
internal sealed record CronField(string Name, int First, int Last, bool IsDay, IReadOnlyList<string> ValueNames)
{
    public static readonly CronField Minute = new("minute", 0, 59, IsDay: false, []);
    public static readonly CronField Hour = new("hour", 0, 23, IsDay: false, []);
    public static readonly CronField DayOfMonth = new("day of month", 1, 31, IsDay: true, []);
    public static readonly CronField Month = new("month", 1, 12, IsDay: false, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]);
    public static readonly CronField DayOfWeek = new("day of week", 0, 6, IsDay: true, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]);
    public static readonly IReadOnlyList<CronField> All = [Minute, Hour, DayOfMonth, Month, DayOfWeek];

    public int? Named(string word)
    {
        for (var i = 0; i < ValueNames.Count; i++)
        {
            if (ValueNames[i].Equals(word, StringComparison.OrdinalIgnoreCase)) return First + i;
        }

        return null;
    }

    /// <summary>The highest number that may be written: 7 stands for Sunday as well.</summary>
    public int Highest => IsWeekday ? 7 : Last;

    private bool IsWeekday => ReferenceEquals(this, DayOfWeek);

    public ulong FullMask => ((1UL << (Last - First + 1)) - 1) << First;

    public ulong Steps(int from, int until, int step)
    {
        var mask = 0UL;
        for (var value = from; value <= until; value += step) mask |= 1UL << (IsWeekday && value == 7 ? 0 : value);
        return mask;
    }
}

/// <summary>
/// The values one field allows, as bits. A day field written as `*` or `*/n` is starred: the other day field alone restricts it further
/// (our reading of "unrestricted by an asterisk", the same as Vixie cron's); otherwise either day field is enough.
/// </summary>
internal readonly record struct CronFieldSet(CronField Field, ulong Mask, bool Starred)
{
    public bool IsFull => Mask == Field.FullMask;

    public bool Has(int value) => (Mask >> value & 1) != 0;

    public IReadOnlyList<int> Values()
    {
        var mask = Mask;
        return [.. Enumerable.Range(Field.First, Field.Last - Field.First + 1).Where(value => (mask >> value & 1) != 0)];
    }

    /// <summary>The shortest text with the same meaning.</summary>
    public override string ToString()
    {
        if (IsFull) return Starred || !Field.IsDay ? "*" : $"{Field.First}-{Field.Last}";
        var values = Values();
        if (Starred && Field.IsDay) return $"*/{StarStep()}";
        var step = values.Count > 2 ? values[1] - values[0] : 1;
        if (step > 1 && Field.Steps(values[0], values[^1], step) == Mask)
        {
            return values[0] == Field.First && values[^1] + step > Field.Last && !Field.IsDay ? $"*/{step}" : $"{values[0]}-{values[^1]}/{step}";
        }

        return string.Join(",", Runs(values));
    }

    private int StarStep()
    {
        var step = 2;
        while (Field.Steps(Field.First, Field.Last, step) != Mask) step++;
        return step;
    }

    private static IEnumerable<string> Runs(IReadOnlyList<int> values)
    {
        for (var i = 0; i < values.Count;)
        {
            var end = i;
            while (end + 1 < values.Count && values[end + 1] == values[end] + 1) end++;
            if (end - i < 2) end = i;
            yield return end == i ? $"{values[i]}" : $"{values[i]}-{values[end]}";
            i = end + 1;
        }
    }
}
