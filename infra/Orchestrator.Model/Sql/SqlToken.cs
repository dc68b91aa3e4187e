namespace Orchestrator.Model;

/// <summary>What a token of GoogleSQL text is, as far as its layout tells.</summary>
public enum SqlTokenKind
{
    /// <summary>White space.</summary>
    Space,

    /// <summary>A comment of any of the three forms.</summary>
    Comment,

    /// <summary>A string or bytes literal with its quotes and prefix.</summary>
    Text,

    /// <summary>A name in backticks.</summary>
    QuotedName,

    /// <summary>A word: key word, bare name or number.</summary>
    Word,

    /// <summary>One character of anything else.</summary>
    Symbol,
}

/// <summary>A token of GoogleSQL text. All tokens together are the text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Index of its first character, from 0.</param>
/// <param name="Text">Its characters.</param>
public readonly record struct SqlToken(SqlTokenKind Kind, int Start, string Text)
{
    /// <summary>Index behind its last character.</summary>
    public int End => Start + Text.Length;

    /// <summary>Cuts a text into tokens without gap. What is not closed reaches to the end: the analyzer says what is wrong with it.</summary>
    public static IReadOnlyList<SqlToken> Read(string sql)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < sql.Length;)
        {
            var (kind, end) = Next(sql, at);
            tokens.Add(new(kind, at, sql[at..end]));
            at = end;
        }
        return tokens;
    }

    /// <summary>The statement without what follows its last word: white space, comments and semicolons.</summary>
    public static string WithoutEnd(string sql)
    {
        var tokens = Read(sql);
        var count = tokens.Count;
        while (count > 0 && (tokens[count - 1].Kind is SqlTokenKind.Space or SqlTokenKind.Comment || tokens[count - 1].Text == ";")) count--;
        return string.Concat(tokens.Take(count).Select(p => p.Text));
    }

    private static (SqlTokenKind Kind, int End) Next(string sql, int at)
    {
        var c = sql[at];
        var following = at + 1 < sql.Length ? sql[at + 1] : '\0';
        if (char.IsWhiteSpace(c)) return (SqlTokenKind.Space, While(sql, at, char.IsWhiteSpace));
        if (c == '#' || (c == '-' && following == '-')) return (SqlTokenKind.Comment, While(sql, at, x => x is not ('\n' or '\r')));
        if (c == '/' && following == '*') return (SqlTokenKind.Comment, Closed(sql, at, 2, "*/", escapes: false));
        if (c == '`') return (SqlTokenKind.QuotedName, Closed(sql, at, 1, "`", escapes: true));
        if (c is '\'' or '"') return (SqlTokenKind.Text, Quoted(sql, at));
        if (!IsWord(c)) return (SqlTokenKind.Symbol, at + 1);
        var end = While(sql, at, IsWord);
        // r'..', b"..", rb'''..''': the prefix changes what escapes mean, not where the text ends.
        var prefixed = end < sql.Length && sql[end] is '\'' or '"' && sql[at..end].ToUpperInvariant() is "R" or "B" or "RB" or "BR";
        return prefixed && end < sql.Length ? (SqlTokenKind.Text, Quoted(sql, end)) : (SqlTokenKind.Word, end);
    }

    private static int Quoted(string sql, int at)
    {
        var one = sql[at].ToString();
        var three = one + one + one;
        return string.CompareOrdinal(sql, at, three, 0, 3) == 0 ? Closed(sql, at, 3, three, escapes: true) : Closed(sql, at, 1, one, escapes: true);
    }

    private static int Closed(string sql, int at, int open, string close, bool escapes)
    {
        for (var i = at + open; i < sql.Length; i++)
        {
            if (escapes && sql[i] == '\\') i++;
            else if (string.CompareOrdinal(sql, i, close, 0, close.Length) == 0) return i + close.Length;
        }
        return sql.Length;
    }

    private static int While(string sql, int at, Func<char, bool> belongs)
    {
        while (at < sql.Length && belongs(sql[at])) at++;
        return at;
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_' || c > 127;
}
