using Orchestrator.Model;

namespace Postgres.Tests;

/// <summary>The law that a comparison stands on: equal rows have equal checksums in both systems, different rows different ones.</summary>
[Collection(BothSystems.Name)]
public sealed class EqualRowsOfTwoSystems(Systems systems)
{
    private const int Rows = 300;

    [Theory]
    [InlineData(1)]
    [InlineData(20261120)]
    public async Task Have_equal_texts_and_checksums_whatever_they_hold(int seed)
    {
        var table = $"hostile_{seed}";
        await LoadAsync(table, [.. HostileValues.Rows(Rows, seed)]);
        var left = systems.Left(table);
        await using var right = await systems.RightAsync(table);
        var (one, other) = (Selection(await left.DescribeAsync(default)), Selection(await right.DescribeAsync(default)));
        KeyRange[] whole = [new("0", null)];
        var texts = (await left.RowsAsync(one, whole, default)).OrderBy(r => int.Parse(r[0]!)).ToList();
        var others = (await right.RowsAsync(other, whole, default)).OrderBy(r => int.Parse(r[0]!)).ToList();
        Assert.Equal(Rows, texts.Count);
        for (var i = 0; i < Rows; i++) Assert.Equal(texts[i], others[i]);

        KeyRange[] single = [.. Enumerable.Range(0, Rows).Select(i => new KeyRange($"{i}", $"{i + 1}"))];
        var (ones, theirs) = (Sorted(await left.ChecksumsAsync(one, single, default)), Sorted(await right.ChecksumsAsync(other, single, default)));
        Assert.Equal(ones, theirs);
        Assert.Equal(texts.Select(t => string.Join('\u0002', t.Select(v => v ?? "\u0003"))).Distinct().Count(), ones.Select(c => c.Checksum).Distinct().Count());
        Assert.Equal((Int128)0, ones.Aggregate((Int128)0, (sum, c) => sum + c.Checksum) - Assert.Single(await right.ChecksumsAsync(other, whole, default)).Checksum);
    }

    [Fact]
    public async Task Cannot_be_forged_with_separators()
    {
        string[][] pairs = [["a,", "b"], ["a", ",b"], ["1:a,", ""], ["", "1:a,"], ["-", "-,"], ["-,-", ""], ["a,1:b", ""], ["a", "b"]];
        await systems.Postgres.ExecuteAsync("CREATE TABLE forged (id int, x text, y text)");
        for (var i = 0; i < pairs.Length; i++) await systems.Postgres.ExecuteAsync("INSERT INTO forged VALUES ($1, $2, $3)", i, pairs[i][0], pairs[i][1]);
        await systems.Postgres.ExecuteAsync("INSERT INTO forged VALUES (8, NULL, '-'), (9, '-', NULL), (10, NULL, ''), (11, '', NULL)");
        await systems.GoogleAsync($"CREATE TABLE d.forged AS SELECT * FROM UNNEST(ARRAY<STRUCT<id INT64, x STRING, y STRING>>[{string.Join(", ", pairs.Select((p, i) => $"({i}, '{p[0]}', '{p[1]}')"))}, (8, NULL, '-'), (9, '-', NULL), (10, NULL, ''), (11, '', NULL)])");
        await using var right = await systems.RightAsync("forged");
        foreach (IRowSource source in new IRowSource[] { systems.Left("forged"), right })
        {
            var columns = (await source.DescribeAsync(default)).Columns;

            // Without the key among the hashed columns, only the texts tell the rows apart.
            var selection = new RowSelection([columns[0]], [.. columns.Skip(1)], null);
            var rows = await source.ChecksumsAsync(selection, [.. Enumerable.Range(0, 12).Select(i => new KeyRange($"{i}", $"{i + 1}"))], default);
            Assert.Equal(12, rows.Select(r => r.Checksum).Distinct().Count());
        }

        Assert.True((await systems.CompareAsync("forged", new() { Key = ["id"] })).Equal);
    }

    private static RowSelection Selection(RowShape shape) => new([shape.Columns[0]], [.. shape.Columns.Skip(1)], null);

    private static List<SegmentChecksum> Sorted(IReadOnlyList<SegmentChecksum> segments) => [.. segments.OrderBy(s => int.Parse(s.Range.From))];

    private async Task LoadAsync(string table, IReadOnlyList<IReadOnlyList<(string Google, string Postgres)>> rows)
    {
        await systems.GoogleAsync($"CREATE TABLE d.{table} (id INT64, {string.Join(", ", HostileValues.Columns.Select(c => $"{c.Name} {c.Google}"))})");
        await systems.Postgres.ExecuteAsync($"CREATE TABLE {table} (id bigint, {string.Join(", ", HostileValues.Columns.Select(c => $"{c.Name} {c.Postgres}"))})");
        foreach (var chunk in rows.Select((row, i) => (row, i)).Chunk(100))
        {
            await systems.GoogleAsync($"INSERT INTO d.{table} VALUES {string.Join(", ", chunk.Select(c => $"({c.i}, {string.Join(", ", c.row.Select(v => v.Google))})"))}");
            await systems.Postgres.ExecuteAsync($"INSERT INTO {table} VALUES {string.Join(", ", chunk.Select(c => $"({c.i}, {string.Join(", ", c.row.Select(v => v.Postgres))})"))}");
        }
    }
}
