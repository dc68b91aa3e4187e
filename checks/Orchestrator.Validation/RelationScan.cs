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
        scan.Only = Only(checks);
        return new([.. checks], scan.Query(), (check, answer) => judges[check.Name](answer.One))
        {
            Apart = checks.Count == 1 ? [] : [.. checks.Select(c => Compile(relation, [c], pipeline, at))],
        };
    }

    // Rows that no check looks at need not be read, nor the partitions that hold nothing else; and some tables refuse a query without such a condition.
    private static string? Only(IReadOnlyList<RelationCheck> checks) => checks.All(c => c is RowCheck or RowCount && c.Where is not null)
        ? string.Join(" OR ", checks.Select(c => Counted.Predicate(c.Where)!).Distinct(StringComparer.Ordinal))
        : null;

    // Each kind adds what it needs to the scan, and says how the scan's row is judged.
    private static Func<AnswerRow, Verdict> Judge(RelationCheck check, RelationScanBuilder scan, IReadOnlyList<string> keys) => check switch
    {
        Unique unique => UniqueRule.Judge(unique, scan),
        RowCheck rows => RowRule.Judge(rows, scan, keys),
        RowCount count => RowCountRule.Judge(count, scan),
        _ => throw new ArgumentException($"{check.Subject} is of a kind that has no scan: add it here.", nameof(check)),
    };
}
