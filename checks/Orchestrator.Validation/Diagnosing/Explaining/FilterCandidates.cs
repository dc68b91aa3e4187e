namespace Orchestrator.Validation;

/// <summary>Values of a column that may be left out: each by itself, each as the only one that is kept, and the best one with more added while that helps.</summary>
internal static class FilterCandidates
{
    public static IEnumerable<Explanation> Of(Basis basis)
    {
        var table = basis.Table;
        if (!basis.Lacks) yield break;
        for (var column = 0; column < table.Values.Length; column++)
        {
            var values = table.Values[column];
            var named = values.Where(v => v is not null).ToList();
            if (values.Length < 2) continue;
            var singles = named.Select(v => Try(column, [v])).ToList();
            foreach (var single in singles) yield return single;
            if (values.Length > 2)
                foreach (var kept in named) yield return Try(column, [.. values.Where(v => v != kept)]);
            var best = singles.MaxBy(s => s.Score)!;
            while (Last(best) is { Values.Count: var count } last && count + 2 <= values.Length)
            {
                var more = named.Except(last.Values).Select(v => Try(column, [.. last.Values, v])).MaxBy(s => s.Score);
                if (more is null || more.Score <= best.Score) break;
                yield return best = more;
            }
        }

        LeftOut Last(Explanation explanation) => (LeftOut)explanation.Effects[^1];

        Explanation Try(int column, IReadOnlyList<string?> values) =>
            basis.Try(new LeftOut(column, values, Surprise(column, values.Count)), basis.WithValues(column, [.. values.Select(v => Array.IndexOf(table.Values[column], v))], times: 0));

        double Surprise(int column, int count)
        {
            var all = table.Values[column].Length;
            return Math.Log(table.Values.Length) + LogFactorials.Choose(all, count) + Math.Log(Math.Min(count, all - count) + 1);
        }
    }
}
