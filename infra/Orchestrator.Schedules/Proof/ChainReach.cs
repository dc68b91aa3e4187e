using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Which fires of the jobs of a chain can matter for a stretch of time, under any policy. All times in seconds since the Unix epoch.</summary>
internal static class ChainReach
{
    // Every other policy fires whenever one of these two does.
    private static readonly DstPolicy[] Fewest = [new(GapPolicy.Skipped, OverlapPolicy.First), new(GapPolicy.Skipped, OverlapPolicy.Second)];

    /// <summary>For each job, from when on its runs can be seen by a reader at an instant.</summary>
    public static long[] Back(JobChain chain, long at)
    {
        var from = Enumerable.Repeat(at, chain.Jobs.Count).ToArray();
        Read(chain.Outputs, at);

        // Consumers before producers.
        for (var job = from.Length - 1; job >= 0; job--) Read(chain.Inputs[job], from[job]);
        return from;

        void Read(int[][] tables, long start)
        {
            foreach (var producer in tables.SelectMany(table => table)) from[producer] = Math.Min(from[producer], Finished(chain.Jobs[producer], start));
        }
    }

    /// <summary>For each job, until when its fires can take up what a source's run that starts before an instant has written.</summary>
    public static long[] Ahead(JobChain chain, long at)
    {
        var (until, end) = (new long[chain.Jobs.Count], new long[chain.Jobs.Count]);
        for (var job = 0; job < until.Length; job++)
        {
            var landed = chain.ProducersOf(job).Select(producer => end[producer]).DefaultIfEmpty(0).Max();
            until[job] = chain.Inputs[job].Length == 0 ? at : Fewest.Max(policy => chain.Jobs[job].Schedule.Next(Instant.FromUnixTimeSeconds(landed - 1), policy).ToUnixTimeSeconds()) + 1;
            end[job] = until[job] + Twice(chain.Jobs[job]);
        }

        return until;
    }

    // A run of the last fire before twice the longest run has ended, though it may have started late; if that fire was lost, a later run has.
    private static long Finished(RunSpan job, long at) =>
        Fewest.Min(policy => job.Schedule.Previous(Instant.FromUnixTimeSeconds(at - Twice(job)), policy).ToUnixTimeSeconds());

    private static long Twice(RunSpan job) => 2 * (long)Math.Ceiling(job.Longest.TotalSeconds);
}
