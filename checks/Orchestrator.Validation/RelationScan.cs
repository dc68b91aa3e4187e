using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>One scan of a relation that answers all checks of its rows: one row of aggregates, judged check by check.</summary>
internal static class RelationScan
{
    public static CompiledScan Compile(Relation relation, IReadOnlyList<RelationCheck> checks, CheckedAt at)
    {
        var scan = new RelationScanBuilder(relation, at);
        var judges = checks.ToDictionary(c => c.Name, c => Judge(c, scan), StringComparer.Ordinal);
        scan.Only = TimelyPart.Only(checks, scan);
        return new([.. checks], scan.Query(), (check, answer) => judges[check.Name](answer.All.Single()));
    }

    // Each kind adds what it needs to the scan, and says how the scan's row is judged.
    private static Func<AnswerRow, Verdict> Judge(RelationCheck check, RelationScanBuilder scan) => check switch
    {
        TimelyCheck timely => TimelyPart.Judge(timely, scan),
        _ => throw new ArgumentException($"{check.Subject} is of a kind that has no scan: add it here.", nameof(check)),
    };
}
