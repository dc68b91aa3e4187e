using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Finds the ranges of keys in which two sides differ: level by level, one query per side and level, equal segments dropped.</summary>
internal sealed class SegmentSearch(ComparisonRequest request, KeySpace space, (IRowSource Source, RowSelection Selection) left, (IRowSource Source, RowSelection Selection) right)
{
    /// <summary>Into how many segments a differing one is split.</summary>
    public const int FanOut = 32;

    private readonly List<ComparisonLevel> levels = [];
    private readonly List<(KeyRange Range, long Rows)> leaves = [];
    private readonly List<OneSidedRange> oneSided = [];

    public IReadOnlyList<ComparisonLevel> Levels => levels;

    /// <summary>Segments that differ and are small enough to be fetched, or cannot be split; ascending, with the rows of the larger side.</summary>
    public IReadOnlyList<(KeyRange Range, long Rows)> Leaves => [.. leaves.Order(Comparer<(KeyRange Range, long Rows)>.Create((x, y) => space.Compare(x.Range, y.Range)))];

    /// <summary>Large segments in which one side has no row; neighbours joined.</summary>
    public IReadOnlyList<OneSidedRange> OneSided => Joined();

    public async Task RunAsync(long rows, IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        // Every level reads the whole table where there is no index, so the first of a large table does the work of two.
        var parts = rows <= request.LeafRows ? 1 : rows <= (long)request.LeafRows * FanOut ? FanOut : FanOut * FanOut;
        var segments = parts == 1 ? [space.Whole] : space.Split(space.Whole, parts);
        long proven = 0;
        while (segments.Count > 0)
        {
            progress?.Report(new(levels.Count + 1, segments.Count, proven, rows));
            var (one, other) = (left.Source.ChecksumsAsync(left.Selection, segments, cancellation), right.Source.ChecksumsAsync(right.Selection, segments, cancellation));
            await Task.WhenAll(one, other);
            var (ones, others) = ((await one).ToDictionary(s => s.Range), (await other).ToDictionary(s => s.Range));
            var differing = new List<(KeyRange Range, long Left, long Right)>();
            long equal = 0;
            foreach (var segment in segments)
            {
                var (l, r) = (ones.GetValueOrDefault(segment), others.GetValueOrDefault(segment));
                if (l?.Rows == r?.Rows && l?.Checksum == r?.Checksum) equal += l?.Rows ?? 0;
                else differing.Add((segment, l?.Rows ?? 0, r?.Rows ?? 0));
            }

            proven += equal;
            levels.Add(new(segments.Count, differing.Count, equal));
            segments = [.. differing.SelectMany(Next)];
        }

        progress?.Report(new(levels.Count, 0, proven, rows));
    }

    private IReadOnlyList<KeyRange> Next((KeyRange Range, long Left, long Right) segment)
    {
        var rows = Math.Max(segment.Left, segment.Right);
        if (rows <= request.LeafRows)
        {
            leaves.Add((segment.Range, rows));
            return [];
        }

        if (Math.Min(segment.Left, segment.Right) == 0)
        {
            oneSided.Add(new(segment.Range, segment.Left == 0 ? RowDifferenceKind.Added : RowDifferenceKind.Removed, rows));
            return [];
        }

        var parts = space.Split(segment.Range, FanOut);
        if (parts.Count > 1) return parts;
        leaves.Add((segment.Range, rows));
        return [];
    }

    private List<OneSidedRange> Joined()
    {
        var joined = new List<OneSidedRange>();
        foreach (var next in oneSided.Order(Comparer<OneSidedRange>.Create((x, y) => space.Compare(x.Range, y.Range))))
        {
            if (joined.Count > 0 && joined[^1] is var last && last.Kind == next.Kind && last.Range.Before == next.Range.From)
                joined[^1] = last with { Range = last.Range with { Before = next.Range.Before }, Rows = last.Rows + next.Rows };
            else joined.Add(next);
        }

        return joined;
    }
}
