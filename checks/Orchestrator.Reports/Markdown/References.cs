using System.Text.RegularExpressions;

namespace Orchestrator.Reports;

/// <summary>
/// Text that GitHub would turn into a link, a mention or a picture after rendering, where no backslash helps: GitHub looks for it in the finished page
/// (github.com/gjtorikian/html-pipeline). A zero-width space inside it keeps what people read and leaves nothing to find.
/// </summary>
internal static partial class References
{
    private const string Gap = "\u200B";

    // Milliseconds. Every pattern takes time in proportion to the text; the limit is for a mistake in one.
    private const int Longest = 10_000;

    /// <summary>The text with every such place broken.</summary>
    public static string Break(string text)
    {
        var broken = Marks().Replace(text, static m => m.Value == ":" ? Gap + m.Value + Gap : m.Value + Gap);
        return Hashes().Replace(broken, static m => string.Join(Gap, m.Value.Chunk(6).Select(part => new string(part))));
    }

    // @name and name@host; #12; GH-12, CVE-2024-1, TICKET-7 (repositories may link prefixes of their own); GHSA-...; scheme://, mailto:, xmpp:, tel:, www.; :emoji:
    [GeneratedRegex(@"@|#|(?<=[A-Za-z])-(?=[0-9])|(?<=GHSA)-|:(?=//)|(?<=mailto|xmpp|tel):|(?<![A-Za-z0-9])www(?=\.)|:(?=(?:(?>[0-9]*)[a-z_+-](?>[a-z0-9_+-]*)|100|1234)(?::|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, Longest)]
    private static partial Regex Marks();

    // Seven hexadecimal digits may be a commit.
    [GeneratedRegex("(?<![A-Za-z0-9])[0-9A-Fa-f]{7,}(?![A-Za-z0-9])", RegexOptions.CultureInvariant, Longest)]
    private static partial Regex Hashes();
}
