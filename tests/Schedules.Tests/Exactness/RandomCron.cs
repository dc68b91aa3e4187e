using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>A random expression that knows its own values, so that a naive reference can judge days and minutes without our parser.</summary>
internal sealed class RandomCron
{
    private static readonly (int First, int Last, int Highest, string[] Names)[] Fields =
    [
        (0, 59, 59, []), (0, 23, 23, []), (1, 31, 31, []),
        (1, 12, 12, ["", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        (0, 6, 7, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    private readonly bool[][] values = [.. Fields.Select(field => new bool[field.Highest + 1])];
    private readonly bool[] starred = new bool[5];
    private readonly string[] words = new string[5];

    private RandomCron()
    {
    }

    public string Text => string.Join(' ', words);

    /// <summary>Any expression: each field a star, a star with a step, or a list of values, names and ranges with and without steps.</summary>
    public static RandomCron Of(Random random)
    {
        while (true)
        {
            var cron = new RandomCron();
            for (var i = 0; i < 5; i++) cron.Fill(i, random, random.Next(i < 2 ? 5 : 8));
            if (cron.Fires()) return cron;
        }
    }

    /// <summary>An expression that fires on most days, at or near one of two times of day.</summary>
    public static RandomCron Near(LocalTime one, LocalTime other, Random random)
    {
        while (true)
        {
            var cron = new RandomCron();
            cron.About(0, one.Minute, other.Minute, random);
            cron.About(1, one.Hour, other.Hour, random);
            for (var i = 2; i < 5; i++) cron.Fill(i, random, random.Next(6) == 0 ? random.Next(4) : 4);
            if (cron.Fires()) return cron;
        }
    }

    /// <summary>Once a day at a time.</summary>
    public static RandomCron Daily(LocalTime time)
    {
        var cron = new RandomCron();
        for (var i = 2; i < 5; i++) cron.Star(i);
        cron.Single(0, time.Minute);
        cron.Single(1, time.Hour);
        return cron;
    }

    /// <summary>One to three times a day, on every day or on some weekdays, at a minute of a grid.</summary>
    public static RandomCron SomeTimesADay(Random random, int grid = 5)
    {
        var cron = new RandomCron();
        for (var i = 2; i < 5; i++) cron.Star(i);
        cron.Single(0, random.Next(60 / grid) * grid);
        var hours = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(random.Next(2) == 0 ? 5 : 24)).ToHashSet();
        cron.Set(1, string.Join(',', hours.Order()), hours);
        if (random.Next(4) == 0) (cron.values[4], cron.words[4], cron.starred[4]) = ([false, true, true, true, true, true, false, false], "MON-FRI", false);
        return cron;
    }

    /// <summary>Of any rhythm that jobs have: several times an hour, hourly, some hours, daily, weekly, monthly.</summary>
    public static RandomCron OfAnyRhythm(Random random)
    {
        var kind = random.Next(8);
        if (kind > 4) return SomeTimesADay(random);
        var cron = new RandomCron();
        var pace = new[] { 10, 12, 15, 20, 30 }[random.Next(5)];
        if (kind == 0) cron.Set(0, $"*/{pace}", Enumerable.Range(0, 60 / pace).Select(i => i * pace));
        else cron.Single(0, random.Next(12) * 5);
        if (kind < 2) cron.Star(1);
        else if (kind == 2) cron.Set(1, "*/6", [0, 6, 12, 18]);
        else cron.Single(1, random.Next(24));
        for (var i = 2; i < 5; i++)
        {
            if (i == 2 && kind == 4) cron.Single(2, random.Next(1, 29));
            else if (i == 4 && kind == 3) cron.Single(4, random.Next(7));
            else cron.Star(i);
        }

        return cron;
    }

    /// <summary>The minutes between two times of a day on which it fires, at least.</summary>
    public int NarrowestMinutes
    {
        get
        {
            var times = Enumerable.Range(0, 1440).Where(minute => Matches(minute / 60, minute % 60)).ToList();
            return times.Append(times[0] + 1440).Skip(1).Zip(times, (next, time) => next - time).Min();
        }
    }

    /// <summary>Every fire in [from, to), found by asking each minute of the local calendar.</summary>
    public List<Instant> Fires(DateTimeZone zone, Instant from, Instant to, DstPolicy policy) =>
        [.. new MinuteByMinute(this, zone, from, to).Fires(policy).Where(at => at >= from && at < to)];

    /// <summary>Whether a date matches; when both day fields are restricted one of them is enough.</summary>
    public bool Matches(LocalDate date)
    {
        if (!values[3][date.Month]) return false;
        var (day, weekday) = (values[2][date.Day], values[4][(int)date.DayOfWeek % 7]);
        return starred[2] || starred[4] ? day && weekday : day || weekday;
    }

    /// <summary>Whether a time of a matching day matches.</summary>
    public bool Matches(int hour, int minute) => values[1][hour] && values[0][minute];

    // Only 28 years can show every date on every weekday.
    private bool Fires() => Enumerable.Range(0, 28 * 366).Any(day => Matches(new LocalDate(2000, 1, 1).PlusDays(day)));

    private void Fill(int i, Random random, int kind)
    {
        var (first, last, _, _) = Fields[i];
        switch (kind)
        {
            case 0:
                Single(i, random.Next(first, last + 1));
                break;
            case 1:
                var step = random.Next(2, 20);
                Set(i, $"*/{step}", Enumerable.Range(first, last - first + 1).Where(v => (v - first) % step == 0));
                starred[i] = true;
                break;
            case 2:
                List(i, random, 1);
                break;
            case 3:
                List(i, random, random.Next(2, 5));
                break;
            default:
                Star(i);
                break;
        }
    }

    private void About(int i, int one, int other, Random random)
    {
        var (first, last, _, _) = Fields[i];
        var (low, high) = (Math.Min(one, other), Math.Max(one, other));
        switch (random.Next(6))
        {
            case 0:
                Single(i, Math.Clamp(one + random.Next(-1, 2), first, last));
                break;
            case 1:
                Single(i, Math.Clamp(other + random.Next(-1, 2), first, last));
                break;
            case 2:
                Set(i, $"{low}-{high}", Enumerable.Range(low, high - low + 1));
                break;
            case 3:
                Set(i, $"{one},{other}", [one, other]);
                break;
            default:
                Fill(i, random, random.Next(5));
                break;
        }
    }

    // Values as numbers or names, ranges with and without a step; a Sunday at the end of a range is 7.
    private void List(int i, Random random, int terms)
    {
        var (first, last, highest, _) = Fields[i];
        var (texts, all) = (new List<string>(), new List<int>());
        for (var term = 0; term < terms; term++)
        {
            var (low, pace) = (random.Next(first, last + 1), random.Next(1, 5));
            var high = terms > 1 && random.Next(2) == 0 ? low : random.Next(low, highest + 1);
            var range = Enumerable.Range(low, high - low + 1).Where(v => (v - low) % pace == 0).ToList();
            all.AddRange(range);
            texts.Add(high == low ? Word(i, low, random) : $"{Word(i, low, random)}-{Word(i, high, random)}{(pace > 1 ? $"/{pace}" : "")}");
        }

        Set(i, string.Join(',', texts), all.Select(v => v > last ? first : v));
    }

    private static string Word(int i, int value, Random random) => value < Fields[i].Names.Length && random.Next(2) == 0 ? Fields[i].Names[value] : $"{value}";

    private void Star(int i)
    {
        Set(i, "*", Enumerable.Range(Fields[i].First, Fields[i].Last - Fields[i].First + 1));
        starred[i] = true;
    }

    private void Single(int i, int value) => Set(i, $"{value}", [value]);

    private void Set(int i, string word, IEnumerable<int> allowed)
    {
        foreach (var value in allowed) values[i][value] = true;
        words[i] = word;
    }
}
