using NodaTime;

namespace Orchestrator.Validation;

/// <summary>Other ways of counting, repeated rows, and other zones.</summary>
internal static class CountingCandidates
{
    private const int MostTimes = 10;

    // Zones in which warehouses and offices stand; whole hours besides, because a sync may have an offset of its own.
    private static readonly string[] Named =
    [
        "America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Sao_Paulo",
        "Europe/London", "Europe/Berlin", "Europe/Kyiv", "Asia/Tokyo", "Asia/Singapore", "Australia/Sydney",
    ];

    public static IEnumerable<Explanation> Aggregations(Basis basis)
    {
        var table = basis.Table;
        if (table.Units.Any(u => u.Failed == 0 && u.Daily != u.Counted)) yield return Try(new CountedDaily(Math.Log(3)));
        if (table.Profile.Counting == CountingKind.Sum) yield return Try(new CountedNotAdded(Math.Log(3)));

        // Only what is more than it should be can have been multiplied.
        if (!basis.Exceeds) yield break;
        for (var times = 2; times <= MostTimes; times++) yield return Try(new FannedOut(times, null, null, Math.Log(3 * (MostTimes - 1))));
        var values = table.Values.Sum(v => v.Length);
        for (var column = 0; column < table.Values.Length; column++)
            if (table.Values[column].Length > 1)
                for (var value = 0; value < table.Values[column].Length; value++)
                    for (var times = 2; times <= 4; times++)
                        yield return basis.Try(new FannedOut(times, column, table.Values[column][value], Math.Log(3 * 3 * values)), basis.WithValues(column, [value], times));

        Explanation Try(Effect effect) => basis.Try(effect);
    }

    public static IEnumerable<Explanation> Repetitions(Basis basis)
    {
        var table = basis.Table;
        var surprise = Math.Log(4);
        if (table.Profile.Counting == CountingKind.Distinct && table.Units.Any(u => u.Failed == 0 && u.Rows != u.Daily)) yield return Try(new RowsRepeatedInSource(surprise));
        var held = table.TargetRows.Where(rows => rows > 0).GroupBy(rows => rows).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).ToList();
        if (held.Count > 1 && table.TargetRows.Any(rows => rows > held[0].Key)) yield return Try(new RowsRepeatedInTarget(held[0].Key, surprise));
        if (basis.Exceeds) yield return Try(new RepeatedAtRandom(surprise));

        Explanation Try(Effect effect) => basis.Try(effect);
    }

    public static IEnumerable<Explanation> Zones(Basis basis)
    {
        var table = basis.Table;
        if (!table.HasHours || !(basis.Lacks || basis.Exceeds)) yield break;
        var likely = new[] { DateTimeZone.Utc, table.Profile.BusinessZone }.OfType<DateTimeZone>().Distinct().Where(z => !z.Equals(table.Profile.Zone)).ToList();
        var others = Named.Select(id => DateTimeZoneProviders.Tzdb[id]).Concat(Enumerable.Range(-12, 27).Where(h => h != 0).Select(h => DateTimeZone.ForOffset(Offset.FromHours(h))))
            .Where(z => !likely.Contains(z) && !z.Equals(table.Profile.Zone)).ToList();
        // Zones that date every row alike are one, and go by the likeliest name.
        foreach (var zone in likely.Concat(others).DistinctBy(z => table.CellsIn(z), CellsComparer.Instance)) yield return Try(zone, likely.Contains(zone) ? likely.Count : others.Count);

        Explanation Try(DateTimeZone zone, int among) => basis.Try(new OtherZone(zone, Math.Log(2 * among)));
    }

    private sealed class CellsComparer : IEqualityComparer<int[]>
    {
        public static CellsComparer Instance { get; } = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] cells)
        {
            var hash = new HashCode();
            foreach (var cell in cells) hash.Add(cell);
            return hash.ToHashCode();
        }
    }
}
