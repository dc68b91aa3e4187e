using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>The minutes of a day, on which stale stretches are marked.</summary>
internal sealed class StaleCircle
{
    private const int Minutes = 1440;
    private const long Minute = NodaConstants.TicksPerMinute;
    private readonly Dictionary<(int From, int Length), long> marks = [];

    /// <summary>Marks a stretch of local time, in ticks since 1970, whole minutes outwards, with the time that rows have waited at its end.</summary>
    public void Mark(long from, long until, long wait)
    {
        var (start, end) = (Floor(from), -Floor(-until));
        var key = ((int)(((start % Minutes) + Minutes) % Minutes), (int)Math.Min(Minutes, end - start));
        marks[key] = Math.Max(wait, marks.GetValueOrDefault(key));
    }

    /// <summary>The stretches that are marked, joined.</summary>
    public IReadOnlyList<DailyStaleWindow> Windows()
    {
        var worst = new long[Minutes];
        foreach (var ((start, length), wait) in marks)
        {
            for (var i = 0; i < length; i++) worst[(start + i) % Minutes] = Math.Max(worst[(start + i) % Minutes], wait);
        }

        if (worst.All(wait => wait == 0)) return [];
        var fresh = Array.IndexOf(worst, 0);
        if (fresh < 0) return [new DailyStaleWindow(LocalTime.Midnight, LocalTime.Midnight, Duration.FromTicks(worst.Max()))];
        return [.. From(worst, fresh).OrderBy(window => window.From)];
    }

    // Once round the circle, beginning at a minute that is fresh.
    private static IEnumerable<DailyStaleWindow> From(long[] worst, int fresh)
    {
        for (var i = fresh; i < fresh + Minutes;)
        {
            var (begin, longest) = (i, 0L);
            while (i < fresh + Minutes && worst[i % Minutes] > 0) longest = Math.Max(longest, worst[i++ % Minutes]);
            if (i > begin) yield return new DailyStaleWindow(Time(begin), Time(i), Duration.FromTicks(longest));
            else i++;
        }
    }

    private static long Floor(long ticks) => ticks >= 0 ? ticks / Minute : -((-ticks + Minute - 1) / Minute);

    private static LocalTime Time(int minute) => LocalTime.FromMinutesSinceMidnight(minute % Minutes);
}
