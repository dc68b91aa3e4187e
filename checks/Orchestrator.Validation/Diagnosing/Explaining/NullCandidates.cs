namespace Orchestrator.Validation;

/// <summary>Columns whose NULLs may be dropped, on the way to the target or by the source's own filter; and filters that the target may lack.</summary>
internal static class NullCandidates
{
    public static IEnumerable<Explanation> Of(Basis basis)
    {
        var table = basis.Table;
        var dropping = Dropping(table).ToList();
        var surprise = Math.Log(Math.Max(1, dropping.Count));
        return dropping.Select(effect => basis.Try(effect with { Surprise = surprise }));
    }

    /// <summary>Filters of which the target counts what they leave out.</summary>
    public static IEnumerable<Explanation> OfFilters(Basis basis)
    {
        var table = basis.Table;
        var failing = Failing(table, nulls: false);
        return failing.Select(filter => basis.Try(new NotLeftOut(filter, OnlyNulls: false, Math.Log(failing.Count))));
    }

    private static IEnumerable<Effect> Dropping(ProfileTable table)
    {
        for (var n = 0; n < table.Profile.NullColumns.Count; n++)
        {
            var index = n;
            if (Any(table, u => u.Nulls[index])) yield return new NullsLeftOut(table.Profile.NullColumns[n], u => u.Nulls[index], 0);
        }

        for (var c = 0; c < table.Profile.Columns.Count; c++)
        {
            var (index, name) = (c, table.Profile.Columns[c]);
            if (!table.Profile.NullColumns.Contains(name) && Any(table, u => u.Values[index] is null)) yield return new NullsLeftOut(name, u => u.Values[index] is null, 0);
        }

        foreach (var filter in Failing(table, nulls: true)) yield return new NotLeftOut(filter, OnlyNulls: true, 0);
    }

    private static bool Any(ProfileTable table, Func<SourceUnit, bool> isNull) => table.Units.Any(u => u.Failed == 0 && isNull(u)) && table.Units.Any(u => u.Failed == 0 && !isNull(u));

    private static List<int> Failing(ProfileTable table, bool nulls) =>
        [.. table.Units.Where((u, i) => table.CellOf[i] >= 0 && (nulls ? u.Failed < 0 : u.Failed > 0)).Select(u => Math.Abs(u.Failed)).Distinct().Order()];
}
