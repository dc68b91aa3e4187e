using System.Text;

namespace Orchestrator.Model;

/// <summary>Moves a statement to another Google Cloud project: files name one project, a deploy may go to another.</summary>
public static class SqlProject
{
    /// <summary>
    /// Replaces a project wherever a name in the statement begins with it: in backticks (<c>`p.d.t`</c>, <c>`p`.d.t</c>) and bare, with or without
    /// dashes (<c>my-project.d.t</c>). Strings and comments stay as they are.
    /// </summary>
    public static string Replace(string sql, string fromProject, string toProject)
    {
        if (fromProject == toProject) return sql;
        var pieces = SqlToken.Read(sql);
        var text = new StringBuilder(sql.Length + 16);
        for (var at = 0; at < pieces.Count;)
        {
            var piece = pieces[at];
            if (piece.Kind == SqlTokenKind.QuotedName) text.Append(InBackticks(piece.Text, fromProject, toProject, pieces, at));
            else if (BareLength(pieces, at, fromProject) is > 0 and var length)
            {
                text.Append(Bare(toProject));
                at += length;
                continue;
            }
            else text.Append(piece.Text);
            at++;
        }
        return text.ToString();
    }

    private static string InBackticks(string quoted, string from, string to, IReadOnlyList<SqlToken> pieces, int at)
    {
        if (IsDot(pieces, at - 1)) return quoted;
        if (quoted == $"`{from}`") return IsDot(pieces, at + 1) ? $"`{to}`" : quoted;
        return quoted.StartsWith($"`{from}.", StringComparison.Ordinal) ? $"`{to}{quoted[(from.Length + 1)..]}" : quoted;
    }

    /// <summary>How many pieces from here on spell the project and are followed by a dot; 0 when they do not.</summary>
    private static int BareLength(IReadOnlyList<SqlToken> pieces, int at, string project)
    {
        if (pieces[at].Kind != SqlTokenKind.Word || IsDot(pieces, at - 1) || (at > 0 && pieces[at - 1].Text is "-" or "@")) return 0;
        var spelled = "";
        for (var i = at; i < pieces.Count && spelled.Length < project.Length; i++)
        {
            if (pieces[i].Kind != SqlTokenKind.Word && pieces[i].Text != "-") return 0;
            spelled += pieces[i].Text;
            if (spelled == project) return IsDot(pieces, i + 1) ? i + 1 - at : 0;
        }
        return 0;
    }

    private static bool IsDot(IReadOnlyList<SqlToken> pieces, int at) => at >= 0 && at < pieces.Count && pieces[at].Text == ".";

    // GoogleSQL accepts a bare name with dashes in table paths; anything else needs backticks.
    private static string Bare(string project) =>
        project.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && char.IsAsciiLetter(project[0]) ? project : $"`{project}`";
}
