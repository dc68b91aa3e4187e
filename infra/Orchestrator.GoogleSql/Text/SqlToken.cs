namespace Orchestrator.GoogleSql;

/// <summary>The lexical kinds that matter to us.</summary>
internal enum SqlTokenKind
{
    Space,
    Comment,
    Text,
    QuotedName,
    Word,
    Symbol,
}

/// <summary>A piece of GoogleSQL text.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> In(string sql) => sql.AsSpan(Start, Length);

    /// <summary>Cuts a text into tokens that cover it without gap. What is not closed reaches to the end: the analyzer says what is wrong with it.</summary>
    public static IEnumerable<SqlToken> Read(string sql)
    {
        for (var at = 0; at < sql.Length;)
        {
            var token = Next(sql, at);
            yield return token;
            at = token.End;
        }
    }

    private static SqlToken Next(string sql, int at)
    {
        var c = sql[at];
        var following = at + 1 < sql.Length ? sql[at + 1] : '\0';
        if (char.IsWhiteSpace(c)) return To(SqlTokenKind.Space, sql, at, Run(sql, at, char.IsWhiteSpace));
        if (c == '#' || (c == '-' && following == '-')) return To(SqlTokenKind.Comment, sql, at, Run(sql, at, x => x is not ('\n' or '\r')));
        if (c == '/' && following == '*') return To(SqlTokenKind.Comment, sql, at, After(sql, "*/", at + 2));
        if (c == '`') return To(SqlTokenKind.QuotedName, sql, at, Closed(sql, at, "`"));
        if (c is '\'' or '"') return Quoted(sql, at, at);
        if (!IsWord(c)) return To(SqlTokenKind.Symbol, sql, at, at + 1);
        var end = Run(sql, at, IsWord);
        // r'..', b"..", rb'''..''': the prefix changes what escapes mean, not where the text ends.
        return end < sql.Length && sql[end] is '\'' or '"' && IsPrefix(sql.AsSpan(at, end - at)) ? Quoted(sql, at, end) : To(SqlTokenKind.Word, sql, at, end);
    }

    private static SqlToken Quoted(string sql, int start, int quote)
    {
        var one = sql.Substring(quote, 1);
        var three = one + one + one;
        return To(SqlTokenKind.Text, sql, start, Closed(sql, quote, string.CompareOrdinal(sql, quote, three, 0, 3) == 0 ? three : one));
    }

    private static int Closed(string sql, int open, string quote)
    {
        for (var at = open + quote.Length; at < sql.Length; at++)
        {
            if (sql[at] == '\\') at++;
            else if (string.CompareOrdinal(sql, at, quote, 0, quote.Length) == 0) return at + quote.Length;
        }
        return sql.Length;
    }

    private static int After(string sql, string mark, int from)
    {
        var found = from <= sql.Length ? sql.IndexOf(mark, from, StringComparison.Ordinal) : -1;
        return found < 0 ? sql.Length : found + mark.Length;
    }

    private static int Run(string sql, int at, Func<char, bool> belongs)
    {
        while (at < sql.Length && belongs(sql[at])) at++;
        return at;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || c > 127;

    private static bool IsPrefix(ReadOnlySpan<char> word) =>
        word.Length is 1 or 2 && word.ToString().ToUpperInvariant() is "R" or "B" or "RB" or "BR";

    private static SqlToken To(SqlTokenKind kind, string sql, int start, int end) => new(kind, start, Math.Min(end, sql.Length) - start);
}
