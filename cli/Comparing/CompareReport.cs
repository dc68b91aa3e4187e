using NodaTime;
using Orchestrator.Model;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>A comparison as the report of the verb <c>compare</c>.</summary>
internal static class CompareReport
{
    public static VerbReport Of(CompareFlags asked, ComparisonResult result, IRowSource left, IRowSource right, Instant now)
    {
        var findings = new CompareFindings(asked, result);
        return new()
        {
            Verb = "compare",
            Pipeline = $"{left.Name} = {right.Name}",
            Target = asked.Common.TargetName,
            At = now,
            Exit = result.Equal ? 0 : 2,
            Headline = Headline(result),
            Findings = findings.All(),
            Summary = Summary(result, left, right),
            Sections = [Sides(result, left, right), .. Differences(asked, result, findings), .. OneSided(result, findings), Levels(result)],
        };
    }

    private static string Headline(ComparisonResult result)
    {
        var compared = $"{result.Compared.Count} {(result.Compared.Count == 1 ? "column" : "columns")} beside the key";
        if (result.Equal) return $"Equal: {result.Left.Rows:N0} rows on both sides, {compared}.";
        var repeated = result.RepeatedKeys == 0 ? "" : $"; {result.RepeatedKeys:N0} repeated keys";
        var nulls = result.Left.NullKeys + result.Right.NullKeys == 0 ? "" : $"; {result.Left.NullKeys + result.Right.NullKeys:N0} rows without a key";
        var skipped = result.NotLookedInto == 0 ? "" : $"; {result.NotLookedInto:N0} rows not looked into";
        return $"{result.Left.Rows:N0} rows against {result.Right.Rows:N0}, {compared}: {result.Added:N0} added, {result.Removed:N0} removed, {result.Changed:N0} changed{repeated}{nulls}{skipped}.";
    }

    private static Dictionary<string, object?> Summary(ComparisonResult result, IRowSource left, IRowSource right) => new()
    {
        ["leftRows"] = result.Left.Rows,
        ["rightRows"] = result.Right.Rows,
        ["added"] = result.Added,
        ["removed"] = result.Removed,
        ["changed"] = result.Changed,
        ["repeatedKeys"] = result.RepeatedKeys,
        ["leftNullKeys"] = result.Left.NullKeys,
        ["rightNullKeys"] = result.Right.NullKeys,
        ["notLookedInto"] = result.NotLookedInto,
        ["leftQueries"] = left.Traffic.Queries,
        ["rightQueries"] = right.Traffic.Queries,
        ["leftRowsMoved"] = left.Traffic.Rows,
        ["rightRowsMoved"] = right.Traffic.Rows,
        ["leftBytesMoved"] = left.Traffic.Bytes,
        ["rightBytesMoved"] = right.Traffic.Bytes,
        ["leftBytesProcessed"] = left.Traffic.BytesProcessed,
        ["rightBytesProcessed"] = right.Traffic.BytesProcessed,
    };

    private static ReportSection Sides(ComparisonResult result, IRowSource left, IRowSource right) => new("Sides", [new ReportBlock.Grid(
        ["side", "table", "rows", "queries", "rows moved", "bytes moved", "bytes read"],
        [Side("left", result.Left, left), Side("right", result.Right, right)])]);

    private static IReadOnlyList<string> Side(string name, KeyExtent extent, IRowSource source) =>
        [name, source.Name, $"{extent.Rows + extent.NullKeys:N0}", $"{source.Traffic.Queries:N0}", $"{source.Traffic.Rows:N0}", $"{source.Traffic.Bytes:N0}", source.Traffic.BytesProcessed is { } read ? $"{read:N0}" : "not told"];

    private static IEnumerable<ReportSection> Differences(CompareFlags asked, ComparisonResult result, CompareFindings findings)
    {
        if (result.Differences.Count == 0) yield break;
        var rows = result.Differences.SelectMany(d => d.Values.Count == 0
            ? [(IReadOnlyList<string>)[Word(d.Kind), findings.Shown(d.Key), "", "", ""]]
            : d.Values.Select(v => (IReadOnlyList<string>)[Word(d.Kind), findings.Shown(d.Key), v.Column, findings.Shown(v.Column, v.Kind, v.Left), findings.Shown(v.Column, v.Kind, v.Right)]));
        var grid = new ReportBlock.Grid(["row", string.Join(", ", result.Key.Select(k => k.Name)), "column", "left", "right"], [.. rows]);
        var all = result.Added + result.Removed + result.Changed - result.OneSided.Sum(r => r.Rows);
        yield return new("Differences", all <= result.Differences.Count
            ? [grid]
            : [grid, new ReportBlock.Paragraph($"The first {result.Differences.Count:N0} of {all:N0} by key; --limit {asked.Request.Limit} says how many are given.")]);
    }

    private static IEnumerable<ReportSection> OneSided(ComparisonResult result, CompareFindings findings)
    {
        if (result.OneSided.Count == 0) yield break;
        var key = result.Key[0];
        yield return new("Ranges of keys on one side only", [new ReportBlock.Grid(
            ["rows", "how many", $"{key.Name} from", "before"],
            [.. result.OneSided.Select(r => (IReadOnlyList<string>)[Word(r.Kind), $"{r.Rows:N0}", findings.Shown(key.Name, key.Kind, r.Range.From), r.Range.Before is { } before ? findings.Shown(key.Name, key.Kind, before) : "the end"])])]);
    }

    private static ReportSection Levels(ComparisonResult result) => new("Levels", [new ReportBlock.Grid(
        ["level", "key ranges", "differ", "rows proven equal"],
        [.. result.Levels.Select((l, i) => (IReadOnlyList<string>)[$"{i + 1}", $"{l.Segments:N0}", $"{l.Differing:N0}", $"{l.Proven:N0}"])])]);

    private static string Word(RowDifferenceKind kind) => kind switch { RowDifferenceKind.Added => "added", RowDifferenceKind.Removed => "removed", _ => "changed" };
}
