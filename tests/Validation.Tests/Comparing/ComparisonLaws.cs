using System.Globalization;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Validation.Tests.Comparing;

/// <summary>Over random pairs of tables: what is found is what a join of all rows finds.</summary>
public sealed class ComparisonLaws
{
    private static readonly string[] Starts = ["", "a", "B", "é", "\uE000", "🦆", "zz"];

    [Theory]
    [InlineData(ValueKind.Integer)]
    [InlineData(ValueKind.Text)]
    public async Task Finds_every_difference_and_nothing_else(ValueKind kind)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var keys = Enumerable.Range(0, random.Next(1, 400)).Select(_ => Key(random, kind)).Distinct().ToList();
            var left = keys.ToDictionary(k => k, _ => random.Next(5) == 0 ? null : $"v{random.Next(9)}");
            var right = new Dictionary<string, string?>(left);
            for (var i = random.Next(12); i > 0; i--)
            {
                var key = keys[random.Next(keys.Count)];
                if (random.Next(3) == 0) right.Remove(key);
                else if (random.Next(2) == 0) right[Key(random, kind)] = "new";
                else right[key] = right.GetValueOrDefault(key) is null ? "" : null;
            }

            var (one, other) = (Source("left", kind, left), Source("right", kind, right));
            var result = await TableComparison.RunAsync(new() { Key = ["ID"], LeafRows = random.Next(1, 20), Limit = 10_000 }, one, other, null, CancellationToken.None);
            var expected = left.Keys.Union(right.Keys).Select(k => (k, Kind(left, right, k))).Where(d => d.Item2 is not null).Select(d => $"{d.Item2} {d.k}").Order(StringComparer.Ordinal);
            var apart = result.OneSided.SelectMany(r => (r.Kind == RowDifferenceKind.Added ? right : left).Keys.Where(k => In(kind, r.Range, k)).Select(k => $"{r.Kind} {k}"));
            Assert.Equal(expected, result.Differences.Select(d => $"{d.Kind} {d.Key[0]}").Concat(apart).Order(StringComparer.Ordinal));
            Assert.Equal(expected.Any(), !result.Equal);
        }
    }

    [Fact]
    public async Task Moves_few_rows_and_asks_once_a_level()
    {
        var rows = Enumerable.Range(0, 8_000).ToDictionary(i => i.ToString(CultureInfo.InvariantCulture), _ => (string?)"v");
        var other = new Dictionary<string, string?>(rows) { ["777"] = "w" };
        var (left, right) = (Source("left", ValueKind.Integer, rows), Source("right", ValueKind.Integer, other));
        var result = await TableComparison.RunAsync(new() { Key = ["id"] }, left, right, null, CancellationToken.None);
        Assert.Equal((1L, 1), (result.Changed, result.Levels[0].Differing));
        Assert.Equal([32], left.SegmentsAsked);
        Assert.InRange(left.RowsGiven, 1, 250);
    }

    [Fact]
    public async Task Asks_nobody_for_repeated_keys_where_one_side_promises_none()
    {
        (string?, string?)[] rows = [("1", "a"), ("1", "a"), (null, "x")];
        var asked = await TableComparison.RunAsync(new() { Key = ["id"] }, new RowsInMemory("left", ValueKind.Integer, rows), new RowsInMemory("right", ValueKind.Integer, rows), null, CancellationToken.None);
        var promised = await TableComparison.RunAsync(new() { Key = ["id"] }, new RowsInMemory("left", ValueKind.Integer, rows), new RowsInMemory("right", ValueKind.Integer, rows, unique: true), null, CancellationToken.None);
        Assert.Equal((1, 0), (asked.RepeatedKeys, promised.RepeatedKeys));
        Assert.Equal(new SharedKey(asked.Repeated[0].Key, 2, null), asked.Repeated[0]);
    }

    private static RowsInMemory Source(string name, ValueKind kind, Dictionary<string, string?> rows) => new(name, kind, [.. rows.Select(r => ((string?)r.Key, r.Value))]);

    private static string Key(Random random, ValueKind kind) => kind == ValueKind.Text ? Starts[random.Next(Starts.Length)] + random.Next(2000)
        : (random.Next(20) switch { 0 => long.MaxValue - random.Next(3), 1 => long.MinValue + random.Next(3), _ => random.Next(-1000, 1000) }).ToString(CultureInfo.InvariantCulture);

    private static RowDifferenceKind? Kind(Dictionary<string, string?> left, Dictionary<string, string?> right, string key) =>
        !left.ContainsKey(key) ? RowDifferenceKind.Added : !right.TryGetValue(key, out var other) ? RowDifferenceKind.Removed : left[key] != other ? RowDifferenceKind.Changed : null;

    private static bool In(ValueKind kind, KeyRange range, string key) => kind == ValueKind.Integer
        ? long.Parse(range.From, null) <= long.Parse(key, null) && (range.Before is null || long.Parse(key, null) < long.Parse(range.Before, null))
        : Utf8(range.From, key) <= 0 && (range.Before is null || Utf8(key, range.Before) < 0);

    private static int Utf8(string left, string right) => System.Text.Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right));
}
