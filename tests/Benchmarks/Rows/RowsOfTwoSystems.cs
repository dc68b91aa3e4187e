using System.Diagnostics;
using System.Globalization;
using Orchestrator.Model;
using Orchestrator.Validation;
using Postgres.Tests;

namespace Benchmarks.Rows;

/// <summary>Two tables with 100 planted differences, one in the local engine and one in PostgreSQL: by checksums, and by fetching every row of both.</summary>
public static class RowsOfTwoSystems
{
    private const int Slice = 200_000;
    private const int PartOfLoad = 1_000_000;

    /// <summary>Fills both, plants, compares both ways.</summary>
    public static async Task<FigureTable> MeasureAsync(int rows)
    {
        var systems = new Systems();
        await systems.InitializeAsync();
        try
        {
            await FillAsync(systems, rows);
            var planted = await PlantAsync(systems, rows);
            var (ours, found, left, right) = await ByChecksumsAsync(systems);
            if (!found.SetEquals(planted)) throw new InvalidOperationException($"{found.Count} differences were found, {found.Intersect(planted).Count()} of them among the {planted.Count} that were planted.");
            var (theirs, joined, leftPart, rightPart) = await ByFetchingAsync(systems, rows);
            if (joined.Count == 0 || !joined.IsSubsetOf(planted)) throw new InvalidOperationException($"The peer found {joined.Count} differences, {joined.Except(planted).Count()} of them never planted.");
            var (leftAll, rightAll) = (Scaled(leftPart, rows), Scaled(rightPart, rows));
            var scale = rows / (double)leftPart.Rows;
            var (time, peer) = (Figure.Of("compare, wall clock", "s", [ours]), Figure.Of($"peer, wall clock, scaled from {leftPart.Rows:N0} rows", "s", [theirs * scale]));
            var (moved, movedAll) = (Figure.Count("compare, rows moved, both sides", "rows", left.Rows + right.Rows), Figure.Count("peer, rows moved, both sides, scaled", "rows", leftAll.Rows + rightAll.Rows));
            var (bytes, bytesAll) = (Figure.Count("compare, bytes of values moved, both sides", "B", left.Bytes + right.Bytes), Figure.Count("peer, bytes of values moved, both sides, scaled", "B", leftAll.Bytes + rightAll.Bytes));
            return new("Rows of two systems", $"{rows:N0} rows of 6 columns in the local engine and in PostgreSQL (indexed by the key), one run; all {planted.Count} planted differences found (40 changed, 30 added, 30 removed). The peer fetches every row of both with SELECT and joins them in process by a hash of the key, {Slice:N0} keys at a time; it is run on every tenth slice and scaled.",
            [
                time,
                peer.Beside(time),
                moved.For("<= 1% of the rows", moved.Median <= 0.02 * rows),
                movedAll.Beside(moved),
                bytes,
                bytesAll.Beside(bytes),
                Figure.Count("compare, queries on the local engine", "queries", left.Queries),
                Figure.Count("compare, queries on PostgreSQL", "queries", right.Queries),
            ]);
        }
        finally
        {
            await systems.DisposeAsync();
        }
    }

    private static async Task FillAsync(Systems systems, int rows)
    {
        await systems.GoogleAsync("CREATE TABLE d.orders (id INT64, customer STRING, amount NUMERIC, active BOOL, created TIMESTAMP, note STRING)");
        for (var from = 1; from <= rows; from += PartOfLoad)
        {
            await systems.GoogleAsync(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO d.orders SELECT n * 2, CONCAT('customer ', CAST(n & 8191 AS STRING)), CAST(n AS NUMERIC) + NUMERIC '0.25', n & 1 = 0, TIMESTAMP_MICROS(n * 7000003), IF(n & 3 = 0, NULL, 'as agreed') FROM UNNEST(GENERATE_ARRAY({from}, {Math.Min(rows, from + PartOfLoad - 1)})) AS n"));
        }

        await systems.Postgres.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"""
            CREATE TABLE orders (id bigint, customer text, amount numeric, active boolean, created timestamptz, note text);
            INSERT INTO orders SELECT n * 2, 'customer ' || (n & 8191), n + 0.25, n & 1 = 0, timestamptz '1970-01-01 00:00:00+00' + n * interval '7.000003 seconds', CASE WHEN n & 3 = 0 THEN NULL ELSE 'as agreed' END FROM generate_series(1, {rows}) AS n;
            ALTER TABLE orders ADD PRIMARY KEY (id);
            """));
        await systems.Postgres.ExecuteAsync("VACUUM ANALYZE orders");
    }

    // Keys are even, so that what is added lies between what was there.
    private static async Task<HashSet<string>> PlantAsync(Systems systems, int rows)
    {
        var random = new Random(5);
        var keys = new HashSet<long>();
        while (keys.Count < 100) keys.Add(random.Next(1, rows + 1) * 2L);
        var all = keys.ToList();
        string In(int from, int count) => string.Join(", ", all.Skip(from).Take(count));
        await systems.Postgres.ExecuteAsync($"""
            UPDATE orders SET amount = amount + 0.01 WHERE id IN ({In(0, 10)});
            UPDATE orders SET customer = customer || ' ' WHERE id IN ({In(10, 10)});
            UPDATE orders SET active = NOT active WHERE id IN ({In(20, 10)});
            UPDATE orders SET created = created + interval '1 microsecond' WHERE id IN ({In(30, 10)});
            INSERT INTO orders SELECT id + 1, customer, amount, active, created, note FROM orders WHERE id IN ({In(40, 30)});
            DELETE FROM orders WHERE id IN ({In(70, 30)})
            """);
        return [.. all.Take(40).Select(k => $"Changed {k}"), .. all.Skip(40).Take(30).Select(k => $"Added {k + 1}"), .. all.Skip(70).Select(k => $"Removed {k}")];
    }

    private static async Task<(double Seconds, HashSet<string> Found, RowTraffic Left, RowTraffic Right)> ByChecksumsAsync(Systems systems)
    {
        var watch = Stopwatch.StartNew();
        var left = systems.Left("orders");
        await using var right = await systems.RightAsync("orders");
        var result = await TableComparison.RunAsync(new() { Key = ["id"], Limit = 1000 }, left, right, new Telling(watch), CancellationToken.None);
        return (watch.Elapsed.TotalSeconds, [.. result.Differences.Select(d => $"{d.Kind} {d.Key[0]}")], left.Traffic, right.Traffic);
    }

    private static async Task<(double Seconds, HashSet<string> Found, RowTraffic Left, RowTraffic Right)> ByFetchingAsync(Systems systems, int rows)
    {
        var watch = Stopwatch.StartNew();
        var left = systems.Left("orders");
        await using var right = await systems.RightAsync("orders");
        RowSelection Selection(RowShape shape) => new([shape.Columns[0]], [.. shape.Columns.Skip(1)], null);
        var (one, other) = (Selection(await left.DescribeAsync(default)), Selection(await right.DescribeAsync(default)));
        var found = new HashSet<string>();
        for (long from = 0; from <= rows * 2L + 1; from += 10L * Slice)
        {
            // As a condition, which both systems answer without reading the rest of the table.
            var slice = string.Create(CultureInfo.InvariantCulture, $"id >= {from} AND id < {from + Slice}");
            KeyRange[] all = [new("0", null)];
            var (lefts, rights) = (left.RowsAsync(one with { Where = slice }, all, default), right.RowsAsync(other with { Where = slice }, all, default));
            var known = (await lefts).ToDictionary(r => r[0]!);
            foreach (var row in await rights)
            {
                if (!known.Remove(row[0]!, out var same)) found.Add($"Added {row[0]}");
                else if (!row.SequenceEqual(same)) found.Add($"Changed {row[0]}");
            }

            found.UnionWith(known.Keys.Select(k => $"Removed {k}"));
        }

        return (watch.Elapsed.TotalSeconds, found, left.Traffic, right.Traffic);
    }

    private static RowTraffic Scaled(RowTraffic part, int rows) => part with { Rows = rows, Bytes = (long)(part.Bytes * (rows / (double)part.Rows)) };

    private sealed class Telling(Stopwatch watch) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value) =>
            Console.Error.WriteLine($"benchmarks:   {watch.Elapsed.TotalSeconds:0.0} s: level {value.Level}, {value.Segments:N0} key ranges, {value.Proven:N0} of {value.Rows:N0} rows proven equal");
    }
}
