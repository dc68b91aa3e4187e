namespace Orchestrator.Model;

/// <summary>What a predicate does that its reader does not see, told from its words.</summary>
internal static class FilterText
{
    private static readonly IReadOnlyList<string> Fractions = ["FLOAT64", "NUMERIC", "BIGNUMERIC"];

    /// <summary>Columns whose NULL rows a comparison with FALSE, an inequality or a negation leaves out silently.</summary>
    public static IEnumerable<Column> DropsNull(string sql, IReadOnlyList<Column> columns)
    {
        var words = Words(sql);
        return Enumerable.Range(0, words.Count)
            .Select(at => (At: at, Column: ColumnAt(words, at, columns)))
            .Where(c => c.Column is { Mode: not ColumnMode.Required } && IsNegation(words, c.At) && !Excludes(sql, c.Column.Name) && !InFunction(words, c.At))
            .Select(c => c.Column!)
            .DistinctBy(c => c.Name);
    }

    /// <summary>Whether a predicate itself says what becomes of a column's NULL.</summary>
    public static bool Excludes(string sql, string column)
    {
        var words = Words(sql);
        return Enumerable.Range(0, words.Count).Any(i => Name(words[i]).Equals(column, StringComparison.OrdinalIgnoreCase) && Is(words, i + 1, "IS")
            && (Is(words, i + 2, "NULL") || (Is(words, i + 2, "NOT") && words.Count > i + 3)));
    }

    /// <summary>Columns with a fraction that a cast to INT64 rounds.</summary>
    public static IEnumerable<Column> Rounds(string sql, IReadOnlyList<Column> columns) => Casts(sql)
        .Where(c => c.Type is "INT64" or "INTEGER" or "INT")
        .SelectMany(c => c.Of.Select(word => StorageRules.ColumnNamed(columns, Name(word))))
        .OfType<Column>().Where(c => Fractions.Contains(Column.CanonicalType(c.Type))).DistinctBy(c => c.Name);

    /// <summary>Dates that are taken in UTC because no zone is named.</summary>
    public static IEnumerable<string> DatesWithoutZone(string sql, IReadOnlyList<Column> columns)
    {
        var words = Words(sql);
        foreach (var (at, word) in words.Index())
        {
            if (word.ToUpperInvariant() is "CURRENT_DATE" or "CURRENT_DATETIME" or "CURRENT_TIME" && !(Is(words, at + 1, "(") && !Is(words, at + 2, ")")))
                yield return $"{word.ToUpperInvariant()} without a zone";
            else if (Is(words, at, "DATE") && Is(words, at + 1, "(") && Is(words, at + 3, ")") && Timestamp(columns, words[at + 2]) is { } column)
                yield return $"DATE({column.Name})";
        }
        foreach (var (of, type) in Casts(sql))
            if (type is "DATE" && of.Select(w => Timestamp(columns, w)).FirstOrDefault(c => c is not null) is { } column) yield return $"CAST({column.Name} AS DATE)";
    }

    private static IEnumerable<(IReadOnlyList<string> Of, string Type)> Casts(string sql)
    {
        var words = Words(sql);
        for (var at = 0; at < words.Count; at++)
        {
            if (!(Is(words, at, "CAST") || Is(words, at, "SAFE_CAST")) || !Is(words, at + 1, "(")) continue;
            var depth = 1;
            for (var end = at + 2; end < words.Count && depth > 0; end++)
            {
                depth += words[end] == "(" ? 1 : words[end] == ")" ? -1 : 0;
                if (depth == 1 && Is(words, end, "AS") && end + 1 < words.Count) yield return ([.. words.Skip(at + 2).Take(end - at - 2)], words[end + 1].ToUpperInvariant());
            }
        }
    }

    private static Column? Timestamp(IReadOnlyList<Column> columns, string word) =>
        StorageRules.ColumnNamed(columns, Name(word)) is { } column && Column.CanonicalType(column.Type) == "TIMESTAMP" ? column : null;

    private static bool IsNegation(IReadOnlyList<string> words, int at) =>
        (Is(words, at + 1, "=") && Is(words, at + 2, "FALSE"))
        || (Is(words, at - 1, "=") && Is(words, at - 2, "FALSE"))
        || (Is(words, at - 1, "NOT") && !Is(words, at - 2, "IS"))
        || (Is(words, at + 1, "!") && Is(words, at + 2, "="))
        || (Is(words, at + 1, "<") && Is(words, at + 2, ">"))
        || (Is(words, at + 1, "NOT") && Is(words, at + 2, "IN"));

    // COALESCE(x, FALSE) = FALSE and the like say what NULL is.
    private static bool InFunction(IReadOnlyList<string> words, int at)
    {
        var depth = 0;
        for (var i = at - 1; i > 0; i--)
        {
            depth += words[i] == ")" ? 1 : words[i] == "(" ? -1 : 0;
            if (depth < 0) return words[i - 1].ToUpperInvariant() is "COALESCE" or "IFNULL";
        }
        return false;
    }

    private static Column? ColumnAt(IReadOnlyList<string> words, int at, IReadOnlyList<Column> columns) =>
        Is(words, at - 1, ".") || Is(words, at + 1, "(") ? null : StorageRules.ColumnNamed(columns, Name(words[at]));

    private static List<string> Words(string sql) => [.. SqlToken.Read(sql).Where(t => t.Kind is not (SqlTokenKind.Space or SqlTokenKind.Comment)).Select(t => t.Text)];

    private static string Name(string word) => word.Trim('`');

    private static bool Is(IReadOnlyList<string> words, int at, string word) => at >= 0 && at < words.Count && words[at].Equals(word, StringComparison.OrdinalIgnoreCase);
}
