using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>A time of day in which a consumer's output can lack what has landed. From midnight to midnight it is the whole day.</summary>
/// <param name="From">Begin, local time.</param>
/// <param name="Until">End, local time; before <paramref name="From"/> when the window goes past midnight.</param>
/// <param name="Worst">The longest that finished rows wait for the consumer, of the waits that touch the window.</param>
public sealed record DailyStaleWindow(LocalTime From, LocalTime Until, Duration Worst);

/// <summary>The minutes of a day, on which stale stretches are marked.</summary>
internal sealed class StaleCircle
{
    private const int Minutes = 1440;
    private readonly Dictionary<(int From, int Length), Duration> marks = [];

    public void Mark(LocalTime from, Duration length)
    {
        var start = (int)(from.TickOfDay / NodaConstants.TicksPerMinute);
        var end = (from.TickOfDay + length.BclCompatibleTicks + NodaConstants.TicksPerMinute - 1) / NodaConstants.TicksPerMinute;
        var key = (start, (int)Math.Min(Minutes, end - start));
        marks[key] = Duration.Max(length, marks.GetValueOrDefault(key));
    }

    public IReadOnlyList<DailyStaleWindow> Windows()
    {
        var worst = new Duration[Minutes];
        foreach (var ((start, length), wait) in marks)
        {
            for (var i = 0; i < length; i++) worst[(start + i) % Minutes] = Duration.Max(worst[(start + i) % Minutes], wait);
        }

        if (worst.All(wait => wait == Duration.Zero)) return [];
        var fresh = Array.FindIndex(worst, wait => wait == Duration.Zero);
        if (fresh < 0) return [new DailyStaleWindow(LocalTime.Midnight, LocalTime.Midnight, worst.Max())];
        return [.. From(worst, fresh).OrderBy(window => window.From)];
    }

    // Once round the circle, beginning at a minute that is fresh.
    private static IEnumerable<DailyStaleWindow> From(Duration[] worst, int fresh)
    {
        for (var i = fresh; i < fresh + Minutes;)
        {
            var begin = i;
            var longest = Duration.Zero;
            while (i < fresh + Minutes && worst[i % Minutes] > Duration.Zero) longest = Duration.Max(longest, worst[i++ % Minutes]);
            if (i > begin) yield return new DailyStaleWindow(Time(begin), Time(i), longest);
            else i++;
        }
    }

    private static LocalTime Time(int minute) => LocalTime.FromMinutesSinceMidnight(minute % Minutes);
}
