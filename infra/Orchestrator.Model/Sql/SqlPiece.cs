namespace Orchestrator.Model;

/// <summary>What a piece of GoogleSQL text is, as far as its layout tells.</summary>
internal enum SqlPieceKind
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

/// <summary>A piece of GoogleSQL text. All pieces together are the text.</summary>
internal readonly record struct SqlPiece(SqlPieceKind Kind, string Text)
{
    /// <summary>Cuts a text into pieces without gap. What is not closed reaches to the end: the analyzer says what is wrong with it.</summary>
    public static IReadOnlyList<SqlPiece> Read(string sql)
    {
        var pieces = new List<SqlPiece>();
        for (var at = 0; at < sql.Length;)
        {
            var (kind, end) = Next(sql, at);
            pieces.Add(new(kind, sql[at..end]));
            at = end;
        }
        return pieces;
    }

    /// <summary>The statement without what follows its last word: white space, comments and semicolons.</summary>
    public static string WithoutEnd(string sql)
    {
        var pieces = Read(sql);
        var count = pieces.Count;
        while (count > 0 && (pieces[count - 1].Kind is SqlPieceKind.Space or SqlPieceKind.Comment || pieces[count - 1].Text == ";")) count--;
        return string.Concat(pieces.Take(count).Select(p => p.Text));
    }

    private static (SqlPieceKind Kind, int End) Next(string sql, int at)
    {
        var c = sql[at];
        var following = at + 1 < sql.Length ? sql[at + 1] : '\0';
        if (char.IsWhiteSpace(c)) return (SqlPieceKind.Space, While(sql, at, char.IsWhiteSpace));
        if (c == '#' || (c == '-' && following == '-')) return (SqlPieceKind.Comment, While(sql, at, x => x is not ('\n' or '\r')));
        if (c == '/' && following == '*') return (SqlPieceKind.Comment, Closed(sql, at, 2, "*/", escapes: false));
        if (c == '`') return (SqlPieceKind.QuotedName, Closed(sql, at, 1, "`", escapes: true));
        if (c is '\'' or '"') return (SqlPieceKind.Text, Quoted(sql, at));
        if (!IsWord(c)) return (SqlPieceKind.Symbol, at + 1);
        var end = While(sql, at, IsWord);
        // r'..', b"..", rb'''..''': the prefix changes what escapes mean, not where the text ends.
        var prefixed = end < sql.Length && sql[end] is '\'' or '"' && sql[at..end].ToUpperInvariant() is "R" or "B" or "RB" or "BR";
        return prefixed && end < sql.Length ? (SqlPieceKind.Text, Quoted(sql, end)) : (SqlPieceKind.Word, end);
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
