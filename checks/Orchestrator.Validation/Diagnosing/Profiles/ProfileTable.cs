using NodaTime;

namespace Orchestrator.Validation;

/// <summary>A profile in arrays: the search evaluates thousands of predictions of it.</summary>
internal sealed class ProfileTable
{
    private readonly Dictionary<DateTimeZone, int[]> cellsIn = [];

    public ProfileTable(VarianceProfile profile)
    {
        Profile = profile;
        Days = Period.DaysBetween(profile.First, profile.Last) + 1;
        Units = [.. profile.Units];
        var keys = Units.Where(u => u.Failed == 0).Select(u => u.Values[0]).Concat(profile.Target.Select(t => t.Key)).Concat(Units.Select(u => u.Values[0])).Distinct().ToList();
        Keys = [.. keys.Order(StringComparer.Ordinal)];
        HasHours = Units.Length > 0 && Array.TrueForAll(Units, u => u.Hour is not null);
        HourOf = Array.ConvertAll(Units, u => u.Hour is { } hour ? hour.ToUnixTimeSeconds() / 3600 : 0);
        FailedOf = Array.ConvertAll(Units, u => u.Failed);
        KeyOf = [.. Units.Select(u => Array.IndexOf(Keys, u.Values[0]))];
        DayOf = Array.ConvertAll(Units, u => Period.DaysBetween(profile.First, u.Date));
        CellOf = [.. Units.Select((u, i) => Cell(KeyOf[i], u.Date))];
        var inside = Units.Where((u, i) => u.Failed == 0 && CellOf[i] >= 0).ToList();
        var rows = inside.Sum(u => u.Rows);
        // An amount is measured in average rows, so that one lost row is one loss whatever it is worth.
        Scale = profile.Counting == CountingKind.Sum && rows > 0 && inside.Sum(u => u.Counted) is > 0 and var sum ? sum / rows : 1;
        Target = new double[Keys.Length * Days];
        TargetRows = new long[Target.Length];
        foreach (var cell in profile.Target)
        {
            if (Cell(Array.IndexOf(Keys, cell.Key), cell.Date) is not (>= 0 and var index)) continue;
            Target[index] += Math.Max(0, (cell.Value ?? 0) / Scale);
            TargetRows[index] += cell.Rows;
        }

        Values = [.. profile.Columns.Select((_, c) => inside.Select(u => u.Values[c]).Distinct().Order(StringComparer.Ordinal).ToArray())];
        ValueOf = [.. Values.Select((values, c) => Array.ConvertAll(Units, u => Array.IndexOf(values, u.Values[c])))];
        // A unit that does not count may have a value that no other has.
        for (var c = 0; c < ValueOf.Length; c++)
            if (Array.IndexOf(ValueOf[c], -1) >= 0)
            {
                Values[c] = [.. Values[c].Concat(Units.Select(u => u.Values[c])).Distinct().Order(StringComparer.Ordinal)];
                ValueOf[c] = Array.ConvertAll(Units, u => Array.IndexOf(Values[c], u.Values[c]));
            }

        (Counted, Daily, Rows) = (Array.ConvertAll(Units, u => u.Counted / Scale), Array.ConvertAll(Units, u => u.Daily / Scale), Array.ConvertAll(Units, u => u.Rows / Scale));
        Source = Prediction.Of(this, new Draft(this)).Present;
    }

    public VarianceProfile Profile { get; }

    /// <summary>Dates in the window.</summary>
    public int Days { get; }

    public string?[] Keys { get; }

    public SourceUnit[] Units { get; }

    /// <summary>The unit's key, as an index of <see cref="Keys"/>.</summary>
    public int[] KeyOf { get; }

    /// <summary>The unit's cell in its own zone; -1 outside of the window.</summary>
    public int[] CellOf { get; }

    /// <summary>The unit's date, counted from the window's first.</summary>
    public int[] DayOf { get; }

    /// <summary>The unit's hour since 1970, where it is known.</summary>
    public long[] HourOf { get; }

    /// <summary>Which filter leaves the unit out, as in <see cref="SourceUnit.Failed"/>.</summary>
    public int[] FailedOf { get; }

    /// <summary>By column: the unit's value, as an index of <see cref="Values"/>.</summary>
    public int[][] ValueOf { get; }

    /// <summary>What each unit adds to the source's figure, in rows.</summary>
    public double[] Counted { get; }

    /// <summary>What it adds when every date is counted by itself, in rows.</summary>
    public double[] Daily { get; }

    /// <summary>How many rows it is, in the measure's unit of a row.</summary>
    public double[] Rows { get; }

    /// <summary>Whether the time of day is known.</summary>
    public bool HasHours { get; }

    /// <summary>What one row is worth: 1, or the average amount.</summary>
    public double Scale { get; }

    /// <summary>The target by cell, in rows.</summary>
    public double[] Target { get; }

    /// <summary>How many rows of the target hold the cell.</summary>
    public long[] TargetRows { get; }

    /// <summary>The source by cell, in rows: what a faultless target would hold.</summary>
    public double[] Source { get; }

    /// <summary>The values of each column of the source.</summary>
    public string?[][] Values { get; }

    /// <summary>The cell of a key and a date; -1 outside of the window.</summary>
    public int Cell(int key, LocalDate date)
    {
        var day = Period.DaysBetween(Profile.First, date);
        return key < 0 || day < 0 || day >= Days ? -1 : (key * Days) + day;
    }

    /// <summary>The cell of each unit when dates are taken in another zone.</summary>
    public int[] CellsIn(DateTimeZone zone)
    {
        if (cellsIn.TryGetValue(zone, out var known)) return known;
        var days = new Dictionary<Instant, int>();
        return cellsIn[zone] = [.. Units.Select((u, i) =>
        {
            if (!days.TryGetValue(u.Hour!.Value, out var day)) days[u.Hour.Value] = day = Period.DaysBetween(Profile.First, u.Hour.Value.InZone(zone).Date);
            return day < 0 || day >= Days ? -1 : (KeyOf[i] * Days) + day;
        })];
    }

    public LocalDate Date(int day) => Profile.First.PlusDays(day);
}
