namespace Orchestrator.Validation;

/// <summary>Ranges of days that may not have been loaded, or loaded again: of each key, and of all keys together.</summary>
internal static class LoadCandidates
{
    /// <summary>Parts that were not loaded although newer days were.</summary>
    public static IEnumerable<Explanation> Missing(Basis basis)
    {
        var (table, costs) = (basis.Table, basis.Costs);
        if (!basis.Lacks) yield break;
        foreach (var key in Scopes(table))
        {
            var last = NewestDay(table, costs, key) - 1;
            var whole = costs.Gains(key, cell => costs.Gone[cell]);
            var part = costs.Gains(key, cell => costs.Part[cell]);
            if (CellCosts.Best(whole, last) is { } range)
            {
                yield return Try(key, range.From, range.To, []);
                IReadOnlyList<int> edges = [.. new[] { range.From - 1, range.To + 1 }.Where(day => day >= 0 && day <= last && part[day] > 0)];
                if (edges.Count > 0) yield return Try(key, range.From, range.To, edges);
            }

            if (last < 0) continue;
            var at = Enumerable.Range(0, last + 1).MaxBy(day => part[day]);
            if (part[at] > 0) yield return Try(key, 0, -1, [at]);
        }

        Explanation Try(int? key, int from, int to, IReadOnlyList<int> parts) => basis.Try(new NotLoaded(key, from, to, parts, Ranges(table) + Math.Log(4)));
    }

    /// <summary>Parts that were loaded twice or three times.</summary>
    public static IEnumerable<Explanation> Repeated(Basis basis)
    {
        var (table, costs) = (basis.Table, basis.Costs);
        if (!basis.Exceeds) yield break;
        foreach (var key in Scopes(table))
            for (var times = 2; times <= 3; times++)
            {
                var factor = times;
                // What repeats everywhere is no load: a join does that.
                if (CellCosts.Best(costs.Gains(key, cell => costs.Repeated(cell, factor)), table.Days - 1) is { } range && (range.To - range.From + 1 < table.Days || table.Days == 1))
                    yield return basis.Try(new LoadedAgain(key, range.From, range.To, times, Ranges(table) + Math.Log(4 * 2)));
            }
    }

    private static IEnumerable<int?> Scopes(ProfileTable table) => Enumerable.Range(0, table.Keys.Length).Select(k => (int?)k).Prepend(null);

    private static double Ranges(ProfileTable table) => Math.Log(table.Days * (table.Days + 1) / 2.0) + Math.Log(table.Keys.Length + 1);

    private static int NewestDay(ProfileTable table, CellCosts costs, int? key)
    {
        for (var day = table.Days - 1; day >= 0; day--)
            for (var k = key ?? 0; k <= (key ?? table.Keys.Length - 1); k++)
                if (costs.Any((k * table.Days) + day)) return day;
        return 0;
    }
}
