namespace Orchestrator.Model;

/// <summary>
/// Ranges of keys as sorted cuts, which a statement can look a key up in by binary search: the bucket of a key is the number of cuts at or below it.
/// </summary>
public sealed class RangeCuts
{
    private readonly Dictionary<int, KeyRange> rangeAt;

    private RangeCuts(IReadOnlyList<string> bounds, IReadOnlyList<KeyRange> runs, Dictionary<int, KeyRange> rangeAt) => (Bounds, Runs, this.rangeAt) = (bounds, runs, rangeAt);

    /// <summary>Where ranges begin, and where one ends that no other follows; ascending.</summary>
    public IReadOnlyList<string> Bounds { get; }

    /// <summary>Ranges that follow each other without a gap, as one.</summary>
    public IReadOnlyList<KeyRange> Runs { get; }

    /// <summary>Where runs begin and end, in turn: a key is in a run when an odd number of edges lies at or below it.</summary>
    public IReadOnlyList<string> Edges => [.. Runs.SelectMany(run => run.Before is { } before ? new[] { run.From, before } : [run.From])];

    /// <summary>The cuts of some ranges.</summary>
    /// <param name="ranges">Ascending, without overlap; only the last may be without an end.</param>
    /// <exception cref="ArgumentException">There is no range.</exception>
    public static RangeCuts Of(IReadOnlyList<KeyRange> ranges)
    {
        if (ranges.Count == 0) throw new ArgumentException("There is no range to cut.", nameof(ranges));
        var (bounds, runs, rangeAt) = (new List<string>(), new List<KeyRange>(), new Dictionary<int, KeyRange>());
        foreach (var range in ranges)
        {
            if (runs.Count > 0 && runs[^1].Before == range.From)
            {
                runs[^1] = runs[^1] with { Before = range.Before };
            }
            else
            {
                if (runs.Count > 0 && runs[^1].Before is { } end) bounds.Add(end);
                runs.Add(range);
            }

            bounds.Add(range.From);
            rangeAt[bounds.Count] = range;
        }

        if (runs[^1].Before is { } last) bounds.Add(last);
        return new(bounds, runs, rangeAt);
    }

    /// <summary>The range of a bucket.</summary>
    public KeyRange RangeAt(int bucket) => rangeAt[bucket];
}
