using System.Text;

namespace Orchestrator.Reports;

/// <summary>Text inside a Slack message: nothing in it becomes a link, a mention or a command.</summary>
internal static class SlackText
{
    /// <summary>Escaped as Slack asks (&amp;, &lt;, &gt;), without control characters, on one line, at most so many characters after escaping.</summary>
    public static string Escape(string text, int most)
    {
        var escaped = new StringBuilder(Math.Min(text.Length, most) + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            var next = rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\t' or '\n' or '\r' => " ",
                _ when Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) => "\uFFFD",
                _ => rune.ToString(),
            };
            if (escaped.Length + next.Length > most - 1)
            {
                // An entity is never cut in the middle; the ellipsis is the last character that fits.
                return escaped.Append('…').ToString();
            }

            escaped.Append(next);
        }

        return escaped.ToString();
    }

    /// <summary>A name as inline code: a backtick in it would end the code.</summary>
    public static string Code(string name, int most) => $"`{Escape(name.Replace('`', '\''), most - 2)}`";
}
