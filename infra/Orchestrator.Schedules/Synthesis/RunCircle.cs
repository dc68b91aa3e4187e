namespace Orchestrator.Schedules;

/// <summary>
/// The runs of a job on a clock that never changes, where they repeat after an hour, a day or a week: starts on a circle, in ticks of 100 ns.
/// Starts are late where a run outlasts the next fire, as in the proof.
/// </summary>
internal sealed class RunCircle
{
    public const long Minute = NodaTime.NodaConstants.TicksPerMinute;
    private const int Hour = 60;
    private const int Day = 1440;

    private RunCircle(long length, long[] starts, long longest, bool saturated) => (Length, Starts, Longest, Saturated) = (length, starts, longest, saturated);

    /// <summary>How long the circle is.</summary>
    public long Length { get; }

    /// <summary>When runs start, rising.</summary>
    public long[] Starts { get; }

    /// <summary>How long each run lasts.</summary>
    public long Longest { get; }

    /// <summary>Whether the runs fill the circle, so that their delays never end: then <see cref="Starts"/> says nothing.</summary>
    public bool Saturated { get; }

    /// <summary>The circle of times of day on the weekdays of a mask (bit 0 = Sunday, 127 = every day).</summary>
    /// <param name="minutes">Minutes after midnight, rising.</param>
    /// <param name="weekdays">The days.</param>
    /// <param name="longest">How long a run lasts, in ticks.</param>
    public static RunCircle Of(int[] minutes, int weekdays, long longest)
    {
        if (weekdays != 127) return Of(7 * Day, [.. Enumerable.Range(0, 7).Where(day => (weekdays >> ((day + 4) % 7) & 1) != 0).SelectMany(day => minutes.Select(m => (day * Day) + m))], longest);
        return IsHourly(minutes) ? Of(Hour, minutes[..(minutes.Length / 24)], longest) : Of(Day, minutes, longest);
    }

    /// <summary>Whether the times of a day are the same minutes in each of its hours.</summary>
    public static bool IsHourly(int[] minutes)
    {
        if (minutes.Length % 24 != 0) return false;
        var each = minutes.Length / 24;
        for (var i = 0; i < minutes.Length; i++)
        {
            if (minutes[i] != minutes[i % each] + (i / each * Hour)) return false;
        }

        return true;
    }

    /// <summary>From a point of the circle to the next start; zero at a start.</summary>
    public long UntilNext(long at)
    {
        var point = Around(at, Length);
        var next = Array.BinarySearch(Starts, point);
        if (next >= 0) return 0;
        return ~next < Starts.Length ? Starts[~next] - point : Starts[0] + Length - point;
    }

    /// <summary>From the newest start to a point of the circle; zero at a start.</summary>
    public long SinceLast(long at)
    {
        var point = Around(at, Length);
        var next = Array.BinarySearch(Starts, point);
        if (next >= 0) return 0;
        return ~next > 0 ? point - Starts[~next - 1] : point + Length - Starts[^1];
    }

    private static long Around(long value, long length)
    {
        var rest = value % length;
        return rest < 0 ? rest + length : rest;
    }

    // Three laps: whatever delays the runs of one lap hand to the next has settled by the third, or never does.
    private static RunCircle Of(int length, int[] minutes, long longest)
    {
        var lap = length * Minute;
        if (longest * minutes.Length >= lap) return new(lap, [.. minutes.Select(m => m * Minute)], longest, saturated: true);
        var starts = new List<long>(minutes.Length);
        var (last, free) = (long.MinValue, long.MinValue);
        for (var i = 0; i < 3 * minutes.Length; i++)
        {
            var fire = (i / minutes.Length * lap) + (minutes[i % minutes.Length] * Minute);
            if (fire <= last) continue;
            last = Math.Max(fire, free);
            free = last + longest;
            if (last >= 2 * lap) starts.Add(last - (2 * lap));
        }

        // A run that the third lap begins with may have been due in the second one.
        return new(lap, [.. starts.Select(start => Around(start, lap)).Distinct().Order()], longest, saturated: false);
    }
}
