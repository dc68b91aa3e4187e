using System.Text;
using Orchestrator.Model;

namespace Orchestrator.GoogleSql;

/// <summary>Dotted names in a text, found without grammar: tables, but aliased columns as well. Google's own list leaves out the target of ALTER.</summary>
internal static class DottedNames
{
    /// <summary>Each dotted name in its parts. The text's backticks are split.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string sql)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (var token in SqlToken.Read(sql))
        {
            var text = token.Text;
            if (token.Kind == SqlTokenKind.QuotedName) part.Append(text.Trim('`'));
            // A project's name may hold dashes without backticks.
            else if (token.Kind == SqlTokenKind.Word || text is "-") part.Append(text);
            else if (text is ".") Finish();
            else
            {
                Finish();
                if (parts.Count > 0) yield return [.. parts];
                parts.Clear();
            }
        }
        Finish();
        if (parts.Count > 0) yield return parts;

        void Finish()
        {
            if (part.Length > 0) parts.Add(part.ToString());
            part.Clear();
        }
    }
}
