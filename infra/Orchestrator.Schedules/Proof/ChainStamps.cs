namespace Orchestrator.Schedules;

/// <summary>
/// How new the rows are that each run of a chain writes, by source. A run carries, for each source, the start of that run of the source whose
/// rows are the newest it has read. A table written by several jobs is as new as the newest of them; what joins several tables is as old as the
/// oldest of those that carry the source.
/// </summary>
internal sealed class ChainStamps
{
    /// <summary>Nothing of the source has arrived yet.</summary>
    public const long None = long.MinValue;

    private readonly JobChain chain;
    private readonly bool[][] carries;
    private readonly long[][] stamps;
    private readonly int[] seen;

    public ChainStamps(JobChain chain)
    {
        this.chain = chain;
        Sources = [.. chain.Sources];
        (stamps, seen, carries) = (new long[chain.Jobs.Count][], new int[chain.Jobs.Count], new bool[chain.Jobs.Count][]);
        for (var job = 0; job < carries.Length; job++)
        {
            carries[job] = [.. Sources.Select(source => source == job || chain.ProducersOf(job).Any(p => carries[p][Array.IndexOf(Sources, source)]))];
        }
    }

    /// <summary>The indexes of the sources, in the order of every row.</summary>
    public int[] Sources { get; }

    /// <summary>Follows the rows through all runs of one case.</summary>
    public void Follow(long[][] starts)
    {
        for (var job = 0; job < stamps.Length; job++)
        {
            stamps[job] = new long[starts[job].Length * Sources.Length];
            Array.Clear(seen);
            for (var run = 0; run < starts[job].Length; run++)
            {
                var row = stamps[job].AsSpan(run * Sources.Length, Sources.Length);
                Read(chain.Inputs[job], starts[job][run], starts, row);
                if (chain.Inputs[job].Length == 0) row[Array.IndexOf(Sources, job)] = starts[job][run];
            }
        }

        Array.Clear(seen);
    }

    /// <summary>What a reader of the chain's end sees at an instant; instants must not fall between two calls for one case.</summary>
    public void Read(long at, long[][] starts, Span<long> row) => Read(chain.Outputs, at, starts, row);

    /// <summary>The stamps of a run, one for each source.</summary>
    public ReadOnlySpan<long> Of(int job, int run) => stamps[job].AsSpan(run * Sources.Length, Sources.Length);

    // seen[job] counts the runs of a job that have ended.
    private void Read(int[][] tables, long at, long[][] starts, Span<long> row)
    {
        foreach (var table in tables)
        {
            foreach (var writer in table)
            {
                var ended = at - chain.Jobs[writer].Longest.BclCompatibleTicks;
                while (seen[writer] < starts[writer].Length && starts[writer][seen[writer]] <= ended) seen[writer]++;
            }
        }

        for (var source = 0; source < row.Length; source++)
        {
            var oldest = long.MaxValue;
            foreach (var table in tables)
            {
                var (newest, carried) = (None, false);
                foreach (var writer in table)
                {
                    carried |= carries[writer][source];
                    if (seen[writer] > 0) newest = Math.Max(newest, carries[writer][source] ? stamps[writer][((seen[writer] - 1) * row.Length) + source] : None);
                }

                if (carried) oldest = Math.Min(oldest, newest);
            }

            row[source] = oldest == long.MaxValue ? None : oldest;
        }
    }
}
