using NodaTime;

namespace Orchestrator.Schedules;

/// <summary>Walks over a horizon and remembers the worst of what the reader of a chain sees.</summary>
internal sealed class StalenessWalk(JobChain chain, DateTimeZone zone)
{
    private readonly ChainStamps stamps = new(chain);
    private readonly LocalPieces pieces = new(zone);
    private readonly long[][] worst = [.. chain.Sources.Select(_ => new long[24])];
    private readonly StaleCircle[] circles = [.. chain.Sources.Select(_ => new StaleCircle())];
    private readonly StaleCircle whole = new();

    /// <summary>The times of day at which finished rows of any source are not shown.</summary>
    public IReadOnlyList<DailyStaleWindow> Stale => whole.Windows();

    /// <summary>What was found, by name of the source.</summary>
    public IReadOnlyList<SourceStaleness> Sources =>
    [
        .. stamps.Sources.Select((source, i) => new SourceStaleness(
                chain.Jobs[source].Name, [.. worst[i].Select((age, hour) => new HourlyAge(hour, Duration.FromTicks(age)))], circles[i].Windows()))
            .OrderBy(source => source.Source, StringComparer.Ordinal),
    ];

    public void Over(ProofHorizon horizon)
    {
        foreach (var (begin, until, starts) in new RunCases(chain).Seen(horizon))
        {
            stamps.Follow(starts);
            Show(starts, begin, until);
        }
    }

    // What is shown changes when a run ends that writes what the reader reads.
    private void Show(long[][] starts, long begin, long until)
    {
        var changes = new SortedSet<long> { begin };
        foreach (var writer in chain.Outputs.SelectMany(table => table).Distinct())
        {
            foreach (var start in starts[writer])
            {
                var end = start + chain.Jobs[writer].Longest.BclCompatibleTicks;
                if (end > begin && end < until) changes.Add(end);
            }
        }

        var row = new long[worst.Length];
        var at = long.MinValue;
        foreach (var next in changes.Append(until))
        {
            if (at != long.MinValue)
            {
                stamps.Read(at, starts, row);
                for (var source = 0; source < row.Length; source++) Show(source, row[source], starts[stamps.Sources[source]], at, next);
            }

            at = next;
        }
    }

    private void Show(int source, long stamp, long[] runs, long from, long until)
    {
        if (stamp == ChainStamps.None) return;
        pieces.Age(worst[source], stamp, from, until);
        var missing = Array.BinarySearch(runs, stamp) + 1;
        if (missing >= runs.Length) return;
        var landed = runs[missing] + chain.Jobs[stamps.Sources[source]].Longest.BclCompatibleTicks;
        if (landed >= until) return;
        pieces.Mark(circles[source], Math.Max(from, landed), until, until - landed);
        pieces.Mark(whole, Math.Max(from, landed), until, until - landed);
    }
}
