using System.Security.Cryptography;
using System.Text;
using Orchestrator.Model;

namespace Validation.Tests.Comparing;

/// <summary>A source whose rows are a list: a key of whole numbers or of texts, and one value.</summary>
internal sealed class RowsInMemory(string name, ValueKind key, IReadOnlyList<(string? Key, string? Value)> rows, bool unique = false) : IRowSource
{
    private readonly List<(string Order, string Key, string? Value)> sorted = [.. rows.Where(r => r.Key is not null).Select(r => (Order: Order(key, r.Key!), Key: r.Key!, r.Value)).OrderBy(r => r.Order, StringComparer.Ordinal)];

    public List<int> SegmentsAsked { get; } = [];

    public long RowsGiven { get; private set; }

    public string Name => name;

    public RowTraffic Traffic => new(SegmentsAsked.Count, RowsGiven, 0, null);

    public Task<RowShape> DescribeAsync(CancellationToken cancellation) =>
        Task.FromResult(new RowShape([new("id", "k", key), new("v", "v", ValueKind.Text)], unique ? [["id"]] : []));

    public Task<KeyExtent> ExtentAsync(RowSelection selection, CancellationToken cancellation) =>
        Task.FromResult(new KeyExtent(sorted.Count, rows.Count - sorted.Count, sorted.Count == 0 ? null : sorted[0].Key, sorted.Count == 0 ? null : sorted[^1].Key));

    public Task<IReadOnlyList<string>> SampleKeysAsync(RowSelection selection, double share, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. rows.Where(r => r.Key is not null).Select(r => r.Key!).Distinct().Where(k => Hash(k) % 1000 < (ulong)(share * 1000))]);

    public Task<IReadOnlyList<SegmentChecksum>> ChecksumsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        SegmentsAsked.Add(ranges.Count);
        for (var i = 1; i < ranges.Count; i++) Assert.True(string.CompareOrdinal(Order(key, ranges[i - 1].Before!), Order(key, ranges[i].From)) <= 0, "ranges overlap or are out of order");
        return Task.FromResult<IReadOnlyList<SegmentChecksum>>([.. ranges.Select(range => (range, found: In(range).ToList())).Where(s => s.found.Count > 0)
            .Select(s => new SegmentChecksum(s.range, s.found.Count, s.found.Aggregate((Int128)0, (sum, r) => sum + Hash($"{r.Key}\n{r.Value ?? "\0"}"))))]);
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> RowsAsync(RowSelection selection, IReadOnlyList<KeyRange> ranges, CancellationToken cancellation)
    {
        IReadOnlyList<IReadOnlyList<string?>> found = [.. ranges.SelectMany(In).Select(r => (IReadOnlyList<string?>)[r.Key, r.Value])];
        RowsGiven += found.Count;
        return Task.FromResult(found);
    }

    public Task<RepeatedKeys> RepeatedKeysAsync(RowSelection selection, int most, CancellationToken cancellation)
    {
        var repeated = rows.Where(r => r.Key is not null).GroupBy(r => r.Key!).Where(g => g.Count() > 1).Select(g => new RepeatedKey([g.Key], g.Count())).ToList();
        return Task.FromResult(new RepeatedKeys(repeated.Count, [.. repeated.Take(most)]));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IEnumerable<(string Order, string Key, string? Value)> In(KeyRange range)
    {
        var (from, before) = (Order(key, range.From), range.Before is { } end ? Order(key, end) : null);
        return sorted.Where(r => string.CompareOrdinal(from, r.Order) <= 0 && (before is null || string.CompareOrdinal(r.Order, before) < 0));
    }

    // A text whose ordinal order is that of the keys: numbers from zero with leading zeros, texts as hexadecimal bytes.
    private static string Order(ValueKind kind, string text) => kind == ValueKind.Integer
        ? (Int128.Parse(text, null) - long.MinValue).ToString("D20", null)
        : Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static ulong Hash(string text) => BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(text))) >> 4;
}
