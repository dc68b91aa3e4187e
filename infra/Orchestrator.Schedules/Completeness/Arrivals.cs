using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Follows one day's source runs through a chain, under one case of runs. All times in ticks since the Unix epoch.</summary>
internal sealed class Arrivals(JobChain chain)
{
    /// <summary>Nothing of the day comes there.</summary>
    public const long None = long.MinValue;

    private readonly long[] longest = [.. chain.Jobs.Select(job => job.Longest.BclCompatibleTicks)];
    private readonly int[][] producers = [.. chain.Jobs.Select((_, job) => chain.ProducersOf(job).ToArray())];
    private readonly (int Producer, int Consumer)[] edges = Edges(chain);
    private readonly int[] writers = [.. chain.Outputs.SelectMany(table => table).Distinct()];

    // Of the run of each job that takes up the last rows of the day.
    private readonly long[] start = new long[chain.Jobs.Count];
    private readonly long[] end = new long[chain.Jobs.Count];

    /// <summary>When the rows of the source runs that start in [from, until) have all arrived.</summary>
    public long Of(long[][] starts, long from, long until)
    {
        for (var job = 0; job < start.Length; job++)
        {
            start[job] = producers[job].Length == 0 ? LastIn(starts[job], from, until) : TakesUp(starts[job], Latest(producers[job]));
            end[job] = start[job] == None ? None : start[job] + longest[job];
        }

        return Latest(writers);
    }

    /// <summary>The runs that decided the last answer, from the source on; of equally late ones the first by name.</summary>
    public IReadOnlyList<ChainRun> Critical()
    {
        var runs = new List<ChainRun>();
        for (var among = writers; among.Length > 0;)
        {
            var latest = Latest(among);
            var job = among.Where(j => end[j] == latest).MinBy(j => chain.Jobs[j].Name, StringComparer.Ordinal);
            runs.Add(new ChainRun(chain.Jobs[job].Name, Instant.FromUnixTimeTicks(start[job]), Instant.FromUnixTimeTicks(end[job])));
            among = producers[job];
        }

        runs.Reverse();
        return runs;
    }

    /// <summary>The edges of a chain, in the order in which their slack is kept.</summary>
    public static (int Producer, int Consumer)[] Edges(JobChain chain) => [.. chain.Jobs.SelectMany((_, job) => chain.ProducersOf(job).Select(producer => (producer, job)))];

    /// <summary>Lowers the slack of each edge on which something was passed on.</summary>
    public void Tighten((long Least, LocalDate Day)[] slack, LocalDate date)
    {
        for (var i = 0; i < slack.Length; i++)
        {
            var (producer, consumer) = edges[i];
            if (end[producer] == None) continue;
            var least = start[consumer] - end[producer];
            if (least < slack[i].Least || (least == slack[i].Least && date < slack[i].Day)) slack[i] = (least, date);
        }
    }

    private long Latest(int[] jobs)
    {
        var latest = None;
        foreach (var job in jobs) latest = Math.Max(latest, end[job]);
        return latest;
    }

    private static long LastIn(long[] starts, long from, long until)
    {
        var next = FirstFrom(starts, until);
        return next > 0 && starts[next - 1] >= from ? starts[next - 1] : None;
    }

    private static long TakesUp(long[] starts, long landed) => landed == None ? None : starts[FirstFrom(starts, landed)];

    private static int FirstFrom(long[] starts, long at)
    {
        var index = Array.BinarySearch(starts, at);
        return index < 0 ? ~index : index;
    }
}
