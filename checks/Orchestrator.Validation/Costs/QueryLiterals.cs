using System.Globalization;
using System.Text;
using Orchestrator.Model;

namespace Orchestrator.Validation;

/// <summary>A statement with its parameters written in, for people who paste it into the console. It is never sent from here: there values are parameters.</summary>
public static class QueryLiterals
{
    /// <summary>The statement with typed literals in place of its parameters.</summary>
    public static string Inline(Query query) => query.Parameters.Count == 0
        ? query.Sql
        : LiteralSql.Replace(query.Sql, query.Parameters.ToDictionary(p => p.Name, Of, StringComparer.OrdinalIgnoreCase)).Text;

    private static string Of(QueryValue value) => value.Items is { } items
        ? $"ARRAY<{value.Type}>[{string.Join(", ", items.Select(i => Of(value.Type, i)))}]"
        : Of(value.Type, value.Value);

    private static string Of(string type, string? value) => (type.ToUpperInvariant(), value) switch
    {
        (_, null) => $"CAST(NULL AS {type})",
        ("STRING", _) => Text(value),
        ("INT64" or "INTEGER", _) when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number < 0 ? $"({number})" : $"{number}",
        ("BOOL" or "BOOLEAN", _) when bool.TryParse(value, out var flag) => flag ? "TRUE" : "FALSE",
        ("DATE" or "TIMESTAMP" or "DATETIME" or "TIME" or "NUMERIC" or "BIGNUMERIC" or "JSON", _) => $"{type} {Text(value)}",
        ("BYTES", _) => $"FROM_BASE64({Text(value)})",
        _ => $"CAST({Text(value)} AS {type})",
    };

    // On one line, whatever the value holds.
    private static string Text(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var c in value)
        {
            if (c is '\'' or '\\') text.Append('\\').Append(c);
            else if (char.IsControl(c) || c is '\u2028' or '\u2029') text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else text.Append(c);
        }
        return text.Append('\'').ToString();
    }
}
