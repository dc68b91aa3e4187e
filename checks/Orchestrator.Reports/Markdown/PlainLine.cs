using System.Text;

namespace Orchestrator.Reports;

/// <summary>Text from elsewhere as one line that shows everything it holds: no line ends, no controls, nothing that turns the direction of writing.</summary>
internal static class PlainLine
{
    /// <summary>The line; what cannot be shown becomes U+FFFD, so that two names that differ never look alike.</summary>
    public static string Of(string text)
    {
        var clean = true;
        foreach (var c in text) clean &= c is >= ' ' and < '\u007F';
        if (clean) return text.Trim();
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            if (rune.Value is '\r' or '\n' or '\t' or 0x2028 or 0x2029 or 0x85) line.Append(' ');
            else if (Hidden(rune.Value)) line.Append('\uFFFD');
            else line.Append(rune);
        }

        return line.ToString().Trim();
    }

    /// <summary>The first characters of a text, never half of one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">UTF-16 units that may stay, at least 2.</param>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var end = longest - 1;
        if (char.IsHighSurrogate(text[end - 1])) end--;
        return text[..end].TrimEnd() + "…";
    }

    // Controls; marks and overrides of direction; soft hyphen, zero-width space and joins of words; interlinear marks; tags.
    private static bool Hidden(int rune) => rune is < 0x20 or (>= 0x7F and < 0xA0) or 0xAD or 0x61C or 0x180E or 0x200B or 0x200E or 0x200F
        or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE0FFF);
}
