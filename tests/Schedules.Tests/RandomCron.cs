using NodaTime;
using Orchestrator.Schedules;

namespace Schedules.Tests;

/// <summary>A random expression that knows its own values, so that a naive reference can judge days and minutes without our parser.</summary>
internal sealed class RandomCron
{
    private static readonly (int First, int Last)[] Ranges = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 6)];
    private readonly HashSet<int>[] values = new HashSet<int>[5];
    private readonly bool[] starred = new bool[5];
    private readonly string[] words = new string[5];

    private RandomCron()
    {
    }

    public string Text => string.Join(' ', words);

    public static RandomCron Of(Random random)
    {
        while (true)
        {
            var cron = new RandomCron();
            for (var i = 0; i < 5; i++) cron.Fill(i, random);
            if (!CronExpression.Read(cron.Text).Mistakes.Any(m => m.Kind == ScheduleMistakeKind.NeverFires)) return cron;
        }
    }

    /// <summary>One to three times a day, on every day or on some weekdays, at a minute of a grid.</summary>
    public static RandomCron SomeTimesADay(Random random, int grid = 5)
    {
        var cron = new RandomCron();
        for (var i = 2; i < 5; i++) cron.Star(i);
        cron.Single(0, random.Next(60 / grid) * grid);
        var hours = Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(random.Next(2) == 0 ? 5 : 24)).ToHashSet();
        (cron.values[1], cron.words[1]) = (hours, string.Join(',', hours.Order()));
        if (random.Next(4) == 0) (cron.values[4], cron.words[4], cron.starred[4]) = ([1, 2, 3, 4, 5], "MON-FRI", false);
        return cron;
    }

    /// <summary>Every fire in [from, to), found by asking each day, hour and minute of the local calendar.</summary>
    public List<Instant> Fires(DateTimeZone zone, Instant from, Instant to, DstPolicy policy)
    {
        var fires = new SortedSet<Instant>();
        var last = to.InZone(zone).Date.PlusDays(2);
        for (var date = from.InZone(zone).Date.PlusDays(-2); date <= last; date = date.PlusDays(1))
        {
            var times = Matches(date) ? values[1].SelectMany(hour => values[0].Select(minute => date.At(new LocalTime(hour, minute)))) : [];
            foreach (var time in times) fires.UnionWith(Instants(zone.MapLocal(time), time, policy).Where(at => at >= from && at < to));
        }

        return [.. fires];
    }

    private bool Matches(LocalDate date)
    {
        if (!values[3].Contains(date.Month)) return false;
        var (day, weekday) = (values[2].Contains(date.Day), values[4].Contains((int)date.DayOfWeek % 7));
        return starred[2] || starred[4] ? day && weekday : day || weekday;
    }

    private static IEnumerable<Instant> Instants(NodaTime.TimeZones.ZoneLocalMapping mapping, LocalDateTime time, DstPolicy policy) => (mapping.Count, policy.Gap, policy.Overlap) switch
    {
        (1, _, _) => [mapping.Single().ToInstant()],
        (2, _, OverlapPolicy.First) => [mapping.First().ToInstant()],
        (2, _, OverlapPolicy.Second) => [mapping.Last().ToInstant()],
        (2, _, _) => [mapping.First().ToInstant(), mapping.Last().ToInstant()],
        (_, GapPolicy.Shifted, _) => [time.WithOffset(mapping.EarlyInterval.WallOffset).ToInstant()],
        (_, GapPolicy.AtGapEnd, _) => [mapping.LateInterval.Start],
        _ => [],
    };

    private void Fill(int i, Random random)
    {
        var (first, last) = Ranges[i];
        switch (random.Next(i < 2 ? 5 : 8))
        {
            case 0:
                Single(i, random.Next(first, last + 1));
                break;
            case 1:
                var step = random.Next(2, 20);
                (values[i], words[i], starred[i]) = (Enumerable.Range(first, last - first + 1).Where(v => (v - first) % step == 0).ToHashSet(), $"*/{step}", true);
                break;
            case 2:
                var (low, pace) = (random.Next(first, last + 1), random.Next(1, 5));
                var high = random.Next(low, last + 1);
                (values[i], words[i]) = (Enumerable.Range(low, high - low + 1).Where(v => (v - low) % pace == 0).ToHashSet(), $"{low}-{high}/{pace}");
                break;
            case 3:
                var list = Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(first, last + 1)).ToList();
                (values[i], words[i]) = ([.. list], string.Join(',', list));
                break;
            default:
                Star(i);
                break;
        }
    }

    private void Star(int i) => (values[i], words[i], starred[i]) = (Enumerable.Range(Ranges[i].First, Ranges[i].Last - Ranges[i].First + 1).ToHashSet(), "*", true);

    private void Single(int i, int value) => (values[i], words[i]) = ([value], $"{value}");
}
