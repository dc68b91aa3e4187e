using System.Text;

namespace Orchestrator.Reports;

/// <summary>Makes text safe inside Markdown: names from the cloud must not become links, images, mentions or extra cells.</summary>
public static class MarkdownText
{
    private const string Special = "\\`[]()*_~!|<>&#";

    /// <summary>The text as literal Markdown on one line.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in text)
        {
            if (c is '\r' or '\n' or '\t') escaped.Append(' ');
            else if (char.IsControl(c)) escaped.Append('\uFFFD');
            else if (c == '@') escaped.Append("@\u200B"); // a zero-width space: a mention needs the name to follow at once
            else if (Special.Contains(c)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>The text as inline code on one line; inside it only backticks matter, and in a table the bar.</summary>
    public static string Code(string text)
    {
        var line = string.Concat(text.Select(c => c is '\r' or '\n' or '\t' ? ' ' : char.IsControl(c) ? '\uFFFD' : c)).Replace("|", "\\|", StringComparison.Ordinal);
        if (line.Length == 0) return "";
        var fence = "`";
        while (line.Contains(fence, StringComparison.Ordinal)) fence += "`";
        var air = line[0] == '`' || line[^1] == '`' ? " " : "";
        return fence + air + line + air + fence;
    }
}
