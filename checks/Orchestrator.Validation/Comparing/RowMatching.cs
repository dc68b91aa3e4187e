using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Fetched rows of both sides, matched by key, and what differs in them.</summary>
internal sealed class RowMatching(RowSelection left, int limit)
{
    private readonly long[] changedColumns = new long[left.Compared.Count];
    private readonly List<RowDifference> differences = [];
    private readonly List<SharedKey> repeated = [];

    public long Added { get; private set; }

    public long Removed { get; private set; }

    public long Changed { get; private set; }

    public long Repeated { get; private set; }

    /// <summary>Keys that are repeated on the right and not on the left.</summary>
    public long RepeatedOnlyRight { get; private set; }

    public IReadOnlyList<RowDifference> Differences => differences;

    public IReadOnlyList<SharedKey> RepeatedKeys => repeated;

    public IReadOnlyDictionary<string, long> ChangedColumns => left.Compared.Select((c, i) => (c.Name, Rows: changedColumns[i])).Where(c => c.Rows > 0).ToDictionary(c => c.Name, c => c.Rows);

    /// <summary>Compares the rows of some ranges; call it with ascending ranges, so that the differences that are kept are the first by key.</summary>
    public void Add(IReadOnlyList<IReadOnlyList<string?>> leftRows, IReadOnlyList<IReadOnlyList<string?>> rightRows)
    {
        var (one, other) = (ByKey(leftRows), ByKey(rightRows));
        foreach (var key in one.Keys.Union(other.Keys).Order(new KeyOrder(left.Key)))
        {
            var lefts = one.GetValueOrDefault(key) ?? [];
            var rights = other.GetValueOrDefault(key) ?? [];
            if (lefts.Count > 1 || rights.Count > 1)
            {
                Repeated++;
                if (lefts.Count <= 1) RepeatedOnlyRight++;
                if (repeated.Count < limit) repeated.Add(new(key.Parts, lefts.Count, rights.Count));
            }
            else if (lefts.Count == 0)
            {
                Added++;
                Keep(() => new(RowDifferenceKind.Added, key.Parts, []));
            }
            else if (rights.Count == 0)
            {
                Removed++;
                Keep(() => new(RowDifferenceKind.Removed, key.Parts, []));
            }
            else
            {
                Compare(key, lefts[0], rights[0]);
            }
        }
    }

    private void Compare(Key key, IReadOnlyList<string?> one, IReadOnlyList<string?> other)
    {
        var from = left.Key.Count;
        var columns = Enumerable.Range(0, left.Compared.Count).Where(i => one[from + i] != other[from + i]).ToList();
        if (columns.Count == 0) return;
        Changed++;
        foreach (var i in columns) changedColumns[i]++;
        Keep(() => new(RowDifferenceKind.Changed, key.Parts, [.. columns.Select(i => new ValueDifference(left.Compared[i].Name, left.Compared[i].Kind, one[from + i], other[from + i]))]));
    }

    private void Keep(Func<RowDifference> difference)
    {
        if (differences.Count < limit) differences.Add(difference());
    }

    private Dictionary<Key, List<IReadOnlyList<string?>>> ByKey(IReadOnlyList<IReadOnlyList<string?>> rows) =>
        rows.GroupBy(row => new Key([.. row.Take(left.Key.Count).Select(part => part!)])).ToDictionary(g => g.Key, g => g.ToList());

    private sealed record Key(IReadOnlyList<string> Parts)
    {
        public bool Equals(Key? other) => other is not null && Parts.SequenceEqual(other.Parts, StringComparer.Ordinal);

        public override int GetHashCode() => Parts.Aggregate(17, (hash, part) => HashCode.Combine(hash, part.GetHashCode(StringComparison.Ordinal)));
    }

    private sealed class KeyOrder(IReadOnlyList<RowColumn> columns) : IComparer<Key>
    {
        public int Compare(Key? x, Key? y)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                var order = columns[i].Kind == ValueKind.Integer
                    ? long.Parse(x!.Parts[i], CultureInfo.InvariantCulture).CompareTo(long.Parse(y!.Parts[i], CultureInfo.InvariantCulture))
                    : Utf8Order.Instance.Compare(x!.Parts[i], y!.Parts[i]);
                if (order != 0) return order;
            }

            return 0;
        }
    }
}
