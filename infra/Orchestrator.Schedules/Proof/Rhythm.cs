using System.Numerics;
using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// How a job's fires follow each other where no clocks change: the numbers that say how far apart two events can be and still matter to each
/// other. All in ticks.
/// </summary>
internal readonly record struct Rhythm
{
    private const long Day = NodaConstants.TicksPerDay;

    // A job that needs longer than this to be on time again after one late start is looked at run by run.
    private const long LongestSettling = 20 * Day;

    /// <summary>Whether its runs never delay each other, except for a while after a change of clocks or a second delivery.</summary>
    public bool Calm { get; private init; }

    /// <summary>After how long the fires repeat, a day or a week; 0 when they go by the date.</summary>
    public long Period { get; private init; }

    /// <summary>After how long a start that is late by two runs has no effect any more, the end of the last late run included.</summary>
    public long Settle { get; private init; }

    /// <summary>The longest time between two fires; unknown when they go by the date.</summary>
    public long Widest { get; private init; }

    public static Rhythm Of(FirePattern pattern, long longest)
    {
        var (period, fires, narrowest, widest) = Gaps(pattern);
        if (longest > narrowest) return default;
        var settle = long.MaxValue;
        if (narrowest > longest) settle = (Math.Max(0, Ceiling(2 * longest, narrowest - longest) - 1) * widest) + (3 * longest);
        var slack = period - (fires * longest);
        if (pattern.Rhythm != DayRhythm.ByDate && slack > 0) settle = Math.Min(settle, ((Ceiling(2 * longest, slack) + 1) * period) + (3 * longest));
        return new Rhythm
        {
            Calm = settle <= LongestSettling,
            Period = pattern.Rhythm == DayRhythm.ByDate ? 0 : period,
            Settle = settle,
            Widest = widest,
        };
    }

    // The gaps between fires, once round the period; of fires that go by the date, those within a day and from one day to the next.
    private static (long Period, long Fires, long Narrowest, long Widest) Gaps(FirePattern pattern)
    {
        var seconds = pattern.Seconds;
        var (narrowest, widest) = (long.MaxValue, 0L);
        for (var i = 1; i < seconds.Length; i++) Widen(seconds[i] - seconds[i - 1], ref narrowest, ref widest);
        var (period, days) = pattern.Rhythm == DayRhythm.Weekly ? (7, pattern.DaysOf(1, 0, 7) >> 1) : (1, 1u);
        for (int day = 0, last = -1; day < 2 * period; day++)
        {
            if ((days >> (day % period) & 1) == 0) continue;
            if (last >= 0) Widen(seconds[0] - seconds[^1] + ((day - last) * CivilMonth.SecondsPerDay), ref narrowest, ref widest);
            last = day;
        }

        return (period * Day, BitOperations.PopCount(days) * (long)seconds.Length, narrowest * NodaConstants.TicksPerSecond, widest * NodaConstants.TicksPerSecond);
    }

    private static void Widen(long gap, ref long narrowest, ref long widest) => (narrowest, widest) = (Math.Min(narrowest, gap), Math.Max(widest, gap));

    private static long Ceiling(long value, long by) => (value + by - 1) / by;
}
