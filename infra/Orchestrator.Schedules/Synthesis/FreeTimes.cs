using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>
/// Times for a job that fires several times a day and whose times, kept at their distances, suit nobody: as many times as before, at one minute past
/// hours that are chosen freely.
/// </summary>
internal static class FreeTimes
{
    private const int Day = 1440;
    private static readonly int[] Pasts = [0, 30, 15, 45, .. Enumerable.Range(0, 12).Select(i => i * 5).Where(past => past % 15 != 0)];

    /// <summary>The best such times for each minute past the hour, roundest first; arithmetic has nothing against them.</summary>
    public static IEnumerable<Candidate> Of(JobDomain job, DateTimeZone zone, IReadOnlyList<LinkedJobs> reads)
    {
        if (job.Live is not { Daily: true } live || !job.Movable || live.Minutes.Count is < 2 or > 24 || RunCircle.IsHourly([.. live.Minutes])) yield break;
        var duties = reads.SelectMany(r => r.Order.Duties(r.Producer.Placed!, zone)).Distinct().OrderBy(d => d.From).ToList();
        if (duties.Count == 0) yield break;
        foreach (var past in Pasts)
        {
            var free = Enumerable.Range(0, 24).Select(hour => (hour * 60) + past).Where(minute => reads.All(r => r.Order.IsApart(r.Producer.Placed!, job.At(zone, [minute])))).ToList();
            var served = free.Select(first => Serve(first, free, duties)).Where(times => times is not null && times.Count <= live.Minutes.Count).MinBy(times => times!.Count);
            if (served is null || free.Count < live.Minutes.Count) continue;
            var more = free.Except(served).OrderBy(minute => live.Minutes.Min(old => Apart(minute, old))).ThenBy(minute => minute);
            int[] times = [.. served.Concat(more.Take(live.Minutes.Count - served.Count)).Order()];
            if (Suits(times)) yield return job.At(zone, Sooner(times, free, Suits));
        }

        bool Suits(int[] times) => job.At(zone, times) is var candidate && reads.All(r => r.Order.Suits(r.Producer.Placed!, candidate));
    }

    // Each time as early as the others allow, the first one first.
    private static int[] Sooner(int[] times, List<int> free, Func<int[], bool> suits)
    {
        for (var i = 0; i < times.Length; i++)
        {
            foreach (var earlier in free.Where(f => f < times[i] && (i == 0 || f > times[i - 1])))
            {
                int[] tried = [.. times[..i], earlier, .. times[(i + 1)..]];
                if (!suits(tried)) continue;
                times = tried;
                break;
            }
        }

        return times;
    }

    // From one time on round the clock, each time the latest that still serves the first duty open; null when some duty cannot be served.
    private static List<int>? Serve(int first, List<int> free, List<(int From, int Until)> duties)
    {
        var times = new List<int> { first };
        for (var last = first; ;)
        {
            var open = duties.Select(d => Later(d, last)).MinBy(d => d.From);
            if (open.From <= first + Day && open.Until >= first + Day) return times;
            var next = free.Select(f => f + (f <= first ? Day : 0)).Where(f => f > last && f >= open.From && f <= open.Until).DefaultIfEmpty(-1).Max();
            if (next < 0 || next >= first + Day) return null;
            times.Add(next % Day);
            last = next;
        }
    }

    private static (int From, int Until) Later((int From, int Until) duty, int after)
    {
        var days = ((after - duty.From) / Day) + 2;
        while (duty.From + ((days - 1) * Day) > after) days--;
        return (duty.From + (days * Day), duty.Until + (days * Day));
    }

    private static int Apart(int one, int other) => Math.Min(Math.Abs(one - other), Day - Math.Abs(one - other));
}
