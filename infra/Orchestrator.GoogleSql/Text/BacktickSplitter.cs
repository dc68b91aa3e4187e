using System.Text;
using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>
/// Writes <c>`p.d.t`</c> as <c>`p`.`d`.`t`</c>, which is how the analyzer finds a table in nested catalogs and how <c>t.column</c> resolves.
/// Strings, comments and everything else stay as they are.
/// </summary>
public static class BacktickSplitter
{
    private const string Separator = "`.`";

    /// <summary>Splits every name in backticks that has dots inside.</summary>
    public static SplitSql Split(string sql)
    {
        var text = new StringBuilder(sql.Length + 16);
        var inserted = new List<int>();
        foreach (var token in SqlToken.Read(sql))
        {
            if (token.Kind != SqlTokenKind.QuotedName || !IsPath(token.Text))
            {
                text.Append(token.Text);
                continue;
            }
            // A project may have a domain: `example.com:p.d.t`. Dots before the colon belong to it.
            var domain = token.Text.LastIndexOf(':');
            for (var i = 0; i < token.Text.Length; i++)
            {
                var c = sql[token.Start + i];
                if (c == '.' && i > domain)
                {
                    inserted.Add(text.Length);
                    text.Append(Separator);
                }
                else text.Append(c);
            }
        }
        return new SplitSql(sql, text.ToString(), inserted);
    }

    // `.a`, `a.`, `a..b` and a name that is not closed are mistakes: left alone, for the analyzer to name them.
    private static bool IsPath(ReadOnlySpan<char> quoted)
    {
        if (quoted.Length < 3 || quoted[^1] != '`' || quoted.Contains('\\')) return false;
        var name = quoted[1..^1];
        return name.Contains('.') && name[0] != '.' && name[^1] != '.' && !name.Contains("..", StringComparison.Ordinal);
    }
}
