using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>One scan of a relation that answers all checks of its rows: one row of aggregates, judged check by check.</summary>
internal static class RelationScan
{
    /// <summary>The scan that answers some checks of one relation.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="checks">The checks.</param>
    /// <param name="pipeline">The pipeline, for the columns by which people know a row.</param>
    /// <param name="at">When and where.</param>
    public static CompiledScan Compile(Relation relation, IReadOnlyList<RelationCheck> checks, Pipeline pipeline, CheckedAt at)
    {
        var scan = new RelationScanBuilder(relation, at);
        var keys = RowSamples.KeysOf(relation, pipeline);
        var judges = checks.ToDictionary(c => c.Name, c => Judge(c, scan, keys), StringComparer.Ordinal);
        scan.Only = Partitions(checks, scan);
        return new([.. checks], scan.Query(), (check, answer) => judges[check.Name](answer.One))
        {
            Part = () => checks.Count == 1 ? [] : [.. checks.Select(c => Compile(relation, [c], pipeline, at))],
        };
    }

    /// <summary>Whether a check says by itself which partitions it needs. On a table that refuses a query without such a condition, the others are scanned apart.</summary>
    public static bool IsNarrow(RelationCheck check) => check is TimelyCheck || (check is RowCheck or RowCount && check.Where is not null);

    // Rows that no check looks at need not be read, nor the partitions that hold nothing else.
    private static string? Partitions(IReadOnlyList<RelationCheck> checks, RelationScanBuilder scan)
    {
        if (!checks.All(IsNarrow)) return null;
        var timely = checks.Where(c => c is TimelyCheck).ToList();
        if (timely.Count == checks.Count) return TimelyPart.Only(timely, scan);
        var rows = checks.Where(c => c is not TimelyCheck).Select(c => Counted.Predicate(c.Where)!).Distinct(StringComparer.Ordinal);
        if (timely.Count == 0) return string.Join(" OR ", rows);
        return TimelyPart.Only(timely, scan) is { } dates ? string.Join(" OR ", rows.Append($"({dates})")) : null;
    }

    // Each kind adds what it needs to the scan, and says how the scan's row is judged.
    private static Func<AnswerRow, Verdict> Judge(RelationCheck check, RelationScanBuilder scan, IReadOnlyList<string> keys) => check switch
    {
        Unique unique => UniqueRule.Judge(unique, scan),
        RowCheck rows => RowRule.Judge(rows, scan, keys),
        RowCount count => RowCountRule.Judge(count, scan),
        TimelyCheck timely => TimelyPart.Judge(timely, scan),
        _ => throw new ArgumentException($"{check.Subject} is of a kind that has no scan: add it here.", nameof(check)),
    };
}
