using System.Text;

namespace Orchestrator.Model;

/// <summary>A statement whose named parameters were replaced by typed literals, so that it can be analyzed without them; with the way back for positions.</summary>
public sealed class LiteralSql
{
    private readonly IReadOnlyList<(int Line, int Column, int Longer)> places;

    private LiteralSql(string text, IReadOnlyList<(int Line, int Column, int Longer)> replaced)
    {
        Text = text;
        places = replaced;
    }

    /// <summary>The statement with literals.</summary>
    public string Text { get; }

    /// <summary>Replaces <c>@name</c> outside of strings and comments; names are compared without case, as GoogleSQL does. Other parameters stay.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="literals">GoogleSQL literals on one line, by parameter name.</param>
    public static LiteralSql Replace(string sql, IReadOnlyDictionary<string, string> literals)
    {
        var byName = literals.ToDictionary(l => l.Key.ToUpperInvariant(), l => l.Value, StringComparer.Ordinal);
        var text = new StringBuilder(sql.Length + 64);
        var replaced = new List<(int, int, int)>();
        var pieces = SqlToken.Read(sql);
        for (var i = 0; i < pieces.Count; i++)
        {
            var isParameter = pieces[i].Text == "@" && i + 1 < pieces.Count && pieces[i + 1].Kind == SqlTokenKind.Word && (i == 0 || pieces[i - 1].Text != "@");
            if (isParameter && byName.TryGetValue(pieces[i + 1].Text.ToUpperInvariant(), out var literal))
            {
                var before = text.ToString();
                replaced.Add((before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'), literal.Length - pieces[i + 1].Text.Length - 1));
                text.Append(literal);
                i++;
            }
            else text.Append(pieces[i].Text);
        }
        return new(text.ToString(), replaced);
    }

    /// <summary>The column in the original statement for a place in <see cref="Text"/>, both counted from 1; inside a literal, that of the parameter.</summary>
    public int OriginalColumn(int line, int column)
    {
        var shift = 0;
        foreach (var (_, start, longer) in places.Where(r => r.Line == line && r.Column < column)) shift += Math.Min(longer, column - start);
        return column - shift;
    }
}
