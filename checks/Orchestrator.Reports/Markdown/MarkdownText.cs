using System.Text;

namespace Orchestrator.Reports;

/// <summary>Makes text safe inside GitHub's Markdown: names from elsewhere must not become links, images, mentions, references, HTML or extra cells.</summary>
public static class MarkdownText
{
    private const string Special = "\\`[]()*_~!|<>&#$";

    /// <summary>The text as literal Markdown on one line, anywhere but inside HTML: paragraph, heading, item of a list, cell of a table.</summary>
    public static string Escape(string text)
    {
        var line = References.Break(PlainLine.Of(text));
        var escaped = new StringBuilder(line.Length + 16);

        // At the start of a block these would begin a list or a rule.
        var digits = line.TakeWhile(char.IsAsciiDigit).Count();
        for (var i = 0; i < line.Length; i++)
        {
            var opensBlock = (i == 0 && line[i] is '-' or '+' or '=') || (i == digits && digits > 0 && line[i] is '.' or ')');
            if (opensBlock || Special.Contains(line[i])) escaped.Append('\\');
            escaped.Append(line[i]);
        }

        return escaped.ToString();
    }

    /// <summary>
    /// The text as inline code on one line. Where a backtick, bar or backslash would need different escapes inside a table and outside, it is the HTML
    /// element with escaped text, which means the same everywhere.
    /// </summary>
    public static string Code(string text)
    {
        var line = PlainLine.Of(text);
        if (line.Length == 0) return "";
        return line.AsSpan().ContainsAny('`', '|', '\\') ? $"<code>{Escape(line)}</code>" : $"`{line}`";
    }
}
