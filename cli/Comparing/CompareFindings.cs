using Orchestrator.Model;
using Orchestrator.Reports;
using Orchestrator.Validation;

namespace Orchestrator.Cli;

/// <summary>What a comparison found, as findings; values of persons masked.</summary>
internal sealed class CompareFindings(CompareFlags asked, ComparisonResult result)
{
    private const int RowsShown = 10;

    public IReadOnlyList<Finding> All() => [.. Each().OfType<Finding>()];

    /// <summary>A value as it may be printed.</summary>
    public string Shown(string column, ValueKind kind, string? text) =>
        text is not null && asked.Masked.Contains(column, StringComparer.OrdinalIgnoreCase) ? "***" : PersonalText.Mask(CanonicalText.Shown(kind, text));

    /// <summary>A key as it may be printed.</summary>
    public string Shown(IReadOnlyList<string> key) => string.Join(", ", key.Select((part, i) => Shown(result.Key[i].Name, result.Key[i].Kind, part)));

    private IEnumerable<Finding?> Each()
    {
        var (left, right) = (asked.Left.Text, asked.Right.Text);
        yield return Rows(RowCodes.Added, RowDifferenceKind.Added, result.Added, $"only {right} has");
        yield return Rows(RowCodes.Removed, RowDifferenceKind.Removed, result.Removed, $"only {left} has");
        if (result.Changed > 0)
        {
            var columns = string.Join(", ", result.ChangedColumns.Select(c => $"{c.Key} in {c.Value:N0}"));
            yield return Finding(RowCodes.Changed, $"{Count(result.Changed, "row differs", "rows differ")}: {columns}.", Samples(RowDifferenceKind.Changed));
        }

        if (result.RepeatedKeys > 0)
        {
            var samples = result.Repeated.Select(k => KeyRow(k.Key, [("rows on the left", k.Left.ToString("N0")), ("rows on the right", k.Right?.ToString("N0") ?? "as many")]));
            yield return Finding(RowCodes.RepeatedKey, $"{Count(result.RepeatedKeys, "key is", "keys are")} shared by several rows: such rows cannot be told apart, so which of them differ is not known. Name more columns with --key, or remove the copies.", samples);
        }

        var nulls = result.Left.NullKeys + result.Right.NullKeys;
        if (nulls > 0) yield return Finding(RowCodes.NullKey, $"{result.Left.NullKeys:N0} rows on the left and {result.Right.NullKeys:N0} on the right have no key (NULL in {string.Join(" or ", result.Key.Select(k => k.Name))}): they were not compared.", []);
        if (result.NotLookedInto > 0) yield return Finding(RowCodes.NotLookedInto, $"{result.NotLookedInto:N0} rows lie in key ranges that differ and were not fetched: give more with --most-rows, or compare less with --where.", []);
    }

    private Finding? Rows(string code, RowDifferenceKind kind, long rows, string who)
    {
        if (rows == 0) return null;
        var ranges = result.OneSided.Where(r => r.Kind == kind).ToList();
        var missing = ranges.Count == 0 ? "" : $" {ranges.Sum(r => r.Rows):N0} of them lie in {Count(ranges.Count, "range", "ranges")} of keys that the other side has not at all.";
        return Finding(code, $"{Count(rows, "row", "rows")} {who}.{missing}", Samples(kind));
    }

    private IEnumerable<IReadOnlyDictionary<string, string?>> Samples(RowDifferenceKind kind) => result.Differences.Where(d => d.Kind == kind)
        .Select(d => KeyRow(d.Key, d.Values.Select(v => (v.Column, $"{Shown(v.Column, v.Kind, v.Left)} -> {Shown(v.Column, v.Kind, v.Right)}"))));

    private Dictionary<string, string?> KeyRow(IReadOnlyList<string> key, IEnumerable<(string Name, string Value)> more) =>
        key.Select((part, i) => (result.Key[i].Name, Value: Shown(result.Key[i].Name, result.Key[i].Kind, part))).Concat(more).ToDictionary(v => v.Name, v => (string?)v.Value);

    private Finding Finding(string code, string message, IEnumerable<IReadOnlyDictionary<string, string?>> rows) => new()
    {
        Code = code,
        Severity = Severity.Error,
        Subject = $"rows/{asked.Left.Text}={asked.Right.Text}",
        Message = message,
        Rows = [.. rows.Take(RowsShown)],
    };

    private static string Count(long number, string one, string many) => $"{number:N0} {(number == 1 ? one : many)}";
}
