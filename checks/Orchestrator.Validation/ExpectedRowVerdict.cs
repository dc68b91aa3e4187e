using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>Judges rows that are known to be right, hop after hop.</summary>
internal static class ExpectedRowVerdict
{
    public static Verdict Judge(ExpectedRows check, Func<ExpectedRow, FoundRows> find, CheckedAt at)
    {
        if (check.Since is { } since && at.Now < since)
            return new($"Expected from {QueryText.Local(since, at)} on: nothing to hold yet.", [], 0);
        var faults = check.Rows.Select((expected, index) => (Expected: expected, Index: index, Fault: Fault(expected, find(expected)))).Where(r => r.Fault is not null).ToList();
        if (faults.Count == 0) return new($"{check.Says} All {check.Rows.Count} expected rows are there, once, as they should be.", [], check.Rows.Count);
        return new(check is HopTrace ? Traced(check.Rows, faults[0].Index, faults[0].Fault!) : $"{faults[0].Expected.Relation.Id}: {faults[0].Fault}", [.. faults.Select(f => Offence(f.Expected, f.Fault!))], check.Rows.Count);
    }

    // The first hop that disagrees is where to look: its own SQL or load, since what it reads is right.
    private static string Traced(IReadOnlyList<ExpectedRow> rows, int index, string fault)
    {
        var hop = rows[index].Relation.Id;
        var before = rows.Take(index).LastOrDefault(r => r.Relation.Id != hop)?.Relation.Id;
        return $"The first hop that disagrees is {hop}: {fault} {(before is null ? "Nothing before it is looked at: the load, or its source." : $"{before} before it is right.")}";
    }

    private static string? Fault(ExpectedRow expected, FoundRows found) => found.Count switch
    {
        0 => $"No row has {expected.Says}.",
        1 => Differences(expected, found.Rows[0]) is { Count: > 0 } differences ? $"The row with {expected.Says} has {string.Join(", ", differences)}." : null,
        _ => $"{found.Count} rows have {expected.Says}, instead of one: {string.Join("; ", found.Rows.Select(Shown).Distinct().Take(3))}.",
    };

    private static List<string> Differences(ExpectedRow expected, IReadOnlyDictionary<string, string?> row) =>
        [.. expected.Values.Where(v => row[v.Column] != v.Value).Select(v => $"{v.Column} {Quoted(row[v.Column])} instead of {Quoted(v.Value)}")];

    private static Dictionary<string, string?> Offence(ExpectedRow expected, string fault) => new()
    {
        ["relation"] = expected.Relation.Id.ToString(),
        ["key"] = expected.Says,
        ["expected"] = string.Join(", ", expected.Values.Select(v => $"{v.Column} {Quoted(v.Value)}")),
        ["found"] = fault,
    };

    private static string Shown(IReadOnlyDictionary<string, string?> row) => string.Join(", ", row.Select(c => $"{c.Key} {Quoted(c.Value)}"));

    private static string Quoted(string? value) => value is null ? "NULL" : $"'{value}'";
}
