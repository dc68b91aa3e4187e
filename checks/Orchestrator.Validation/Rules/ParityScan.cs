using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>All comparisons of row counts in one query: each relation is counted once, and so is each condition on its rows.</summary>
internal static class ParityScan
{
    public static CompiledScan Compile(IReadOnlyList<RowCountParity> checks, CheckedAt at)
    {
        var scans = checks.SelectMany(c => new[] { c.Relation, c.Other }).DistinctBy(r => r.Id).Select((r, index) => (r.Id, Name: $"r{index}", Scan: new RelationScanBuilder(r, at))).ToList();
        string Count(Relation relation, string? where)
        {
            var (_, name, scan) = scans.Single(s => s.Id == relation.Id);
            return $"{name}.{scan.Aggregate(Counted.Rows(Counted.Predicate(where)))}";
        }

        var counts = checks.ToDictionary(c => c.Name, c => (Count(c.Relation, c.Where), Count(c.Other, c.OtherWhere)), StringComparer.Ordinal);
        var columns = counts.Values.SelectMany(c => new[] { c.Item1, c.Item2 }).Distinct(StringComparer.Ordinal).ToList();
        var sql = $"SELECT\n  {string.Join(",\n  ", columns.Select((c, index) => $"{c} AS a{index}"))}\nFROM {string.Join("\nCROSS JOIN ", scans.Select(s => $"({s.Scan.Query().Sql}) AS {s.Name}"))}";
        return new(
            [.. checks],
            new(sql, [.. RelationScanBuilder.Times(sql, at)]),
            (check, answer) => Judge((RowCountParity)check, answer.One.Count($"a{columns.IndexOf(counts[check.Name].Item1)}"), answer.One.Count($"a{columns.IndexOf(counts[check.Name].Item2)}")))
        {
            Part = () => checks.Count == 1 ? [] : [.. checks.Select(c => Compile([c], at))],
        };
    }

    private static Verdict Judge(RowCountParity check, long rows, long others)
    {
        var (relation, other) = (Counted.Of(check.Relation.Id, check.Where), Counted.Of(check.Other.Id, check.OtherWhere));
        if (rows == 0 && others == 0) return ToleratedVerdict.Empty($"{relation} and in {other}", check.AllowEmpty);
        var says = $"{relation} has {Counted.Text(rows)} rows and {other} has {Counted.Text(others)}";
        return ToleratedVerdict.Of(check, Math.Abs(rows - others), rows, $"{says}, {Counted.Text(Math.Abs(rows - others))} {(others < rows ? "fewer" : "more")}", $"{says}.", rows + others);
    }
}
