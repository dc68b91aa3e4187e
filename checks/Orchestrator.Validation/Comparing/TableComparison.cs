using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Compares two tables in two systems row by row without moving them: counts and checksums of key ranges, the differing ones split, and only the rows
/// of small differing ranges fetched. Left is what is there, right what it is held against: what only the right has is added.
/// </summary>
public static class TableComparison
{
    // Rows of one query, and of memory, at a time.
    private const long RowsAtOnce = 100_000;

    // A sampled text for every quarter of a leaf, so that ranges between two of them are leaves; the bound is what is moved for it.
    private const int SamplesPerLeaf = 4;
    private const double MostSamples = 200_000;

    /// <summary>Compares.</summary>
    /// <param name="request">What, and how far.</param>
    /// <param name="left">One side.</param>
    /// <param name="right">The other.</param>
    /// <param name="progress">Told of every level; null for nobody.</param>
    /// <param name="cancellation">Stops the queries of both sides.</param>
    /// <exception cref="ComparisonMistakeException">The tables cannot be compared as asked.</exception>
    public static async Task<ComparisonResult> RunAsync(ComparisonRequest request, IRowSource left, IRowSource right, IProgress<ComparisonProgress>? progress, CancellationToken cancellation)
    {
        var (leftShape, rightShape) = await Both(left.DescribeAsync(cancellation), right.DescribeAsync(cancellation));
        var (leftRows, rightRows) = ColumnPairs.Of(request, (left.Name, leftShape), (right.Name, rightShape));
        progress?.Report(new(0, 0, 0, 0));
        var (leftExtent, rightExtent) = await Both(left.ExtentAsync(leftRows, cancellation), right.ExtentAsync(rightRows, cancellation));
        var most = Math.Max(leftExtent.Rows, rightExtent.Rows);
        var matching = new RowMatching(leftRows, request.Limit);
        SegmentSearch? search = null;
        long skipped = 0;
        if (most > 0)
        {
            var larger = leftExtent.Rows >= rightExtent.Rows ? (Source: left, Selection: leftRows) : (Source: right, Selection: rightRows);
            search = new(request, await SpaceAsync(request, larger, [leftExtent, rightExtent], most, cancellation), (left, leftRows), (right, rightRows));
            await search.RunAsync(most, progress, cancellation);
            skipped = await FetchAsync(request, search.Leaves, (left, leftRows), (right, rightRows), matching, cancellation);
        }

        var (repeated, keys) = await RepeatedAsync(request, (left, leftShape, leftRows), (rightShape, rightRows), matching, cancellation);
        var oneSided = search?.OneSided ?? [];
        return new()
        {
            Key = leftRows.Key,
            Compared = leftRows.Compared,
            Left = leftExtent,
            Right = rightExtent,
            Added = matching.Added + oneSided.Where(r => r.Kind == RowDifferenceKind.Added).Sum(r => r.Rows),
            Removed = matching.Removed + oneSided.Where(r => r.Kind == RowDifferenceKind.Removed).Sum(r => r.Rows),
            Changed = matching.Changed,
            ChangedColumns = matching.ChangedColumns,
            Differences = matching.Differences,
            OneSided = oneSided,
            RepeatedKeys = repeated,
            Repeated = keys,
            NotLookedInto = skipped,
            Levels = search?.Levels ?? [],
        };
    }

    private static async Task<KeySpace> SpaceAsync(ComparisonRequest request, (IRowSource Source, RowSelection Selection) larger, IReadOnlyList<KeyExtent> extents, long rows, CancellationToken cancellation)
    {
        if (larger.Selection.Key[0].Kind == ValueKind.Integer) return KeySpace.OfIntegers(extents);
        if (rows <= request.LeafRows) return KeySpace.OfTexts([]);
        var wanted = Math.Min(MostSamples, (double)SamplesPerLeaf * rows / request.LeafRows + SegmentSearch.FanOut);
        return KeySpace.OfTexts(await larger.Source.SampleKeysAsync(larger.Selection, Math.Min(1, wanted / rows), cancellation));
    }

    private static async Task<long> FetchAsync(ComparisonRequest request, IReadOnlyList<(KeyRange Range, long Rows)> leaves, (IRowSource Source, RowSelection Selection) left, (IRowSource Source, RowSelection Selection) right, RowMatching matching, CancellationToken cancellation)
    {
        var (batch, inBatch, fetched, skipped) = (new List<KeyRange>(), 0L, 0L, 0L);
        foreach (var (range, rows) in leaves)
        {
            if (fetched + rows > request.MostRows)
            {
                skipped += rows;
                continue;
            }

            if (inBatch > 0 && inBatch + rows > RowsAtOnce) await FlushAsync();
            batch.Add(range);
            (inBatch, fetched) = (inBatch + rows, fetched + rows);
        }

        if (batch.Count > 0) await FlushAsync();
        return skipped;

        async Task FlushAsync()
        {
            var (one, other) = await Both(left.Source.RowsAsync(left.Selection, batch, cancellation), right.Source.RowsAsync(right.Selection, batch, cancellation));
            matching.Add(one, other);
            (batch, inBatch) = ([], 0);
        }
    }

    // Repeated keys in segments that differ were seen. In equal ones both sides have the same rows, so one side is asked, and none when a side promises that there are none.
    private static async Task<(long Keys, IReadOnlyList<SharedKey> First)> RepeatedAsync(ComparisonRequest request, (IRowSource Source, RowShape Shape, RowSelection Rows) left, (RowShape Shape, RowSelection Rows) right, RowMatching matching, CancellationToken cancellation)
    {
        if (IsUnique(left.Shape, left.Rows) || IsUnique(right.Shape, right.Rows)) return (matching.Repeated, matching.RepeatedKeys);
        var asked = await left.Source.RepeatedKeysAsync(left.Rows, request.Limit, cancellation);
        var seen = matching.RepeatedKeys.Select(k => Joined(k.Key)).ToHashSet(StringComparer.Ordinal);
        return (asked.Keys + matching.RepeatedOnlyRight, [.. matching.RepeatedKeys.Concat(asked.First.Where(k => !seen.Contains(Joined(k.Key))).Select(k => new SharedKey(k.Key, k.Rows, null))).Take(request.Limit)]);
    }

    private static bool IsUnique(RowShape shape, RowSelection rows) => shape.UniqueKeys.Any(unique => unique.Count > 0 && unique.All(column => rows.Key.Any(k => k.Name == column)));

    private static string Joined(IReadOnlyList<string> key) => string.Concat(key.Select(part => $"{part.Length}:{part}"));

    private static async Task<(T Left, T Right)> Both<T>(Task<T> left, Task<T> right)
    {
        await Task.WhenAll(left, right);
        return (await left, await right);
    }
}
