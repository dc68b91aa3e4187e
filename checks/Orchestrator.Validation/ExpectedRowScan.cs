using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>
/// Rows that are known to be right, asked of all relations at once. Rows of one relation with the same key columns share one scan of it. The query
/// fetches what is there, as text; whether it is right is judged outside of SQL, so that a missing row, a second row and another value are told apart.
/// </summary>
internal static class ExpectedRowScan
{
    // Enough to tell a second row and what it holds; the count beside them is of all rows.
    private const int RowsOfAKey = 10;

    public static CompiledScan Compile(IReadOnlyList<ExpectedRows> checks, CheckedAt at)
    {
        var scans = checks.SelectMany(c => c.Rows).GroupBy(r => (r.Relation.Id, Key: string.Join('\0', r.Key.Select(k => $"{k.Column} {k.Type}"))))
            .Select(g => new RelationScan([.. g])).ToList();
        var width = scans.Max(s => s.Columns.Count);
        var parameters = new List<QueryValue>();
        var sql = string.Join("\nUNION ALL\n", scans.Select((scan, index) => Sql(scan, index, width, at.Project, parameters)));
        return new([.. checks], new(sql, parameters), (check, answer) => ExpectedRowVerdict.Judge((ExpectedRows)check, Found(scans, answer), at));
    }

    private static string Sql(RelationScan scan, int index, int width, string project, List<QueryValue> parameters)
    {
        var conditions = scan.Keys.Select((key, number) => string.Join(" AND ", key.Select((value, column) => Equal(value, $"k{index}_{number}_{column}", parameters)))).ToList();
        var values = Enumerable.Range(0, width).Select(i => i < scan.Columns.Count ? $"CAST({SqlIdentifier.Quote(scan.Columns[i])} AS STRING) AS v{i}" : $"CAST(NULL AS STRING) AS v{i}");
        var names = string.Join(", ", Enumerable.Range(0, width).Select(i => $"v{i}"));
        return $"""
            SELECT {index} AS scan, key_number, row_count{(width == 0 ? "" : $", {names}")}
            FROM (
              SELECT *, COUNT(*) OVER (PARTITION BY key_number) AS row_count, ROW_NUMBER() OVER (PARTITION BY key_number{(width == 0 ? "" : $" ORDER BY {names}")}) AS row_number
              FROM (
                SELECT CASE {string.Join(" ", conditions.Select((c, number) => $"WHEN {c} THEN {number}"))} END AS key_number{string.Concat(values.Select(v => $", {v}"))}
                FROM {SqlIdentifier.Quote(project, scan.Relation)}
                WHERE {string.Join(" OR ", conditions.Select(c => $"({c})"))}
              )
            )
            WHERE row_number <= {RowsOfAKey}
            """;
    }

    // NULL equals NULL here, and nothing else.
    private static string Equal(ColumnValue value, string parameter, List<QueryValue> parameters)
    {
        var column = SqlIdentifier.Quote(value.Column);
        if (value.Value is null) return $"{column} IS NULL";
        if (parameters.All(p => p.Name != parameter)) parameters.Add(new(parameter, value.Type, value.Value));
        return $"{column} = @{parameter}";
    }

    private static Func<ExpectedRow, FoundRows> Found(IReadOnlyList<RelationScan> scans, AnswerRows answer)
    {
        var rows = answer.All.ToLookup(r => (Whole(r, "scan"), Whole(r, "key_number")));
        return expected =>
        {
            var scan = scans.First(s => s.Holds(expected));
            var found = rows[(scans.ToList().IndexOf(scan), scan.NumberOf(expected))].ToList();
            return new(
                found.Count == 0 ? 0 : Whole(found[0], "row_count"),
                [.. found.Select(r => (IReadOnlyDictionary<string, string?>)expected.Values.ToDictionary(v => v.Column, v => r.Text($"v{scan.Columns.IndexOf(v.Column)}"), StringComparer.Ordinal))]);
        };
    }

    private static long Whole(AnswerRow row, string column) => row.Number(column) ?? throw new UnreadableAnswerException($"Column '{column}' holds NULL.");

    private sealed class RelationScan(IReadOnlyList<ExpectedRow> rows)
    {
        public TableId Relation => rows[0].Relation.Id;

        public List<string> Columns { get; } = [.. rows.SelectMany(r => r.Values).Select(v => v.Column).Distinct(StringComparer.Ordinal)];

        public List<IReadOnlyList<ColumnValue>> Keys { get; } = [.. rows.Select(r => r.Key).DistinctBy(Text)];

        public bool Holds(ExpectedRow row) => rows.Contains(row);

        public int NumberOf(ExpectedRow row) => Keys.FindIndex(k => Text(k) == Text(row.Key));

        private static string Text(IReadOnlyList<ColumnValue> key) => string.Join('\0', key.Select(k => k.Value is null ? "\x1" : $"'{k.Value}"));
    }
}

/// <summary>The rows that have the key of an expected one.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Rows">The first of them: expected columns as text.</param>
internal sealed record FoundRows(long Count, IReadOnlyList<IReadOnlyDictionary<string, string?>> Rows);
