using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Walks over the starts of the last job of a chain and remembers how old its input was.</summary>
internal sealed class StartAgeWalk(JobChain chain, DateTimeZone zone)
{
    private readonly ChainStamps stamps = new(chain);
    private readonly LocalPieces pieces = new(zone);
    private readonly long[] worst = new long[60];
    private readonly int[] starts = new int[60];
    private readonly int[] nothingNew = new int[60];

    /// <summary>The minutes at which it starts under any policy.</summary>
    public IReadOnlyList<MinuteAge> ByMinute =>
        [.. Enumerable.Range(0, 60).Where(m => worst[m] > 0 || starts[m] > 0).Select(m => new MinuteAge(m, Duration.FromTicks(worst[m]), starts[m], nothingNew[m]))];

    public void Over(ProofHorizon horizon)
    {
        var cases = new RunCases(chain);
        foreach (var (minute, row, _, start) in Starts(cases.Seen(horizon)))
        {
            foreach (var stamp in row) worst[minute] = stamp == ChainStamps.None ? worst[minute] : Math.Max(worst[minute], start - stamp);
        }

        foreach (var (minute, row, before, _) in Starts(cases.Seen(horizon, DstPolicy.Default)))
        {
            starts[minute]++;
            if (row.AsSpan().SequenceEqual(before)) nothingNew[minute]++;
        }
    }

    private IEnumerable<(int Minute, long[] Row, long[] Before, long Start)> Starts(IEnumerable<(long Begin, long Until, long[][] Starts)> cases)
    {
        var last = chain.Jobs.Count - 1;
        foreach (var (begin, until, runs) in cases)
        {
            stamps.Follow(runs);
            for (var run = 1; run < runs[last].Length; run++)
            {
                var start = runs[last][run];
                if (start >= begin && start < until) yield return (pieces.Minute(start), stamps.Of(last, run).ToArray(), stamps.Of(last, run - 1).ToArray(), start);
            }
        }
    }
}
