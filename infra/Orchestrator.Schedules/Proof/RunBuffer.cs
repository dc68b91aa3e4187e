using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// The runs of a job under one policy, in ticks since the Unix epoch. Two executions are never outstanding: a fire that comes during a run starts
/// when that run ends, and further fires that come before this late start are lost (Google documents the delay, not what becomes of several
/// missed fires).
/// </summary>
internal sealed class RunBuffer
{
    private const long Second = NodaConstants.TicksPerSecond;
    private static readonly long[] Reaches = [7200, 3 * 86_400L, 40 * 86_400L, 400 * 86_400L, 9 * 366 * 86_400L, 401 * 366 * 86_400L];

    private readonly FireBuffer fires = new();
    private readonly FireBuffer later = new();
    private long[] starts = new long[64];
    private int count;
    private long longest;
    private long free;

    /// <summary>When the runs start, rising.</summary>
    public ReadOnlySpan<long> Starts => starts.AsSpan(0, count);

    /// <summary>Fills the buffer with the runs of fires in [from, until), and with later ones up to the first that starts at or after an instant.</summary>
    public void Fill(RunSpan job, long from, long until, DstPolicy policy, long reach)
    {
        (count, longest, free) = (0, job.Longest.BclCompatibleTicks, long.MinValue);
        var (begin, end) = (Math.Max(Floor(from), Instant.MinValue.ToUnixTimeSeconds()), -Floor(-until));
        job.Schedule.FireSeconds(begin, end, policy, fires);
        Add(fires.Seconds);
        for (var i = 0; reach > long.MinValue && (count == 0 || starts[count - 1] < reach); i++)
        {
            if (i == Reaches.Length) throw new InvalidOperationException($"'{job.Schedule}' does not fire again before the calendar ends.");
            var further = Math.Min(end + Reaches[i], Instant.MaxValue.ToUnixTimeSeconds());
            var more = job.Schedule.FireSeconds(end, further, policy, later);
            more.CopyTo(fires.Reserve(more.Length));
            Add(more);
            end = further;
        }
    }

    /// <summary>The same without later runs.</summary>
    public void Fill(RunSpan job, long from, long until, DstPolicy policy) => Fill(job, from, until, policy, long.MinValue);

    /// <summary>
    /// The start after one at <paramref name="last"/> (ticks), when that last run occupies the job until <paramref name="until"/>; null when no more
    /// fires are known. The fire is looked for from <paramref name="hint"/> on, which moves along.
    /// </summary>
    public long? After(long last, long until, ref int hint)
    {
        var known = fires.Seconds;
        var second = Floor(last);
        while (hint < known.Length && known[hint] <= second) hint++;
        return hint < known.Length ? Math.Max(known[hint] * Second, until) : null;
    }

    /// <summary>The index of the first start at or after an instant.</summary>
    public int At(long instant)
    {
        var at = Starts.BinarySearch(instant);
        return at < 0 ? ~at : at;
    }

    private void Add(ReadOnlySpan<long> seconds)
    {
        if (count + seconds.Length > starts.Length) Array.Resize(ref starts, Math.Max(count + seconds.Length, starts.Length * 2));
        var last = count > 0 ? starts[count - 1] : long.MinValue;
        foreach (var second in seconds)
        {
            var fire = second * Second;
            if (fire <= last) continue;
            last = Math.Max(fire, free);
            free = last + longest;
            starts[count++] = last;
        }
    }

    private static long Floor(long ticks) => ticks >= 0 ? ticks / Second : -((-ticks + Second - 1) / Second);
}
