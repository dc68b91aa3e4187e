using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>A statement's tokens without layout and comments, keywords folded, backticks dropped where they do nothing: equal tokens mean the same, different ones may or may not.</summary>
internal static class NormalizedTokens
{
    private static readonly HashSet<string> BeforeTable = new(StringComparer.Ordinal) { "FROM", "JOIN", "INTO", "MERGE", "TABLE", "VIEW", "UPDATE", "DELETE", "USING" };

    // Words that are names elsewhere: a script has them where statements begin and end.
    private static readonly HashSet<string> ScriptWords = new(StringComparer.Ordinal)
    {
        "BEGIN", "DECLARE", "EXCEPTION", "ERROR", "LOOP", "WHILE", "DO", "REPEAT", "UNTIL", "ELSEIF", "BREAK", "LEAVE", "CONTINUE", "ITERATE", "RETURN", "CALL", "RAISE", "MESSAGE",
        "INSERT", "UPDATE", "DELETE", "TRUNCATE", "VALUES", "MATCHED", "TABLE", "VIEW", "REPLACE", "TEMP", "TEMPORARY", "DROP", "ALTER", "EXECUTE", "IMMEDIATE", "TRANSACTION", "COMMIT", "ROLLBACK",
    };

    /// <summary>The tokens of a list of statements, which the analyzer does not resolve.</summary>
    public static IEnumerable<string> OfScript(string sql) => Of(sql).Select(t => ScriptWords.Contains(t.ToUpperInvariant()) ? t.ToUpperInvariant() : t);

    public static bool Same(string left, string right) => Of(left).SequenceEqual(Of(right), StringComparer.Ordinal);

    public static IReadOnlyList<string> Of(string sql)
    {
        var split = BacktickSplitter.Split(sql).Text;
        var tokens = new List<string>();
        var inTable = false;
        foreach (var token in SqlToken.Read(split))
        {
            if (token.Kind is SqlTokenKind.Space or SqlTokenKind.Comment) continue;
            var text = token.Text;
            if (token.Kind == SqlTokenKind.QuotedName) tokens.AddRange(Unquoted(text, inTable));
            else tokens.Add(token.Kind == SqlTokenKind.Word && ReservedWords.All.Contains(text.ToUpperInvariant()) ? text.ToUpperInvariant() : text);
            inTable = BeforeTable.Contains(text.ToUpperInvariant());
        }
        while (tokens.Count > 0 && tokens[^1] == ";") tokens.RemoveAt(tokens.Count - 1);
        return tokens;
    }

    // Where a table is named, dashes need no backticks; elsewhere they would be a subtraction.
    private static IEnumerable<string> Unquoted(string quoted, bool inTable)
    {
        var name = quoted.Trim('`');
        if (IsPlain(name)) return [name];
        var parts = name.Split('-');
        return inTable && parts[0].Length > 0 && !char.IsAsciiDigit(parts[0][0]) && parts.All(p => p.Length > 0 && p.All(IsNameLetter))
            ? parts.SelectMany((p, i) => i == 0 ? new[] { p } : ["-", p])
            : [quoted];
    }

    private static bool IsPlain(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(IsNameLetter) && !ReservedWords.All.Contains(name.ToUpperInvariant());

    private static bool IsNameLetter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}
