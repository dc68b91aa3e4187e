using System.Globalization;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Counts a table's rows by snapshot. More than one snapshot means stale rows; when the stale ones are close to a whole number of copies of the
/// current snapshot, a sync that should replace them has appended (R31).
/// </summary>
internal static class OneSnapshotScan
{
    public static CompiledScan Compile(OneSnapshot check, CheckedAt at)
    {
        var column = SqlIdentifier.Quote(check.Column);
        return new(
            [check],
            new($"""
                SELECT CAST({column} AS STRING) AS snapshot, COUNT(*) AS row_count
                FROM {SqlIdentifier.Quote(at.Project, check.Table.Id)}
                GROUP BY {column}
                ORDER BY {column} DESC
                """, []),
            (_, answer) => Judge(check, answer));
    }

    private static Verdict Judge(OneSnapshot check, AnswerRows answer)
    {
        var snapshots = answer.All.Select(row => (Of: row.Text("snapshot"), Rows: row.Number("row_count") ?? throw new UnreadableAnswerException("The count of rows is NULL."))).ToList();
        if (snapshots.Count <= 1)
            return new($"{check.Table.Id} holds {Counted(snapshots.Sum(s => s.Rows))} rows of {snapshots.Count} snapshot.", [], 1);
        var (current, stale) = (snapshots[0], snapshots.Skip(1).Sum(s => s.Rows));
        var ratio = (double)stale / current.Rows;
        var copies = snapshots.Skip(1).Count(s => s.Rows == current.Rows);
        var says = string.Create(CultureInfo.InvariantCulture, $"{check.Table.Id} holds {snapshots.Count} snapshots: {Counted(stale)} rows are stale beside {Counted(current.Rows)} rows of {current.Of}, {ratio:0.00} times as many; {copies} of the {snapshots.Count - 1} older snapshots have exactly as many rows as the current one.");
        return new(says, [.. snapshots.Skip(1).Select(s => new Dictionary<string, string?> { ["snapshot"] = s.Of, ["rows"] = Counted(s.Rows) })], snapshots.Count);
    }

    private static string Counted(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}
